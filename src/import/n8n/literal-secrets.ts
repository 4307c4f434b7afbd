import { describePlace } from '../../base/errors.ts';
import { addCredential } from '../add-credential.ts';
import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { isLiteralSecret, isSecretName, looksSecret, safeUrl } from '../secrets.ts';
import { shownName } from './parameter.ts';
import type { Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

type Secret = { readonly name: string; readonly spot: Located };

/** Secrets that stand in the settings of nodes, and not in credentials: by name and place. */
export function mapLiteralSecrets(scene: Scene): void {
  for (const node of scene.allNodes) {
    const found = new Map<string, Secret>();
    collect(node.parameters, found);
    for (const secret of found.values()) report(scene, node, secret);
  }
}

function report(
  { drafts, ...scene }: Pick<Scene, 'drafts' | 'idOf'>,
  node: WorkflowNode,
  { name, spot }: Secret,
): void {
  const owner = shownName(node.name);
  const holder = scene.idOf(node);
  if (drafts.has(holder) && !node.isDisabled) {
    const key = `literal ${node.key} ${name}`;
    addCredential(drafts, { name, key, spot, holder, literalOf: owner, isShared: false });
    return;
  }
  const detail = `${name} of ${owner} stands in the file as it is; use a credential of n8n instead, and change it if the file was shared`;
  drafts.findings.push({ title: 'Secret in the file', detail, where: describePlace(spot.at) });
}

function collect(located: Located | undefined, found: Map<string, Secret>): void {
  if (located?.form === 'list') for (const item of listOf(located)) collect(item, found);
  if (located?.form !== 'map') return;
  const [name, value] = [textOf(find(located, 'name')), find(located, 'value')];
  if (name !== undefined && value !== undefined) addPair(name, value, found);
  for (const [key, { value: inner }] of entriesOf(located)) {
    addText(key, inner, found);
    collect(inner, found);
  }
}

/** A header or a parameter of a query, by its name. */
function addPair(name: string, value: Located, found: Map<string, Secret>): void {
  const text = textOf(value)?.replace(/^=/, '') ?? '';
  if (text.includes('{{') && !EMBEDDED.test(text)) return;
  if (text.length < SHORTEST || !(isSecretName(name) || SIGNATURE.test(name)) || !isLiteralSecret(text)) return;
  found.set(value.pointer, { name: shownName(name), spot: value });
}

function addText(key: string, value: Located, found: Map<string, Secret>): void {
  const text = textOf(value);
  if (text === undefined || found.has(value.pointer)) return;
  const isNamed = STRONG_NAME.test(key) && !text.includes('{{') && text.length >= SHORTEST && isLiteralSecret(text);
  const isKey = EMBEDDED.test(text) || hasKeyInUrl(text);
  if ((isNamed && looksSecretish(text)) || isKey) found.set(value.pointer, { name: shownName(key), spot: value });
}

const SHORTEST = 8;
const SIGNATURE = /signature|secret/i;
const STRONG_NAME = /(?:api[-_]?key|token|secret|password)$/i;
const looksSecretish = (text: string): boolean => looksSecret(text) || (/\d/.test(text) && !/\s/.test(text));

/** Keys of well-known makers anywhere in a text: in a body, in code, in a header. */
const EMBEDDED =
  /\b(?:sk-(?:ant-|proj-|or-v1-)?[A-Za-z0-9_-]{20,}|gh[opusr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{18,}|xox[abeprs]-[\w-]{12,}|AKIA[A-Z0-9]{16}|AIza[\w-]{33,}|hf_[A-Za-z0-9]{30,}|pat[A-Za-z0-9]{14}\.[a-f0-9]{40,}|SG\.[\w-]{16,}\.[\w-]{16,}|eyJ[\w-]{16,}\.eyJ[\w-]{16,}|tvly-[\w-]{16,}|(?:Bearer|Basic)\s+(?=[A-Za-z0-9._~+/-]*\d)[A-Za-z0-9._~+/-]{20,}=*)/;

const hasKeyInUrl = (text: string): boolean => {
  const url = /^=?https?:\/\//.test(text) ? safeUrl(text.replace(/^=/, '')) : undefined;
  return (
    url?.query.some(
      ([name, value]) =>
        isSecretName(name) && value.length >= SHORTEST && !value.includes('{') && isLiteralSecret(value),
    ) ?? false
  );
};

import { addLiteralCredential } from '../add-literal-credential.ts';
import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { reportLiteralSecret } from '../report-literal-secret.ts';
import { isLiteralSecret, isSecretName, looksSecret, safeUrl } from '../secrets.ts';
import { holdsKey } from './known-keys.ts';
import { shownName } from './parameter.ts';
import type { Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

type Secret = { readonly name: string; readonly text: string; readonly spot: Located };

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
  { name, text, spot }: Secret,
): void {
  const owner = shownName(node.name);
  const holder = scene.idOf(node);
  if (drafts.has(holder) && !node.isDisabled) {
    addLiteralCredential(drafts, { name, text, spot, holder, owner });
    return;
  }
  reportLiteralSecret(drafts, { name, owner, spot, instead: 'use a credential of n8n instead' });
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
  if (text.includes('{{') && !holdsKey(text)) return;
  if (text.length < SHORTEST || !namesSecret(name, text) || !isLiteralSecret(text)) return;
  found.set(value.pointer, { name: shownName(name), text, spot: value });
}

function addText(key: string, value: Located, found: Map<string, Secret>): void {
  const text = textOf(value);
  if (text === undefined || found.has(value.pointer)) return;
  const isNamed = STRONG_NAME.test(key) && !text.includes('{{') && text.length >= SHORTEST && isLiteralSecret(text);
  const isKey = holdsKey(text) || hasKeyInUrl(text);
  if ((isNamed && looksSecretish(text)) || isKey) found.set(value.pointer, { name: shownName(key), text, spot: value });
}

/** `meta_key` and `timestamp_key` are names of fields; what they hold must look like a secret. */
const namesSecret = (name: string, text: string): boolean =>
  /signature|secret|token|password|authorization|api[-_]?key/i.test(name) || (isSecretName(name) && looksSecret(text));

const SHORTEST = 8;
const STRONG_NAME = /(?:api[-_]?key|token|secret|password)$/i;
const looksSecretish = (text: string): boolean => looksSecret(text) || (/\d/.test(text) && !/\s/.test(text));

const hasKeyInUrl = (text: string): boolean => {
  const url = /^=?https?:\/\//.test(text) ? safeUrl(text.replace(/^=/, '')) : undefined;
  return (
    url?.query.some(
      ([name, value]) =>
        isSecretName(name) && value.length >= SHORTEST && !value.includes('{') && isLiteralSecret(value),
    ) ?? false
  );
};

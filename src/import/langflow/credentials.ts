import { describePlace } from '../../base/errors.ts';
import { addCredential } from '../add-credential.ts';
import { addLiteralCredential } from '../add-literal-credential.ts';
import type { Drafts } from '../drafts.ts';
import { entriesOf, find, flagOf, type Located, listOf, textOf } from '../located.ts';
import { reportLiteralSecret } from '../report-literal-secret.ts';
import { isLiteralSecret, isSecretName, looksSecret, safeUrl } from '../secrets.ts';
import type { LangflowNode } from './node.ts';

export type Keyring = {
  /** Who has the secrets of the component; none if no component of ours does. */
  readonly holders: readonly string[];
  readonly opens: string | undefined;
};

/** Secrets among the fields of a component: names of global variables, or the secret itself. */
export function addSecrets(drafts: Drafts, node: LangflowNode, { holders, opens }: Keyring): void {
  for (const [field, settings] of node.fields) {
    const value = find(settings, 'value');
    addNested(drafts, node, value, { holders, opens });
    const text = textOf(value)?.trim() ?? '';
    if (value === undefined || text === '' || !isSecret(field, text, flagOf(find(settings, 'password')) === true))
      continue;
    const isVariable = flagOf(find(settings, 'load_from_db')) === true || /^[A-Z][A-Z\d_-]*$/.test(text);
    const isLiteral = !isVariable && isLiteralSecret(text);
    if (!isVariable && !isLiteral) continue;
    if (holders.length === 0) note(drafts, node, isVariable ? `variable ${text}` : field, value);
    for (const holder of holders) {
      const common = { spot: value, holder, opens };
      if (isVariable) addCredential(drafts, { ...common, name: shortened(text) });
      else addLiteralCredential(drafts, { ...common, name: `${node.title} ${field}`, text, owner: node.title });
    }
    if (holders.length === 0 && isLiteral)
      reportLiteralSecret(drafts, { name: field, owner: node.title, spot: value, instead: 'use a global variable' });
  }
}

/** Headers and parameters: `[{ key, value }]`, or an object. */
function addNested(drafts: Drafts, node: LangflowNode, value: Located | undefined, { holders, opens }: Keyring): void {
  const rows = listOf(value).map((row) => [textOf(find(row, 'key')), find(row, 'value')] as const);
  const pairs = entriesOf(value).map(([key, entry]) => [key, entry.value] as const);
  for (const [name, given] of [...rows, ...pairs]) {
    const text = textOf(given) ?? '';
    if (name === undefined || given === undefined || text.length < 4 || !isSecretName(name)) continue;
    const [holder] = holders;
    const isLiteral = isLiteralSecret(text) && !/^[A-Z][A-Z\d_-]*$/.test(text);
    if (holder === undefined || !isLiteral) continue;
    const use = { name: `${node.title} ${shortened(name)}`, text, owner: node.title };
    addLiteralCredential(drafts, { ...use, spot: given, holder, opens });
  }
}

/** Langflow marks its secrets; elsewhere only what has the shape of one counts: `text_key` is a name. */
const isSecret = (field: string, text: string, isPassword: boolean): boolean =>
  isPassword || safeUrl(text)?.hasPassword === true || (isSecretName(field) && looksSecret(text));

const shortened = (name: string): string => name.replace(/\p{Cc}/gu, ' ').slice(0, 120);

function note(drafts: Drafts, { title }: LangflowNode, what: string, { at }: Located): void {
  const why = `${title} only hands it on, or nothing uses it`;
  drafts.ignored.push({ what: shortened(what), where: describePlace(at), why });
}

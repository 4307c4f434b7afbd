import { assignmentsIn } from '../code-assignments.ts';
import { entriesOf, find, type Located, textOf } from '../located.ts';
import { isLiteralSecret, isSecretName, looksSecret, safeUrl } from '../secrets.ts';
import { isFilledIn, type Part, plainText, type Setting, unpacked } from './part.ts';

/** Secrets that stand in the settings of a part, in lists of headers, in addresses and in its code. */
export function literalSecrets({ inputs }: Part): Setting[] {
  const found: Setting[] = [];
  walk(inputs, found);
  return found;
}

/** Settings of parts that are read by themselves. */
const OTHER_PARTS = /(?:ModelConfig|SelectedToolConfig|[sS]toreConfig)$|^mcpServerConfig$/;
const CODE = /func(?:tion)?$|code$/i;

function walk(located: Located | undefined, found: Setting[]): void {
  if (located?.form === 'list') for (const item of located.items) walk(item, found);
  if (located?.form !== 'map') return;
  const [key, value] = [find(located, 'key') ?? find(located, 'name'), find(located, 'value')];
  if (value !== undefined) addSetting(textOf(key) ?? '', value, found);
  for (const [name, entry] of entriesOf(located)) {
    if (OTHER_PARTS.test(name)) continue;
    const text = textOf(entry.value);
    if (text === undefined) walk(entry.value, found);
    else if (CODE.test(name)) found.push(...secretsInCode(text, entry.value));
    else {
      addSetting(name, entry.value, found);
      if (/^\s*[[{]/.test(text)) walk(unpacked(entry.value), found);
    }
  }
}

function addSetting(name: string, located: Located, found: Setting[]): void {
  const text = plainText(textOf(located));
  if (isSecretSetting(name, text)) found.push({ name: shownName(name), text, spot: located });
  else if (hasPassword(text)) found.push({ name: `password in ${shownName(name)}`, text, spot: located });
}

const hasPassword = (text: string): boolean =>
  /^[a-z][\w+.-]*:\/\/\S+$/i.test(text) && !isFilledIn(text) && safeUrl(text)?.hasPassword === true;

const REFERENCE = /^(?:credential|credentialId|FLOWISE_CREDENTIAL_ID)$/;
const SURELY =
  /api[-_]?key|access[-_]?key|private[-_]?key|secret|passw|passphrase|bearer|authorization|cookie|token$|connection_?string/i;

/** `API_KEY`, where a key should be put. */
const PLACEHOLDER = /^[A-Z]+(?:_[A-Z]+)+$/;

/** `memoryKey` and `inputKey` are no secrets, whatever their names say. */
const isSecretSetting = (name: string, text: string): boolean =>
  isSecretName(name) &&
  !REFERENCE.test(name) &&
  isLiteralSecret(text) &&
  !isFilledIn(text) &&
  !PLACEHOLDER.test(text) &&
  (SURELY.test(name) || looksSecret(text));

const secretsInCode = (code: string, spot: Located): Setting[] =>
  assignmentsIn(code).flatMap(({ name, text }) =>
    isSecretSetting(name, text) ? [{ name: shownName(name), text, spot }] : [],
  );

const shownName = (name: string): string =>
  name
    .replace(/[^\w -]/g, '')
    .trim()
    .slice(0, 60) || 'secret';

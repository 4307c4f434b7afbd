import { addCredential } from '../add-credential.ts';
import { addLiteralCredential } from '../add-literal-credential.ts';
import { isLiteralSecret, isSecretName, looksSecret, referencesIn, safeUrl } from '../secrets.ts';
import type { Mapping } from './mapping.ts';
import { fieldsOf, type Setting, type Settings } from './setting.ts';

export type Holder = {
  readonly holder: string;
  /** What the secrets of it open, where known. */
  readonly opens?: string | undefined;
};

/** The secrets among the settings of something, at any depth: named by variables, or literal. */
export function mapSecrets(mapping: Mapping, settings: Settings, holder: Holder): void {
  for (const [name, setting] of settings) mapSecret(mapping, name, setting, holder);
}

function mapSecret(mapping: Mapping, name: string, setting: Setting, holder: Holder): void {
  if (setting.form === 'list') for (const item of setting.items) mapSecret(mapping, name, item, holder);
  if (setting.form === 'call') for (const item of setting.args) mapSecret(mapping, name, item, holder);
  mapSecrets(mapping, fieldsOf(setting), holder);
  if (setting.form === 'variable') {
    if (isSecretName(setting.name) || isSecretName(name)) addNamed(mapping, setting.name, setting, holder);
    if (setting.fallback !== undefined) mapSecret(mapping, name, setting.fallback, holder);
  }
  if (setting.form === 'text') mapText(mapping, name, setting.text, setting, holder);
}

function mapText(mapping: Mapping, name: string, text: string, setting: Setting, holder: Holder): void {
  if (safeUrl(text)?.hasPassword === true && isLiteralSecret(text)) {
    addLiteral(mapping, `password in ${name}`, text, setting, holder);
    return;
  }
  if (!isSecretName(name)) {
    if (looksSecret(text)) addLiteral(mapping, name, text, setting, holder);
    return;
  }
  const references = isVariableName(text) ? [text] : referencesIn(text);
  for (const reference of references) addNamed(mapping, reference, setting, holder);
  if (references.length === 0 && isLiteralSecret(text)) addLiteral(mapping, name, text, setting, holder);
}

/** `OPENAI_API_KEY` says where the secret is, and is none. */
const isVariableName = (text: string): boolean => /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/.test(text);

function addNamed({ drafts }: Mapping, name: string, spot: Setting, { holder, opens }: Holder): void {
  addCredential(drafts, { name: name.slice(0, 200), spot, holder, opens });
}

function addLiteral({ drafts }: Mapping, name: string, text: string, spot: Setting, holder: Holder): void {
  addLiteralCredential(drafts, { name, text, spot, ...holder });
}

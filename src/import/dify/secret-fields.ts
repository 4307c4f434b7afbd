import { addLiteralCredential } from '../add-literal-credential.ts';
import type { Drafts } from '../drafts.ts';
import { entriesOf, find, type Located } from '../located.ts';
import { isLiteralSecret, isSecretName, literalPart } from '../secrets.ts';
import { scalarText } from './scalar-text.ts';

export type Owner = { readonly id: string; readonly title: string; readonly opens: string | undefined };

/** Secrets among the settings of a tool: `api_key: …`, plain or as `{ type: constant, value: … }`. */
export function addSecretFields(drafts: Drafts, settings: Located | undefined, owner: Owner): void {
  for (const [key, { keyAt: at, value }] of entriesOf(settings)) {
    const text = scalarText(find(value, 'value') ?? value);
    if (!isSecretName(key) || text === undefined || isReference(text) || !isLiteralSecret(text)) continue;
    const name = `${owner.title} ${key}`;
    const spot = { at, pointer: value.pointer };
    addLiteralCredential(drafts, { name, text, spot, holder: owner.id, opens: owner.opens, owner: owner.title });
  }
}

const isReference = (text: string): boolean =>
  /\{\{#?[^{}]*#?\}\}/.test(text) && literalPart(withoutTemplates(text)) === '';

export const withoutTemplates = (text: string): string => text.replace(/\{\{#?[^{}]*#?\}\}/g, '');

import { addCredential } from './add-credential.ts';
import { addLiteralCredential } from './add-literal-credential.ts';
import type { Drafts } from './drafts.ts';
import { entriesOf, find, type Located, textOf } from './located.ts';
import { isLiteralSecret, isSecretName, literalPart, referencesIn } from './secrets.ts';

export type SecretOwner = {
  /** Class that the secret is for: `OpenAIChatCompletionClient`. */
  readonly of: string;
  /** Who has it, by id. */
  readonly holder: string;
  /** What it opens. */
  readonly opens?: string | undefined;
};

/**
 * Secrets in the settings of components. AutoGen writes `**********` over most of them: then one class has one
 * credential.
 */
export class ConfigSecrets {
  readonly #drafts: Drafts;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  /** Of the settings themselves and of what they nest as headers or options. */
  addAll(config: Located | undefined, owner: SecretOwner): void {
    for (const [name, { keyAt: at, value }] of entriesOf(config)) {
      const spot = { at, pointer: value.pointer };
      const text = textOf(value);
      if (NESTED.test(name)) this.addAll(value, owner);
      else if (!isSecretName(name)) continue;
      else if (text !== undefined && text !== '') this.#add(name, text, spot, owner);
      else if (textOf(find(value, 'provider')) !== undefined) this.#add(name, '', spot, owner);
    }
  }

  #add(field: string, value: string, spot: Parameters<typeof addCredential>[1]['spot'], owner: SecretOwner): void {
    const { of, holder, opens } = owner;
    const referred = referredName(value);
    const own = `${of} ${field}`;
    const use = { spot, holder, opens };
    if (referred !== undefined) addCredential(this.#drafts, { ...use, name: referred });
    else if (isLiteralSecret(value)) addLiteralCredential(this.#drafts, { ...use, name: field, id: own, text: value });
    else addCredential(this.#drafts, { ...use, name: field, key: own, id: own, isShared: false });
  }
}

const NESTED = /^(?:headers|default_headers|extra_headers|auth|env|options|additional_kwargs)$/;

/** The one variable that a text is and nothing besides. */
function referredName(text: string): string | undefined {
  const [name, ...more] = referencesIn(text);
  return more.length === 0 && literalPart(text) === '' && name !== '' ? name : undefined;
}

import { addCredential } from '../add-credential.ts';
import type { Drafts, Spot } from '../drafts.ts';
import type { Entry } from '../located.ts';
import { isLiteralSecret, literalPart, referencesIn } from '../secrets.ts';
import type { MappedClient } from './map-client.ts';

/** A place where a file gives a secret. */
export type SecretUse = Spot & {
  /** `GITHUB_TOKEN`, `Authorization`; generic ones are told apart by their server. */
  readonly name: string;
  readonly isOwn: boolean;
  readonly value: string;
  readonly server: string;
  readonly holder: string;
  /** What it opens, where known. */
  readonly opens: string | undefined;
};

/**
 * Credentials by name: a name that two servers share is one component, the hidden path between them, unless
 * their texts differ. Texts are compared here and go no further.
 */
export class Credentials {
  readonly #passwords: ReadonlyMap<string, Entry>;
  readonly #drafts: Drafts;
  readonly #valueOf = new Map<string, string>();
  readonly #used = new Set<string>();

  /** @param passwords - inputs of the file that are typed in secretly, by id */
  constructor(drafts: Drafts, passwords: ReadonlyMap<string, Entry>) {
    this.#drafts = drafts;
    this.#passwords = passwords;
  }

  isPassword = (value: string): boolean => inputsIn(value).some((input) => this.#passwords.has(input));

  add(use: SecretUse): void {
    for (const input of inputsIn(use.value)) this.#used.add(input);
    const isLiteral = isLiteralSecret(use.value);
    const { key, id, isShared } = this.#identityOf(use, isLiteral);
    const { name, holder, opens, server } = use;
    addCredential(this.#drafts, {
      ...{ key, id, isShared, name: isShared ? id : name, spot: use, holder, opens },
      ...(isLiteral ? { literalOf: server } : {}),
    });
  }

  #identityOf({ name, value, server, isOwn }: SecretUse, isLiteral: boolean) {
    const referred = referredName(value);
    const id = referred ?? (isOwn ? `${server} ${name}` : name);
    const known = this.#valueOf.get(id);
    if (isLiteral && known === undefined) this.#valueOf.set(id, value);
    const isOther = isLiteral && known !== undefined && known !== value;
    const isShared = !isOther && (referred !== undefined || !isOwn);
    return isOther ? { key: `${id}\0${server}`, id: `${server} ${id}`, isShared } : { key: id, id, isShared };
  }

  /** Prompts for passwords that no server refers to: the client holds them. */
  addUnused(client: MappedClient): void {
    for (const [name, { keyAt: at, value }] of this.#passwords) {
      if (this.#used.has(name)) continue;
      const use = { at, pointer: value.pointer, name, value: `\${input:${name}}`, server: client.name };
      this.add({ ...use, isOwn: false, holder: client.id, opens: undefined });
    }
  }
}

/** What a text asks its user for: `${input:pat}` -> `pat`, `${user_config.pat}` of a bundle -> `user_config.pat`. */
const inputsIn = (text: string): string[] =>
  [...text.matchAll(/\$\{(?:input:([^}]+)|(user_config\.[^}]+))\}/g)].map((match) => match[1] ?? match[2] ?? '');

/** The one variable or input that a text is and nothing besides; a name that can be an id. */
function referredName(text: string): string | undefined {
  const names = referencesIn(text);
  const [name] = names;
  return names.length === 1 && literalPart(text) === '' && name !== '' ? name : undefined;
}

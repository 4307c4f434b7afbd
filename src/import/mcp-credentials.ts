import { describePlace } from '../base/errors.ts';
import { type Drafts, declared, inferred, type Spot } from './drafts.ts';
import type { McpConfig } from './mcp-dialects.ts';
import type { MappedClient } from './mcp-map-client.ts';
import { isLiteralSecret, literalPart, referencesIn } from './secrets.ts';

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
  readonly #config: McpConfig;
  readonly #drafts: Drafts;
  readonly #client: MappedClient;
  readonly #valueOf = new Map<string, string>();
  readonly #used = new Set<string>();

  constructor(config: McpConfig, drafts: Drafts, client: MappedClient) {
    this.#config = config;
    this.#drafts = drafts;
    this.#client = client;
  }

  isPassword = (value: string): boolean => inputsIn(value).some((input) => this.#config.passwords.has(input));

  add(use: SecretUse): void {
    for (const input of inputsIn(use.value)) this.#used.add(input);
    const isLiteral = isLiteralSecret(use.value);
    const id = this.#idOf(use, isLiteral);
    this.#drafts.component({ id, kind: 'credential', tags: isLiteral ? ['literal'] : [], provenance: declared(use) });
    this.#drafts.relation({
      from: use.holder,
      to: id,
      kind: 'authenticates',
      role: 'holds',
      provenance: declared(use),
    });
    if (use.opens !== undefined) {
      const provenance = inferred(use, 'a secret that is given to a server opens what is behind it');
      this.#drafts.relation({ from: use.opens, to: id, kind: 'authenticates', role: 'accepts', provenance });
    }
    if (isLiteral) this.#report(use);
  }

  #idOf({ name, value, server, isOwn }: SecretUse, isLiteral: boolean): string {
    const wanted = referredName(value) ?? (isOwn ? `${server} ${name}` : name);
    const key = `credential ${wanted}`;
    const known = this.#valueOf.get(key);
    if (isLiteral && known === undefined) this.#valueOf.set(key, value);
    const isOther = isLiteral && known !== undefined && known !== value;
    return isOther ? this.#drafts.idFor(`${key}\0${server}`, `${server} ${wanted}`) : this.#drafts.idFor(key, wanted);
  }

  #report({ name, server, at }: SecretUse): void {
    const detail = `${name} of ${server} stands in the file as it is; refer to it instead, and change it if the file was shared`;
    this.#drafts.findings.push({ title: 'Secret in the file', detail, where: describePlace(at) });
  }

  /** Prompts for passwords that no server refers to: the client holds them. */
  addUnused(): void {
    for (const [name, { keyAt: at, value }] of this.#config.passwords) {
      if (this.#used.has(name)) continue;
      const use = { at, pointer: value.pointer, name, value: `\${input:${name}}`, server: this.#client.name };
      this.add({ ...use, isOwn: false, holder: this.#client.id, opens: undefined });
    }
  }
}

/** The inputs that a text asks for: `${input:pat}` -> `pat`. */
const inputsIn = (text: string): string[] => [...text.matchAll(/\$\{input:([^}]+)\}/g)].map((match) => match[1] ?? '');

/** The one variable or input that a text is and nothing besides; a name that can be an id. */
function referredName(text: string): string | undefined {
  const names = referencesIn(text);
  const [name] = names;
  return names.length === 1 && literalPart(text) === '' && name !== '' ? name : undefined;
}

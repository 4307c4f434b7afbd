import { describePlace } from '../../base/errors.ts';
import { addCredential } from '../add-credential.ts';
import { addLiteralCredential } from '../add-literal-credential.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';
import { reportLiteralSecret } from '../report-literal-secret.ts';
import { literalSecrets } from './literal-secrets.ts';
import type { Part } from './part.ts';

/** Settings that name a stored credential. */
const REFERENCES = ['credential', 'FLOWISE_CREDENTIAL_ID', 'credentialId'];

/** Credentials of parts: stored ones by Flowise's id, literal ones by their text, which goes no further. */
export class Secrets {
  readonly #drafts: Drafts;
  readonly #missing = new Set<string>();

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  /** @param opens - what the credentials of the part open, where known */
  add(part: Part, holders: readonly string[], opens?: string): void {
    const references = this.#references(part);
    for (const [id, spot] of references) {
      const name = part.takes ?? `${part.name} credential`;
      const key = `flowise ${id}`;
      for (const holder of holders) {
        const added = addCredential(this.#drafts, { name, key, id: name, spot, holder, opens, isShared: false });
        this.#drafts.identify(added, { by: 'id', key: `flowise credential ${id}` });
      }
    }
    if (references.size === 0) this.#noteMissing(part);
    for (const { name, text, spot } of literalSecrets(part)) {
      const use = { name, text, spot, opens, owner: part.label };
      for (const holder of holders) addLiteralCredential(this.#drafts, { ...use, holder });
    }
  }

  /** Secrets of a part that is no component. */
  tell(part: Part): void {
    for (const { name, spot } of literalSecrets(part)) {
      reportLiteralSecret(this.#drafts, { name, owner: part.label, spot });
    }
  }

  #references({ credential, inputs }: Part): Map<string, Located> {
    const given = [credential, ...REFERENCES.map((name) => find(inputs, name))];
    return new Map(
      given.flatMap((located) => {
        const id = textOf(located)?.trim() ?? '';
        return located === undefined || id === '' ? [] : [[id, located] as const];
      }),
    );
  }

  /** Exports are without them: said once for each kind. */
  #noteMissing({ takes, spot }: Part): void {
    if (takes === undefined || this.#missing.has(takes)) return;
    this.#missing.add(takes);
    const why = 'an export does not say which one it is: add it where several components share one';
    this.#drafts.ignored.push({ what: `credential ${takes}`, where: describePlace(spot.at), why });
  }
}

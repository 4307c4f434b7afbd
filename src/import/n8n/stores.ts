import type { ComponentKind } from '../../graph/kinds.ts';
import { type Drafts, declared, inferred, type Spot } from '../drafts.ts';

export type StoreDraft = {
  /** Tables of one family with the same name are the same. */
  readonly key: string;
  /** Wanted id. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly kind: Extract<ComponentKind, 'memory' | 'data-store'>;
  readonly spot: Spot;
  /** Why it is there, if the file does not name it. */
  readonly because?: string | undefined;
};

/** What keeps content, once for the whole file: what one part of it stores another part reads. */
export class Stores {
  readonly #drafts: Drafts;
  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  /** @returns its id */
  add({ key, id: wanted, name, kind, spot, because }: StoreDraft): string {
    const id = this.#drafts.idFor(`store ${key}`, wanted);
    const isNew = !this.#drafts.has(id);
    const provenance = because === undefined ? declared(spot) : inferred(spot, because);
    this.#drafts.component({ id, kind, name, provenance });
    if (isNew && kind !== 'memory') {
      this.#drafts.toFill.push({ component: id, field: 'value', why: 'the file does not say what its data is worth' });
    }
    return id;
  }
}

import type { Place, Problem } from '../base/errors.ts';
import type { ComponentDraft, RelationDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import type { FieldToFill, Imported } from './importer.ts';

/** Something of a file: where it stands, and its JSON pointer. */
export type Spot = { readonly at: Place; readonly pointer: string };

/** The source says so. */
export const declared = (spot: Spot): Provenance => ({ certainty: 'declared', ...standing(spot) });
/** A rule of ours concluded it from what stands there. */
export const inferred = (spot: Spot, rule: string): Provenance => ({ certainty: 'inferred', ...standing(spot), rule });
/** A default stands in; the place is what it is about. */
export const assumed = (spot: Spot, rule: string): Provenance => ({ certainty: 'assumed', ...standing(spot), rule });

/** Without the length, which has no form in a file. */
const standing = ({ at: { file, line, column }, pointer }: Spot) => ({
  at: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
  ...(pointer === '' || pointer.length > LONGEST_POINTER ? {} : { pointer }),
});

/** What a file may hold in one. */
const LONGEST_POINTER = 4000;
const LONGEST_ID = 200;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What an importer gathers: components under stable ids, relations without repetition, and what to tell. */
export class Drafts {
  readonly #components = new Map<string, ComponentDraft>();
  readonly #relations = new Map<string, RelationDraft>();
  readonly #ids = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly ignored: Imported['ignored'][number][] = [];
  readonly findings: Imported['findings'][number][] = [];
  readonly toFill: FieldToFill[] = [];
  readonly warnings: Problem[] = [];

  /** The id of what `key` stands for: the wanted one, or the next free `wanted#n`. The same key, the same id. */
  idFor(key: string, wanted: string): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const stem = cleanId(wanted);
    let id = stem;
    for (let n = 2; this.#taken.has(id); n++) id = `${stem.slice(0, LONGEST_ID - 8)}#${n}`;
    this.#taken.add(id);
    this.#ids.set(key, id);
    return id;
  }

  has = (id: string): boolean => this.#components.has(id);

  /** Adds a component; one that is there already keeps what it is and gains tags. */
  component(draft: ComponentDraft): string {
    const known = this.#components.get(draft.id);
    const tags = [...(known?.tags ?? []), ...(draft.tags ?? [])];
    this.#components.set(draft.id, { ...(known ?? draft), tags });
    return draft.id;
  }

  /** Adds a relation, unless one of this kind joins the two already. */
  relation(draft: Writable<RelationDraft>): void {
    const key = [draft.from, draft.kind, draft.to, draft.role ?? ''].join('\0');
    if (!this.#relations.has(key)) this.#relations.set(key, draft);
  }

  components = (): ComponentDraft[] => [...this.#components.values()];
  relations = (): RelationDraft[] => [...this.#relations.values()];
}

function cleanId(text: string): string {
  const id = text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_ID);
  return id === '' || id === '__proto__' ? 'unnamed' : id;
}

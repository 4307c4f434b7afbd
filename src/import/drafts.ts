import { InvalidInputError, type Place, type Problem } from '../base/errors.ts';
import { buildEcosystem, type ComponentDraft, type GuardDraft, type RelationDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { type ComponentKind, certainties } from '../graph/kinds.ts';
import { exposeSomething } from './exposure.ts';
import type { FieldToFill, Finding, Identity, Imported } from './importer.ts';
import { withoutKeys } from './secrets.ts';

/** Something of a file: where it stands, and its JSON pointer. */
export type Spot = { readonly at: Place; readonly pointer: string };

/** The source says so. */
export const declared = (spot: Spot): Provenance => ({ certainty: 'declared', ...standing(spot) });
/** A rule of ours concluded it from what stands there. */
export const inferred = (spot: Spot, rule: string): Provenance => ({ certainty: 'inferred', ...standing(spot), rule });
/** A default stands in; the place is what it is about. */
export const assumed = (spot: Spot, rule: string): Provenance => ({ certainty: 'assumed', ...standing(spot), rule });

/** Without the length, which has no form in a file; what is no JSON pointer only tells places of code apart. */
const standing = ({ at: { file, line, column }, pointer }: Spot) => ({
  at: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
  ...(!pointer.startsWith('/') || pointer.length > LONGEST_POINTER ? {} : { pointer }),
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
  /** The last number behind an id that several things want. */
  readonly #numbers = new Map<string, number>();
  readonly #identities = new Map<string, Identity[]>();
  readonly ignored: Imported['ignored'][number][] = [];
  readonly findings: Finding[] = [];
  readonly toFill: FieldToFill[] = [];
  readonly warnings: Problem[] = [];

  /** The id of what `key` stands for: the wanted one, or the next free `wanted#n`. The same key, the same id. */
  idFor(key: string, wanted: string): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const stem = cleanId(wanted);
    const short = stem.slice(0, LONGEST_ID - 8);
    let n = this.#numbers.get(short) ?? 1;
    let id = stem;
    while (this.#taken.has(id)) id = `${short}#${++n}`;
    this.#numbers.set(short, n);
    this.#taken.add(id);
    this.#ids.set(key, id);
    return id;
  }

  kindOf = (id: string): ComponentKind | undefined => this.#components.get(id)?.kind;
  has = (id: string): boolean => this.#components.has(id);

  /** Adds a component; one that is there already keeps what it is and gains tags, exposure and certainty. */
  component({ name, ...rest }: ComponentDraft): string {
    const draft = name === undefined ? rest : { ...rest, name: shownName(name) };
    const known = this.#components.get(draft.id);
    this.#components.set(draft.id, known === undefined ? draft : joined(known, draft));
    return draft.id;
  }

  /** What a control holds back. */
  guards(id: string, guards: readonly GuardDraft[]): void {
    const known = this.#components.get(id);
    if (known !== undefined) this.#components.set(id, { ...known, guards });
  }

  /** Takes back a component that turned out to have to do with nothing: it must have no relations. */
  forget(id: string): void {
    this.#components.delete(id);
  }

  /** No component is given this id by another name. */
  reserve(id: string): void {
    this.#taken.add(id);
  }

  /** Adds a component that is known to the letter: id and name stay as they are. */
  exactly(draft: ComponentDraft): void {
    this.#components.set(draft.id, draft);
  }

  /** Adds a relation beside those that join the two already. */
  parallel(draft: RelationDraft): void {
    this.#relations.set(`\0${this.#relations.size}`, draft);
  }

  /** Adds a relation, unless one of this kind joins the two already. */
  relation(draft: Writable<RelationDraft>): void {
    const key = [draft.from, draft.kind, draft.to, draft.role ?? ''].join('\0');
    if (!this.#relations.has(key)) this.#relations.set(key, draft);
  }

  /** By what a component can be known in other files. */
  identify(id: string, ...identities: readonly Identity[]): void {
    const known = this.#identities.get(id) ?? [];
    const added = identities.filter(({ by, key }) => !known.some((one) => one.by === by && one.key === key));
    this.#identities.set(id, [...known, ...added]);
  }

  get identities(): ReadonlyMap<string, readonly Identity[]> {
    return this.#identities;
  }

  components = (): ComponentDraft[] => [...this.#components.values()];
  relations = (): RelationDraft[] => [...this.#relations.values()];
}

const joined = (known: ComponentDraft, more: ComponentDraft): ComponentDraft => ({
  ...known,
  tags: [...(known.tags ?? []), ...(more.tags ?? [])],
  exposed: known.exposed === true || more.exposed === true,
  provenance: isSurer(more.provenance, known.provenance) ? more.provenance : known.provenance,
});

const isSurer = (a: Provenance, b: Provenance): boolean =>
  certainties.indexOf(a.certainty) < certainties.indexOf(b.certainty);

export type Finishing = {
  /** Gives the ecosystem its name, unless it has one. */
  readonly file: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
};

/**
 * What was gathered as an ecosystem. Where nothing is exposed, what users bring in is taken to be.
 * @throws {InvalidInputError} if the drafts do not fit together
 */
export function finish(drafts: Drafts, finishing: Finishing): Imported {
  exposeSomething(drafts);
  return finishAsDrawn(drafts, finishing);
}

/**
 * The same of a source that shows the whole system: nothing is added to it.
 * @throws {InvalidInputError} if the drafts do not fit together
 */
export function finishAsDrawn(drafts: Drafts, { file, name, description }: Finishing): Imported {
  const { ecosystem, problems } = buildEcosystem({
    name: name ?? stemOf(file),
    description,
    components: drafts.components(),
    relations: drafts.relations(),
  });
  if (ecosystem === undefined) throw new InvalidInputError(problems);
  return {
    ecosystem,
    ignored: distinct(drafts.ignored.map(shownTexts)),
    findings: distinct(drafts.findings.map(shownTexts)),
    toFill: distinct(drafts.toFill).sort(byInfluence),
    warnings: distinct(drafts.warnings.map(shownTexts)),
    identities: drafts.identities,
  };
}

/** What is told may quote names of all sorts: keys in them are not. */
const shownTexts = <T extends object>(told: T): T =>
  Object.fromEntries(
    Object.entries(told).map(([key, value]) => [key, typeof value === 'string' ? withoutKeys(value) : value]),
  ) as T;

export const distinct = <T>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** `flows/Support desk.v2.json` -> `Support desk.v2`. */
function stemOf(file: string): string {
  const base = file
    .replace(/^.*[\\/]/, '')
    .replace(/(?!^)\.gz$/i, '')
    .replace(/(?!^)\.[^.]*$/, '');
  return cleanId(base);
}

/** What moves results most, from the sensitivity of small systems: the model, what tools can do, then the rest. */
const INFLUENCE = ['tier', 'kind', 'capabilities', 'tools', 'relations', 'effectiveness', 'value', 'name'];
export const byInfluence = (a: FieldToFill, b: FieldToFill): number => influence(a) - influence(b);
const influence = ({ field }: FieldToFill): number =>
  INFLUENCE.includes(field) ? INFLUENCE.indexOf(field) : INFLUENCE.length;

/** Marks that are not seen or turn the text around them: an id must be what it looks like. */
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

const shownName = (text: string): string => withoutKeys(text.replace(UNSEEN, '').replace(/\p{Cc}/gu, ' '));

function cleanId(text: string): string {
  const id = shownName(text).trim().slice(0, LONGEST_ID);
  return id === '' || id === '__proto__' ? 'unnamed' : id;
}

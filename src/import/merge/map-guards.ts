import type { GuardDraft, SelectorDraft } from '../../graph/build-ecosystem.ts';
import type { Guard, Relation, Selector } from '../../graph/ecosystem.ts';
import type { Link } from './join-relations.ts';

/** What the guards of one file need to know of the whole. */
export type GuardContext = {
  readonly idOf: (id: string) => string;
  readonly relationIdOf: ReadonlyMap<Relation, string>;
  /** Of the file. */
  readonly relations: readonly Relation[];
  /** The name of the file, and all relations after merging. */
  readonly file: string;
  readonly all: RelationIndex;
  /** The author of a guard sees the whole: what it is on is left as wide as it was written. */
  readonly isOwn: boolean;
};

/** A relation after merging, and which files have it. */
export type Shared = { readonly kind: string; readonly from: string; readonly to: string; readonly files: Set<string> };

/** By where they start and where they end: there may be many files, and each asks. */
export type RelationIndex = {
  readonly all: readonly Shared[];
  readonly byFrom: ReadonlyMap<string, readonly Shared[]>;
  readonly byTo: ReadonlyMap<string, readonly Shared[]>;
};

export function relationIndex(links: readonly Link[], idOf: ReadonlyMap<Relation, string>): RelationIndex {
  const byId = new Map<string, Shared>();
  const [byFrom, byTo] = [new Map<string, Shared[]>(), new Map<string, Shared[]>()];
  for (const { relation, file, from, to } of links) {
    const id = idOf.get(relation);
    if (id === undefined) continue;
    const known = byId.get(id);
    known?.files.add(file);
    if (known !== undefined) continue;
    const shared = { kind: relation.kind, from, to, files: new Set([file]) };
    byId.set(id, shared);
    pushTo(byFrom, from, shared);
    pushTo(byTo, to, shared);
  }
  return { all: [...byId.values()], byFrom, byTo };
}

function pushTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** A guard with the ids after merging. One of a foreign file holds back nothing that only other files say. */
export function mappedGuard({ on, effectiveness }: Guard, context: GuardContext): readonly GuardDraft[] {
  return mappedSelectors(on, context).map((selector) => ({ on: selector, effectiveness }));
}

function mappedSelectors(on: Selector, context: GuardContext): readonly SelectorDraft[] {
  const { idOf, relationIdOf, relations, isOwn } = context;
  if ('component' in on) return [{ component: idOf(on.component) }];
  const { relation, from, to, ...rest } = on;
  const mapped: SelectorDraft = {
    ...rest,
    ...(from === undefined ? {} : { from: idOf(from) }),
    ...(to === undefined ? {} : { to: idOf(to) }),
  };
  if (relation !== undefined) {
    const known = relations.find(({ id }) => id === relation);
    const id = known && relationIdOf.get(known);
    return id === undefined ? [] : [{ ...mapped, relation: id }];
  }
  if (isOwn || !reachesOthers(mapped, context)) return [mapped];
  const { direction, threats } = on;
  const ids = relations.filter((one) => selects(on, one)).flatMap((one) => relationIdOf.get(one) ?? []);
  return [...new Set(ids)].map((id) => ({
    relation: id,
    ...(direction === undefined ? {} : { direction }),
    ...(threats === undefined ? {} : { threats }),
  }));
}

/** Whether a selector is on a relation that its file does not have. */
function reachesOthers(on: SelectorDraft, { file, all }: GuardContext): boolean {
  const near = on.from === undefined ? (on.to === undefined ? all.all : all.byTo.get(on.to)) : all.byFrom.get(on.from);
  return (near ?? []).some((one) => selects(on, one) && !one.files.has(file));
}

const selects = ({ kind, from, to }: SelectorDraft, link: Omit<Shared, 'files'>): boolean =>
  (kind === undefined || kind === link.kind) &&
  (from === undefined || from === link.from) &&
  (to === undefined || to === link.to);

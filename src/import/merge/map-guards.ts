import type { GuardDraft, SelectorDraft } from '../../graph/build-ecosystem.ts';
import type { Guard, Relation, Selector } from '../../graph/ecosystem.ts';

/** What the guards of one file need to know of the whole. */
export type GuardContext = {
  readonly idOf: (id: string) => string;
  readonly relationIdOf: ReadonlyMap<Relation, string>;
  /** Of the file. */
  readonly relations: readonly Relation[];
  /** Relations that only other files have, with their ends after merging. */
  readonly strangers: readonly Stranger[];
  /** The author of a guard sees the whole: what it is on is left as wide as it was written. */
  readonly isOwn: boolean;
};

export type Stranger = { readonly kind: string; readonly from: string; readonly to: string };

/** A guard with the ids after merging. One of a foreign file holds back nothing that only other files say. */
export function mappedGuard({ on, effectiveness }: Guard, context: GuardContext): readonly GuardDraft[] {
  return mappedSelectors(on, context).map((selector) => ({ on: selector, effectiveness }));
}

function mappedSelectors(on: Selector, context: GuardContext): readonly SelectorDraft[] {
  const { idOf, relationIdOf, relations, strangers, isOwn } = context;
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
  if (isOwn || !strangers.some((stranger) => selects(mapped, stranger))) return [mapped];
  const { direction, threats } = on;
  const ids = relations.filter((one) => selects(on, one)).flatMap((one) => relationIdOf.get(one) ?? []);
  return [...new Set(ids)].map((id) => ({
    relation: id,
    ...(direction === undefined ? {} : { direction }),
    ...(threats === undefined ? {} : { threats }),
  }));
}

const selects = ({ kind, from, to }: SelectorDraft, link: Stranger): boolean =>
  (kind === undefined || kind === link.kind) &&
  (from === undefined || from === link.from) &&
  (to === undefined || to === link.to);

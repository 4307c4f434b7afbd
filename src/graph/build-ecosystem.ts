import { didYouMeanSentence } from '../base/did-you-mean.ts';
import type { Place, Problem } from '../base/errors.ts';
import { type Belief, known } from './belief.ts';
import type { Component, Costs, Ecosystem, Effectiveness, Guard, Provenance, Relation, Selector } from './ecosystem.ts';
import { byCodeUnits, type ComponentId, componentId, encodeId, idProblem, type RelationId, relationId } from './ids.ts';
import {
  type ComponentKind,
  type DefenceName,
  type Direction,
  defaultLayer,
  isIn,
  type Layer,
  type ModelTier,
  type RelationKind,
  type ThreatClass,
  threatClasses,
} from './kinds.ts';

/** A component with only what is known of it; what is left out gets its default. */
export type ComponentDraft = {
  readonly id: string;
  readonly kind: ComponentKind;
  readonly layer?: Layer | undefined;
  readonly name?: string | undefined;
  readonly valueThousandths?: number | undefined;
  readonly exposed?: boolean | undefined;
  readonly hardening?: Belief | undefined;
  readonly latencyRounds?: number | undefined;
  readonly count?: number | undefined;
  readonly zone?: string | null | undefined;
  readonly tier?: ModelTier | null | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Only on controls. */
  readonly guards?: readonly GuardDraft[] | undefined;
  readonly defence?: DefenceName | null | undefined;
  readonly costs?: Partial<Costs> | undefined;
  /** Shorthand for an `infers` relation to that model. */
  readonly model?: string | undefined;
  readonly provenance: Provenance;
  /** Where single fields stand, for messages; the provenance's place otherwise. */
  readonly places?: Readonly<Partial<Record<'id' | 'model' | 'guards', Place>>> | undefined;
};

export type GuardDraft = {
  readonly on: SelectorDraft;
  readonly effectiveness: Effectiveness;
  readonly at?: Place | undefined;
};

/** A {@link Selector} whose ids have not been looked up yet. */
export type SelectorDraft = {
  readonly component?: string | undefined;
  readonly relation?: string | undefined;
  readonly kind?: RelationKind | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly direction?: Direction | undefined;
  readonly threats?: readonly ThreatClass[] | undefined;
};

/** A relation with only what is known of it. Fields of other kinds are refused. */
export type RelationDraft = {
  readonly from: string;
  readonly to: string;
  readonly kind: RelationKind;
  readonly id?: string | undefined;
  readonly trust?: Readonly<Partial<Record<Direction, Belief | undefined>>> | undefined;
  readonly rate?: Belief | undefined;
  readonly signed?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly link?: 'all' | 'pairwise' | undefined;
  /** monitors; default 0.1 */
  readonly detection?: Belief | undefined;
  /** authenticates; default holds */
  readonly role?: 'holds' | 'accepts' | undefined;
  /** spawns; default 0: a child that is there from the start, and no copies */
  readonly max?: number | undefined;
  /** guards, where it must be given */
  readonly effectiveness?: Effectiveness | undefined;
  readonly provenance: Provenance;
  readonly places?:
    | Readonly<Partial<Record<'id' | 'from' | 'to' | 'detection' | 'role' | 'max' | 'effectiveness', Place>>>
    | undefined;
};

export type EcosystemDraft = {
  readonly name: string;
  readonly description?: string | undefined;
  readonly components: readonly ComponentDraft[];
  readonly relations: readonly RelationDraft[];
};

/** An ecosystem, or everything that keeps the drafts from being one. */
export type Built =
  | { readonly ecosystem: Ecosystem; readonly problems: readonly [] }
  | { readonly ecosystem?: undefined; readonly problems: readonly Problem[] };

export const defaultRate: Belief = known(0.3);
export const defaultDetection: Belief = known(0.1);
export const defaultValueThousandths = 1000;
export const noCosts: Costs = { price: 0, falseAlarms: 0, utilityLoss: 0 };

/**
 * Drafts -> ecosystem: fills in defaults, turns `model` into `infers` relations, names and orders
 * everything canonically, so that the order of the drafts decides nothing. Ids that are not ids, ids used
 * twice, unknown ends and fields on the wrong kind come back as problems, all at once.
 */
export function buildEcosystem({ name, description, ...drafts }: EcosystemDraft): Built {
  const components = new Map(drafts.components.toReversed().map((component) => [component.id, component]));
  const relationDrafts = [...drafts.relations, ...inferred(drafts.components)];
  const relations = numbered(relationDrafts, components);
  const relationIds = new Set<string>(relations.map(({ id }) => id));
  const suggest = suggestions(components.keys());
  const problems = [
    ...drafts.components.flatMap((component) => componentProblems(component, components)),
    ...relationDrafts.flatMap((relation) => relationProblems(relation, components, suggest)),
    ...sharedIds(relations),
    ...drafts.components.flatMap((component) => guardProblems(component, components, relationIds, suggest)),
  ];
  if (problems.length > 0) return { problems };
  const ecosystem = {
    name,
    ...(description === undefined ? {} : { description }),
    components: drafts.components.map(complete).sort((a, b) => byCodeUnits(a.id, b.id)),
    relations,
  };
  return { ecosystem, problems: [] };
}

type Components = ReadonlyMap<string, ComponentDraft>;
type Suggest = (id: string) => string;

const complete = (draft: ComponentDraft): Component => ({
  id: componentId(draft.id),
  kind: draft.kind,
  layer: draft.layer ?? defaultLayer[draft.kind],
  name: draft.name ?? draft.id,
  valueThousandths: draft.valueThousandths ?? defaultValueThousandths,
  exposed: draft.exposed ?? false,
  hardening: draft.hardening ?? known(0),
  latencyRounds: draft.latencyRounds ?? 0,
  count: draft.count ?? 1,
  zone: draft.zone ?? null,
  tier: draft.tier ?? null,
  tags: tagSet(draft.tags),
  guards: (draft.guards ?? []).map(guard),
  defence: draft.defence ?? null,
  costs: { ...noCosts, ...draft.costs },
  provenance: draft.provenance,
});

/** Tags are a set: their order and repetition mean nothing. */
const tagSet = (tags: readonly string[] = []): readonly string[] => [...new Set(tags)].sort(byCodeUnits);

const inferred = (components: readonly ComponentDraft[]): RelationDraft[] =>
  components.flatMap(({ id, model, provenance, places }) =>
    model === undefined
      ? []
      : [{ from: id, to: model, kind: 'infers' as const, provenance, places: places?.model && { to: places.model } }],
  );

const guard = ({ on, effectiveness }: GuardDraft): Guard => ({
  on: selector(on),
  effectiveness: inClassOrder(effectiveness),
});

/** Casts: ids are looked up beside this, and fields that are not given are left out. */
const selector = ({ component, ...arcs }: SelectorDraft): Selector =>
  component === undefined
    ? (Object.fromEntries(Object.entries(arcs).filter(([, value]) => value !== undefined)) as Selector)
    : { component: component as ComponentId };

const inClassOrder = (effectiveness: Effectiveness): Effectiveness => {
  if (!('byClass' in effectiveness)) return effectiveness;
  const { byClass } = effectiveness;
  const given = threatClasses.filter((threat) => byClass[threat] !== undefined);
  return { byClass: Object.fromEntries(given.map((threat) => [threat, byClass[threat]])) };
};

/** Relations in their final order: by from, kind, to, and parallel ones by what they say, never by where they stand. */
function numbered(drafts: readonly RelationDraft[], components: Components): Relation[] {
  const parallel = new Map<string, RelationDraft[]>();
  for (const draft of drafts) {
    // Ids have no control characters, so that this sorts like the three parts one after the other.
    const ends = `${draft.from}\0${draft.kind}\0${draft.to}`;
    const group = parallel.get(ends);
    if (group === undefined) parallel.set(ends, [draft]);
    else group.push(draft);
  }
  return [...parallel.keys()].sort(byCodeUnits).flatMap((ends) => {
    const group = (parallel.get(ends) ?? []).map((draft) => ({ draft, attributes: attributesOf(draft, components) }));
    if (group.length > 1) group.sort((a, b) => byCodeUnits(sortKey(a), sortKey(b)));
    return group.map(({ draft, attributes }, ordinal) => relation(draft, attributes, ordinal));
  });
}

type Attributes = ReturnType<typeof attributesOf>;

function attributesOf(draft: RelationDraft, components: Components) {
  const zones = [draft.from, draft.to].map((end) => components.get(end)?.zone ?? null);
  return {
    trust: { along: draft.trust?.along ?? known(1), against: draft.trust?.against ?? known(1) },
    rate: draft.rate ?? defaultRate,
    signed: draft.signed ?? false,
    tags: tagSet(draft.tags),
    link: draft.link ?? ('all' as const),
    crosses: zones[0] !== null && zones[1] !== null && zones[0] !== zones[1],
    ...byKind(draft),
  };
}

function byKind(draft: RelationDraft): object {
  switch (draft.kind) {
    case 'monitors':
      return { detection: draft.detection ?? defaultDetection };
    case 'authenticates':
      return { role: draft.role ?? 'holds' };
    case 'spawns':
      return { max: draft.max ?? 0 };
    case 'guards':
      return { effectiveness: inClassOrder(draft.effectiveness ?? known(0)) };
    default:
      return {};
  }
}

const sortKey = ({ draft, attributes }: { draft: RelationDraft; attributes: Attributes }): string =>
  [attributes, draft.id ?? '', draft.provenance].map(canonical).join('\0');

/** JSON with the keys of every object in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => byCodeUnits(a, b)))
      : part,
  );

/** The id that a relation has unless its author gave one; `ordinal` from 0. */
export const defaultRelationId = (from: string, kind: RelationKind, to: string, ordinal: number): RelationId =>
  relationId(`${encodeId(from)}>${kind}>${encodeId(to)}#${ordinal + 1}`);

/** Casts: ids are checked beside this, and TypeScript cannot see that {@link byKind} gave this kind its own fields. */
function relation(draft: RelationDraft, attributes: Attributes, ordinal: number): Relation {
  const { from, kind, to, provenance } = draft;
  const id = draft.id === undefined ? defaultRelationId(from, kind, to, ordinal) : relationId(draft.id);
  return { id, kind, from, to, ordinal, ...attributes, provenance } as unknown as Relation;
}

function componentProblems(component: ComponentDraft, all: Components): Problem[] {
  const { id, kind, guards, provenance, places } = component;
  const at = places?.id ?? provenance.at;
  const problems: Problem[] = [];
  const wrong = idProblem(id);
  if (wrong !== undefined) {
    problems.push({ at, expected: idRule, found: wrong, fix: 'Give the component another id.' });
  }
  if (all.get(id) !== component) {
    problems.push({ at, expected: 'an id of its own', found: `a second ${quote(id)}`, fix: 'Rename one of the two.' });
  }
  if (guards !== undefined && guards.length > 0 && !isIn('control', kind)) {
    const fix = 'Make it a control, or remove what it guards.';
    problems.push({ at: places?.guards ?? at, expected: 'a control to guard something', found: `kind ${kind}`, fix });
  }
  return problems;
}

const idRule = 'an id of 1 to 200 characters without control characters';
const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);

function relationProblems(relation: RelationDraft, components: Components, suggest: Suggest): Problem[] {
  const { id, provenance, places } = relation;
  const problems = (['from', 'to'] as const)
    .filter((end) => !components.has(relation[end]))
    .map((end) => unknownComponent(relation[end], places?.[end] ?? provenance.at, suggest));
  const wrong = id === undefined ? undefined : idProblem(id);
  if (wrong !== undefined) {
    const fix = 'Give the relation another id, or leave it out.';
    problems.push({ at: places?.id ?? provenance.at, expected: idRule, found: wrong, fix });
  }
  return [...problems, ...fieldProblems(relation)];
}

const ownerOf = {
  detection: 'monitors',
  role: 'authenticates',
  max: 'spawns',
  effectiveness: 'guards',
} as const satisfies Record<string, RelationKind>;

function fieldProblems(relation: RelationDraft): Problem[] {
  const { kind, places, provenance } = relation;
  const fields = Object.keys(ownerOf) as (keyof typeof ownerOf)[];
  const misplaced = fields
    .filter((field) => relation[field] !== undefined && ownerOf[field] !== kind)
    .map((field) => ({
      at: places?.[field] ?? provenance.at,
      expected: `${field} only on a relation of kind ${ownerOf[field]}`,
      found: `it on kind ${kind}`,
      fix: `Remove ${field}, or change the kind.`,
    }));
  if (kind !== 'guards' || relation.effectiveness !== undefined) return misplaced;
  const fix = 'Add the probability that the control stops what it guards against, such as effectiveness: [0.5, 0.9].';
  return [...misplaced, { at: provenance.at, expected: 'effectiveness on a guards relation', found: 'none', fix }];
}

const unknownComponent = (id: string, at: Place, suggest: Suggest): Problem => ({
  at,
  expected: 'the id of a component',
  found: quote(id),
  fix: suggest(id),
});

/** The nearest id as a sentence; many unknown ids in a big file are looked up only so often. */
function suggestions(ids: Iterable<string>): Suggest {
  const known = [...ids];
  let left = Math.max(20, Math.floor(2_000_000 / (known.length + 1)));
  const fallback = 'Add a component of that name, or correct the id.';
  return (id) => (left-- > 0 ? didYouMeanSentence(id, known).trimStart() || fallback : fallback);
}

/** Two relations with one id: given twice, or given to one and the default of the other. */
function sharedIds(relations: readonly Relation[]): Problem[] {
  const first = new Map<RelationId, Relation>();
  return relations.flatMap((relation) => {
    const earlier = first.get(relation.id);
    if (earlier === undefined) {
      first.set(relation.id, relation);
      return [];
    }
    const isDefault = (candidate: Relation): boolean =>
      candidate.id === defaultRelationId(candidate.from, candidate.kind, candidate.to, candidate.ordinal);
    const culprit = isDefault(relation) ? earlier : relation;
    const found = `a second ${quote(relation.id)}`;
    const fix = 'Rename one of the two, or leave the id out.';
    return [{ at: culprit.provenance.at, expected: 'a relation id of its own', found, fix }];
  });
}

function guardProblems(
  { guards = [], provenance, places }: ComponentDraft,
  components: Components,
  relations: ReadonlySet<string>,
  suggest: Suggest,
): Problem[] {
  return guards.flatMap(({ on, at = places?.guards ?? provenance.at }) => {
    const ids = [on.component, on.from, on.to].filter((id): id is ComponentId => id !== undefined);
    const unknown = ids.filter((id) => !components.has(id)).map((id) => unknownComponent(id, at, suggest));
    if (on.relation === undefined || relations.has(on.relation)) return unknown;
    const nearest = didYouMeanSentence(on.relation, relations).trimStart();
    const fix = nearest || 'Relation ids are from>kind>to#1 unless the relation has an id of its own.';
    return [...unknown, { at, expected: 'the id of a relation', found: quote(on.relation), fix }];
  });
}

import fc from 'fast-check';
import { type Compilation, compileScenario } from '../../src/compile/arcs.ts';
import type { Scenario } from '../../src/compile/scenario.ts';
import { type ChannelOverride, defaultSettings } from '../../src/compile/suite.ts';
import type { Belief } from '../../src/graph/belief.ts';
import {
  buildEcosystem,
  type ComponentDraft,
  type GuardDraft,
  type RelationDraft,
} from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import {
  type ComponentKind,
  type Direction,
  directions,
  isIn,
  modelTiers,
  type RelationKind,
  relationKindNames,
  threatClasses,
} from '../../src/graph/kinds.ts';
import type { ModelName } from '../../src/graph/propagation-model.ts';
import { channels } from '../../src/threats/channels.ts';

/** A scenario that nobody would draw: any kinds, any relations between them, any numbers. */
export type RandomCase = {
  readonly components: readonly ComponentDraft[];
  readonly relations: readonly RelationDraft[];
  readonly scenario: Omit<Scenario, 'model' | 'id'>;
};

/** What a property needs left out; what is not mentioned may be there. */
export type Without = {
  readonly relations?: readonly RelationKind[];
  readonly threats?: readonly (typeof threatClasses)[number][];
  /** All rates are 1. */
  readonly rates?: true;
  /** No range, no red-team results. */
  readonly uncertainty?: true;
  readonly groups?: true;
  /** Nothing that guards can be taken, disabled, blinded or entered. */
  readonly controlsThatFall?: true;
};

const provenance = { certainty: 'declared', at: { file: 'random' } } as const;
const number = (value: number): Belief => ({ form: 'number', value });

const certain: fc.Arbitrary<Belief> = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 1).map(number),
  fc.integer({ min: 1, max: 99 }).map((percent) => number(percent / 100)),
);
const uncertain: fc.Arbitrary<Belief> = fc.oneof(
  fc
    .tuple(fc.nat(50), fc.nat(50))
    .map(([low, width]): Belief => ({ form: 'range', low: low / 100, high: (low + width) / 100 })),
  fc.tuple(fc.nat(20), fc.nat(20)).map(([s, more]): Belief => ({ form: 'trials', successes: s, trials: s + more })),
);

const kinds: fc.Arbitrary<ComponentKind> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<ComponentKind>('agent') },
  { weight: 2, arbitrary: fc.constantFrom<ComponentKind>('memory', 'log-store', 'log-store', 'data-store') },
  { weight: 2, arbitrary: fc.constantFrom<ComponentKind>('monitor', 'evaluator') },
  { weight: 2, arbitrary: fc.constantFrom<ComponentKind>('control', 'policy-engine') },
  { weight: 2, arbitrary: fc.constantFrom<ComponentKind>('model', 'tool', 'human') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<ComponentKind>(
      'host',
      'credential',
      'registry',
      'external',
      'orchestrator',
      'plugin',
      'rag-pipeline',
    ),
  },
);

/** Ids whose order is not that of the list, with characters that need encoding. */
const ids = ['m', 'a', 'z%', 'Ü b', 'c', 'aa', 'k#', 'B'];

export function anyCase(without: Without = {}): fc.Arbitrary<RandomCase> {
  const belief = without.uncertainty
    ? certain
    : fc.oneof({ weight: 4, arbitrary: certain }, { weight: 1, arbitrary: uncertain });
  const allowed = relationKindNames.filter((kind) => !without.relations?.includes(kind));
  const favoured = (['monitors', 'writes', 'writes', 'guards', 'delegates', 'invokes', 'spawns'] as const).filter(
    (kind) => allowed.includes(kind),
  );
  const component = fc.record({
    kind: kinds,
    hardening: fc.oneof({ weight: 4, arbitrary: fc.constant(number(0)) }, { weight: 1, arbitrary: belief }),
    latencyRounds: fc.constantFrom(0, 0, 0, 1, 2),
    count: without.groups ? fc.constant(1) : fc.constantFrom(1, 1, 1, 2, 3),
    tier: fc.constantFrom(null, ...modelTiers),
    valueThousandths: fc.constantFrom(1000, 1000, 2500, 1),
    onModel: fc.boolean(),
  });
  const relation = fc.record({
    from: fc.nat(),
    to: fc.nat(),
    kind: fc.oneof(fc.constantFrom(...allowed), fc.constantFrom(...favoured)),
    along: belief,
    against: belief,
    rate: without.rates ? fc.constant(number(1)) : belief,
    signed: fc.boolean(),
    link: fc.constantFrom('all' as const, 'pairwise' as const),
    detection: belief,
    role: fc.constantFrom('holds' as const, 'accepts' as const),
    max: fc.constantFrom(1, 1, 2),
    effectiveness: belief,
    byClass: fc.boolean(),
  });
  const guard = fc.record({
    by: fc.nat(ids.length - 1),
    isWhole: fc.boolean(),
    at: fc.nat(),
    kind: fc.option(fc.constantFrom(...allowed)),
    direction: fc.option(fc.constantFrom(...directions)),
    end: fc.constantFrom('from' as const, 'to' as const, null),
    effectiveness: belief,
  });
  const threats = threatClasses.filter((threat) => !without.threats?.includes(threat));
  const response = fc.record({
    afterRounds: fc.constantFrom(0, 0, 1, 2, 3),
    purge: belief,
    repair: belief,
    restore: belief,
    alertFactor: fc.constantFrom(1, 0.5, 0),
  });
  return fc
    .record({
      components: fc.array(component, { minLength: 2, maxLength: ids.length }),
      relations: fc.array(relation, { minLength: 1, maxLength: 18 }),
      guards: fc.array(guard, { maxLength: 10 }),
      entries: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
      isRandomEntry: fc.constantFrom(false, false, false, true),
      threats: fc.oneof(
        { weight: 4, arbitrary: fc.constant(threats) },
        { weight: 1, arbitrary: fc.subarray([...threats], { minLength: 1 }) },
      ),
      channel: fc.constantFrom(null, 0.3, 0.7, 1),
      strange: fc.array(
        fc.record({
          threat: fc.constantFrom(...threats),
          kind: fc.constantFrom(...allowed),
          direction: fc.constantFrom(...directions),
          probability: belief,
        }),
        { maxLength: 3 },
      ),
      attempts: fc.constantFrom(1, 2, 10),
      monoculture: belief,
      retries: fc.constantFrom('correlated' as const, 'independent' as const),
      horizonRounds: fc.integer({ min: 1, max: 14 }),
      response,
      controlOff: fc.option(fc.nat(), { freq: 6 }),
      recovery: belief,
      incubation: belief,
    })
    .map((drawn): RandomCase => {
      const kindAt = (position: number) => drawn.components[position % drawn.components.length]?.kind as ComponentKind;
      const isSafe = (position: number): boolean =>
        without.controlsThatFall !== true || !isIn('control', kindAt(position));
      const id = (position: number): string => ids[position % drawn.components.length] as string;
      const entries = [...new Set(drawn.entries.filter(isSafe).map(id))];
      const { threats, controlOff, attempts, monoculture, retries, horizonRounds, recovery, incubation } = drawn;
      return {
        components: drawn.components.map(
          ({ onModel: _, tier, kind, ...rest }, position): ComponentDraft => ({
            ...rest,
            id: id(position),
            kind,
            tier: kind === 'model' ? tier : null,
            guards: isIn('control', kind)
              ? drawn.guards.filter(({ by }) => by === position).map((guard) => guardOf(guard, id))
              : undefined,
            provenance,
          }),
        ),
        relations: [
          ...modelRelations(drawn.components, without, allowed.includes('infers')),
          ...drawn.relations
            .filter(({ from, to, kind }) =>
              kind === 'guards'
                ? without.controlsThatFall !== true || isIn('control', kindAt(from))
                : isSafe(from) && isSafe(to),
            )
            .map((relation) => relationOf(relation, id)),
        ],
        scenario: {
          entry: drawn.isRandomEntry && !without.controlsThatFall ? 'random' : (entries as ComponentId[]),
          threats,
          controlOff: controlOff === null ? null : (id(controlOff) as ComponentId),
          settings: {
            ...defaultSettings,
            attempts,
            monoculture,
            retries,
            horizonRounds,
            recovery,
            incubation,
            response: drawn.response,
          },
          channels: [
            ...(drawn.channel === null && !without.uncertainty ? [] : tableAt(drawn.channel ?? 0.5)),
            ...drawn.strange.map((row): ChannelOverride => ({ ...row, at: provenance.at })),
            ...(without.controlsThatFall ? noEvasion : []),
          ],
        },
      };
    });
}

type DrawnGuard = {
  readonly isWhole: boolean;
  readonly at: number;
  readonly kind: RelationKind | null;
  readonly direction: Direction | null;
  readonly end: 'from' | 'to' | null;
  readonly effectiveness: Belief;
};

const guardOf = (
  { isWhole, at, kind, direction, end, effectiveness }: DrawnGuard,
  id: (at: number) => string,
): GuardDraft => ({
  on: isWhole
    ? { component: id(at) }
    : { kind: kind ?? undefined, direction: direction ?? undefined, ...(end !== null && { [end]: id(at) }) },
  effectiveness,
});

/** Who runs on the first model of the list. */
function modelRelations(
  components: readonly { readonly kind: ComponentKind; readonly onModel: boolean }[],
  { rates, controlsThatFall }: Without,
  isAllowed: boolean,
): RelationDraft[] {
  const model = components.findIndex(({ kind }) => kind === 'model');
  if (model === -1 || !isAllowed) return [];
  return components.flatMap(({ kind, onModel }, position) =>
    onModel && position !== model && !(controlsThatFall && isIn('control', kind))
      ? [
          {
            from: ids[position] as string,
            to: ids[model] as string,
            kind: 'infers' as const,
            rate: number(rates ? 1 : 0.3),
            provenance,
          },
        ]
      : [],
  );
}

type DrawnRelation = {
  readonly from: number;
  readonly to: number;
  readonly kind: RelationKind;
  readonly along: Belief;
  readonly against: Belief;
  readonly rate: Belief;
  readonly signed: boolean;
  readonly link: 'all' | 'pairwise';
  readonly detection: Belief;
  readonly role: 'holds' | 'accepts';
  readonly max: number;
  readonly effectiveness: Belief;
  readonly byClass: boolean;
};

function relationOf(drawn: DrawnRelation, id: (position: number) => string): RelationDraft {
  const { from, to, kind, along, against, detection, role, max, effectiveness, byClass, ...rest } = drawn;
  const inTwoClasses = { byClass: { 'tool-misuse': effectiveness, 'communication-poisoning': number(0.5) } };
  return {
    ...rest,
    from: id(from),
    to: id(to),
    kind,
    trust: { along, against },
    ...(kind === 'monitors' && { detection }),
    ...(kind === 'authenticates' && { role }),
    ...(kind === 'spawns' && { max }),
    ...(kind === 'guards' && { effectiveness: byClass ? inTwoClasses : effectiveness }),
    provenance,
  };
}

/**
 * A random case with a corner in which the rarest coincidences are common: two agents that write into
 * each other, watched, a third that takes them again, and a log and a
 * tool that hold something back and that one of them can blind or disable.
 */
export const crowdedCase: fc.Arbitrary<RandomCase> = anyCase().map(({ components, relations, scenario }) => {
  const half = number(0.5);
  const draft = (id: string, kind: ComponentKind): ComponentDraft => ({ id, kind, provenance });
  const relation = (
    from: string,
    to: string,
    kind: RelationKind,
    rest: Partial<RelationDraft> = {},
  ): RelationDraft => ({
    from,
    to,
    kind,
    rate: number(0.7),
    provenance,
    ...rest,
  });
  return {
    components: [
      ...components,
      draft('one', 'agent'),
      draft('two', 'agent'),
      draft('three', 'agent'),
      draft('log', 'log-store'),
      draft('watch', 'monitor'),
      draft('gate', 'tool'),
    ],
    relations: [
      ...relations,
      relation('one', 'two', 'writes'),
      relation('two', 'one', 'writes'),
      relation('three', 'two', 'writes'),
      relation('one', 'log', 'writes', { trust: { along: half } }),
      relation('one', 'log', 'writes', { trust: { along: number(0.2) } }),
      relation('log', 'two', 'guards', { effectiveness: number(0.9) }),
      relation('log', 'two', 'monitors', { detection: half }),
      relation('one', 'gate', 'invokes'),
      relation('gate', 'two', 'guards', { effectiveness: half }),
      relation('watch', 'one', 'monitors', { detection: half }),
      relation('watch', 'two', 'monitors', { detection: half }),
    ],
    scenario: {
      ...scenario,
      entry: ['one', 'three'] as ComponentId[],
      threats: threatClasses,
      settings: {
        ...scenario.settings,
        response: { ...scenario.settings.response, purge: half, repair: half, restore: half },
      },
    },
  };
});

/** The table's rows, all with one probability. */
const tableAt = (probability: number): ChannelOverride[] =>
  channels.map(({ threat, kind, direction }) => ({
    threat,
    kind,
    direction,
    probability: number(probability),
    at: provenance.at,
  }));

const noEvasion: ChannelOverride[] = threatClasses.map((threat) => ({
  threat,
  kind: 'guards',
  direction: 'against',
  probability: number(0),
  at: provenance.at,
}));

export const compileCase = (random: RandomCase, model: ModelName): Compilation =>
  compileScenario(ecosystemOf(random), { ...random.scenario, model, id: model });

/** @throws if the drafts do not make an ecosystem, which would be a mistake of the generator */
function ecosystemOf({ components, relations }: Pick<RandomCase, 'components' | 'relations'>): Ecosystem {
  const built = buildEcosystem({ name: 'random', components, relations });
  if (built.ecosystem === undefined) throw new Error(JSON.stringify(built.problems));
  return built.ecosystem;
}

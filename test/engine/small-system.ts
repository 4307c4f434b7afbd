import { seedOf } from '../../src/base/random.ts';
import { type Compilation, compileScenario } from '../../src/compile/arcs.ts';
import type { ChannelOverride, Settings } from '../../src/compile/suite.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import type { Tally } from '../../src/engine/tally.ts';
import { type Belief, known } from '../../src/graph/belief.ts';
import { buildEcosystem, type ComponentDraft, type RelationDraft } from '../../src/graph/build-ecosystem.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import type { ComponentKind, Direction, RelationKind, ThreatClass } from '../../src/graph/kinds.ts';
import type { ModelName } from '../../src/graph/propagation-model.ts';
import { channels } from '../../src/threats/channels.ts';

/**
 * A system small enough to compute by hand. Every row of the channel table is 1 unless `channels` says
 * otherwise, relations are certain along, carry nothing against and are exercised in every round, nothing
 * is shared and nobody responds: what a test does not mention does not matter.
 */
export type SmallSystem = {
  readonly components: Readonly<
    Record<string, ComponentKind | ({ readonly kind: ComponentKind } & Partial<ComponentDraft>)>
  >;
  readonly relations: readonly SmallRelation[];
  readonly entry: readonly string[];
  readonly threats?: readonly ThreatClass[];
  readonly channels?: readonly (readonly [ThreatClass, RelationKind, Direction, number])[];
  readonly model?: ModelName;
  readonly settings?: Partial<Omit<Settings, 'response'>>;
  readonly response?: Partial<Settings['response']>;
  readonly controlOff?: string;
};

/** `p` along, `back` against, `rate` per round. */
type SmallRelation = readonly [
  from: string,
  kind: RelationKind,
  to: string,
  more?: { readonly p?: number; readonly back?: number; readonly rate?: number } & Partial<Omit<RelationDraft, 'rate'>>,
];

const provenance = { certainty: 'declared', at: { file: 'small' } } as const;

export function compileSmall(system: SmallSystem): Compilation {
  const built = buildEcosystem({
    name: 'small',
    components: Object.entries(system.components).map(([id, drawn]) => ({
      id,
      provenance,
      ...(typeof drawn === 'string' ? { kind: drawn } : drawn),
    })),
    relations: system.relations.map(([from, kind, to, { p = 1, back = 0, rate = 1, ...more } = {}]) => ({
      from,
      kind,
      to,
      trust: { along: known(p), against: known(back) },
      rate: known(rate),
      provenance,
      ...more,
    })),
  });
  if (built.ecosystem === undefined) throw new Error(JSON.stringify(built.problems));
  const { response } = defaultSettings;
  const model = system.model ?? 'agentic';
  return compileScenario(built.ecosystem, {
    id: model,
    model,
    entry: system.entry as ComponentId[],
    threats: system.threats ?? ['communication-poisoning'],
    controlOff: (system.controlOff ?? null) as ComponentId | null,
    settings: {
      ...defaultSettings,
      attempts: 1,
      monoculture: known(0),
      ...system.settings,
      response: { ...response, ...system.response },
    },
    channels: [
      ...channels.map(({ threat, kind, direction }) => row(threat, kind, direction, known(1))),
      ...(system.channels ?? []).map(([threat, kind, direction, p]) => row(threat, kind, direction, known(p))),
    ],
  });
}

const row = (threat: ThreatClass, kind: RelationKind, direction: Direction, probability: Belief): ChannelOverride => ({
  threat,
  kind,
  direction,
  probability,
  at: provenance.at,
});

/** The worlds of a small system, with numbers by component id. */
export type SmallResult = {
  readonly worlds: number;
  readonly tally: Tally;
  readonly compilation: Compilation;
  /** Share of worlds in which the component was reached. */
  readonly reach: (id: string) => number;
  /** Round -> share of worlds in which it was first reached then. */
  readonly reachedIn: (id: string) => readonly number[];
  /** Mean number of components disabled, contained, born, disclosed, per world. */
  readonly mean: (measure: keyof Tally['histograms']) => number;
  /** Component-rounds compromised, per world. */
  readonly dwell: number;
  /** Share of worlds with someone dormant or compromised at the end. */
  readonly alive: number;
};

export function runSmall(system: SmallSystem, worlds = 32): SmallResult {
  const compilation = compileSmall(system);
  const tally = runShard(compilation.compiled, seedOf(20261123), { fromWorld: 0, toWorld: worlds });
  const indexOf = (id: string): number => compilation.expanded.nodes.findIndex((node) => node.id === id);
  const mean = (measure: keyof Tally['histograms']): number =>
    (tally.histograms[measure][0] as Uint32Array).reduce((sum, count, value) => sum + count * value, 0) / worlds;
  return {
    worlds,
    tally,
    compilation,
    reach: (id) => (tally.reached[indexOf(id)] as number) / worlds,
    reachedIn: (id) => (tally.reachedAt ?? []).map((row) => (row[indexOf(id)] as number) / worlds),
    mean,
    dwell: (tally.dwell[0] as number) / worlds,
    alive: 1 - (tally.extinct[0] as number) / worlds,
  };
}

/** Worlds for numbers that are compared within four standard errors. */
export const MANY = 100_000;

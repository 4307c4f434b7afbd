import { chanceOf } from '../base/random.ts';
import { isUncertain, known } from '../graph/belief.ts';
import { hasIncubation, hasRecovery, type ModelName } from '../graph/propagation-model.ts';
import { type CompiledScenario, NONE } from './compiled.ts';
import { inArcsOf } from './in-arcs.ts';
import { rawArcKeys } from './raw-arc-keys.ts';
import type { RawGraph } from './raw-arcs.ts';
import type { Settings } from './suite.ts';
import { uint8, uint32 } from './typed.ts';

/** What all scenarios of a raw graph have in common; for graphs that fit in memory several times over. */
export type PreparedRawGraph = {
  readonly graph: RawGraph;
  readonly name: string;
  /** Of every node. */
  readonly ids: readonly string[];
  readonly common: Pick<
    CompiledScenario,
    'components' | 'arcs' | 'guards' | 'relations' | 'watches' | 'purges' | 'slots'
  >;
  /** Each different probability of an arc once: parameters from {@link FIRST_OWN} on. */
  readonly probabilities: readonly number[];
};

/** The arrays of the engine for a raw graph: each arc is its own relation, exercised in every round. */
export function prepareRawGraph(graph: RawGraph): PreparedRawGraph {
  const n = graph.nodes.count;
  const count = graph.target.length;
  // One array for all that is nought everywhere.
  const zeros = uint32(new Uint32Array(Math.max(n, count) + 1));
  const zeroBytes = uint8(new Uint8Array(Math.max(n, count)));
  const none = uint32([]);
  const keys = rawArcKeys(graph);
  const { channel, probabilities } = channels(graph);
  return {
    graph,
    name: graph.name,
    ids: Array.from({ length: n }, (_, v) => graph.nodes.nameOf(v)),
    common: {
      components: {
        count: n,
        layer: zeroBytes.subarray(0, n),
        valueThousandths: uint32(new Uint32Array(n).fill(1000)),
        latencyRounds: zeros.subarray(0, n),
        colludes: null,
        keyLow: uint32(new Uint32Array(n).map((_, v) => v)),
        keyHigh: zeros.subarray(0, n),
      },
      arcs: {
        count,
        offsets: graph.offsets,
        source: sources(graph),
        target: graph.target,
        keyLow: keys.low,
        keyHigh: keys.high,
        effect: zeroBytes.subarray(0, count),
        threat: zeroBytes.subarray(0, count),
        relation: zeros.subarray(0, count),
        channel,
        trust: uint32(new Uint32Array(count).fill(ALWAYS)),
        hardening: zeros.subarray(0, count),
        attempts: uint8(new Uint8Array(count).fill(1)),
        factors: null,
        shared: uint32(new Uint32Array(count).fill(NONE)),
        sharedLow: none,
        sharedHigh: none,
      },
      guards: {
        count: 0,
        offsets: zeros.subarray(0, count + 1),
        control: none,
        keyLow: none,
        keyHigh: none,
        effectiveness: none,
        stopsAtMostHalf: null,
      },
      relations: { count: 1, keyLow: uint32([0]), keyHigh: uint32([0]), rate: uint32([ALWAYS]) },
      watches: { count: 0, monitor: none, watched: none, keyLow: none, keyHigh: none, detection: none },
      purges: { offsets: zeros.subarray(0, n + 1), store: none, keyLow: none, keyHigh: none },
      slots: { count: 0, slot: none, parent: none, keyLow: none, keyHigh: none, rate: none, arc: none },
    },
    probabilities,
  };
}

/** Parameters: what is never, what is always, what epidemics have besides arcs; then those of arcs. */
const ALWAYS = 1;
const RECOVERY = 2;
const INCUBATION = 3;
const FIRST_OWN = 4;

/** One scenario on a raw graph. @param keepsCredit - as {@link CompiledScenario} says; without, lanes are an eighth faster */
export function compileRaw(
  key: string,
  { graph, common, probabilities }: PreparedRawGraph,
  model: ModelName,
  entry: readonly number[] | 'random',
  settings: Settings,
  keepsCredit = true,
): CompiledScenario {
  const recovery = hasRecovery(model) ? settings.recovery : known(0);
  const incubation = hasIncubation(model) ? settings.incubation : known(0);
  const beliefs = [known(0), known(1), recovery, incubation, ...probabilities.map(known)];
  return {
    ...common,
    key,
    // Everything but the entry, as the name says.
    compilationKey: JSON.stringify(['raw', model, settings.horizonRounds, settings.retries, recovery, incubation]),
    model,
    keepsCredit,
    lean: graph.memory === null ? null : { memory: graph.memory, chance: graph.chance },
    inArcs: inArcsOf(model, common.arcs, common.components.count),
    entry: entry === 'random' ? 'random' : uint32(entry),
    parameters: {
      beliefs,
      keyLow: uint32(beliefs.map((_, position) => position)),
      keyHigh: uint32(new Uint32Array(beliefs.length)),
      uncertain: beliefs.some(isUncertain),
    },
    settings: {
      horizonRounds: settings.horizonRounds,
      retries: settings.retries,
      afterRounds: 0,
      alertFactor: 1,
      monoculture: 0,
      purge: 0,
      repair: 0,
      restore: 0,
      recovery: RECOVERY,
      incubation: INCUBATION,
      collusion: 0,
    },
  };
}

function sources({ offsets, target, nodes }: RawGraph): Uint32Array {
  const source = uint32(new Uint32Array(target.length));
  for (let u = 0; u < nodes.count; u++) source.fill(u, offsets[u], offsets[u + 1]);
  return source;
}

/** Each different probability once, and the parameter of every arc. */
function channels({ chance, target }: RawGraph): { channel: Uint32Array; probabilities: number[] } {
  const channel = uint32(new Uint32Array(target.length));
  const probabilities: number[] = [];
  const positions = new Map<number, number>();
  const positionOf = (one: number): number => {
    const seen = positions.get(one);
    if (seen !== undefined) return seen;
    const position = FIRST_OWN + probabilities.push(probabilityOf(one)) - 1;
    positions.set(one, position);
    return position;
  };
  if (typeof chance === 'number') channel.fill(positionOf(chance));
  else for (let arc = 0; arc < chance.length; arc++) channel[arc] = positionOf(chance[arc] as number);
  return { channel, probabilities };
}

const MOST_DIGITS = 10;
const MOST_PARTS = 65_536;

/**
 * The number that its author will have meant among those of this chance (they are less than 2^-32 apart): 1 / k if there
 * is one, else the one with the fewest digits. 0.2 stays 0.2.
 */
export function probabilityOf(chance: number): number {
  const exact = (chance + 1) / 2 ** 32;
  const parts = Math.round(1 / exact);
  if (parts <= MOST_PARTS && chanceOf(1 / parts) === chance) return 1 / parts;
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const short = Number(exact.toPrecision(digits));
    if (short <= 1 && chanceOf(short) === chance) return short;
  }
  return exact;
}

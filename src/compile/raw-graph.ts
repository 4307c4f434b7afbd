import { extendIdentity, type Identity, identityOf } from '../base/random.ts';
import { isUncertain, known } from '../graph/belief.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { hasIncubation, hasRecovery, type ModelName } from '../graph/propagation-model.ts';
import { type Arcs, type CompiledScenario, NONE } from './compiled.ts';
import { inArcsOf } from './in-arcs.ts';
import type { Settings } from './suite.ts';
import { offsetsOf, uint8, uint32 } from './typed.ts';

/** A graph without kinds, layers or classes: nodes are tokens, arcs may carry a probability. */
export type RawGraph = {
  readonly name: string;
  readonly ids: readonly string[];
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** Per arc; null: one probability for all. */
  readonly probability: Float64Array | null;
};

/** The graph in the order of the engine: nodes by code units of their ids, arcs by source and identity. */
export type PreparedRawGraph = {
  readonly name: string;
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly arcs: RawArcs;
};

type RawArcs = {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  /** Per arc. */
  readonly probability: Float64Array;
};

/**
 * Sorts nodes and arcs; does not depend on the order of the lines but for parallel arcs with different
 * probabilities, which are numbered by probability.
 * @param probability - of arcs that have none of their own; `weighted-cascade` is 1 / in-degree of the target
 */
export function prepareRawGraph(graph: RawGraph, probability: number | 'weighted-cascade'): PreparedRawGraph {
  const order = Array.from(graph.ids.keys()).sort((a, b) =>
    byCodeUnits(graph.ids[a] as string, graph.ids[b] as string),
  );
  const ids = order.map((old) => graph.ids[old] as string);
  const rank = new Uint32Array(order.length);
  for (const [position, old] of order.entries()) rank[old] = position;
  const own = probabilities(graph, probability);
  const sorted = Array.from(graph.source.keys()).sort(
    (a, b) =>
      (rank[graph.source[a] as number] as number) - (rank[graph.source[b] as number] as number) ||
      (rank[graph.target[a] as number] as number) - (rank[graph.target[b] as number] as number) ||
      (own[a] as number) - (own[b] as number),
  );
  const rows = identify(sorted, graph, rank, ids, own).sort(
    (a, b) => a.source - b.source || a.key.high - b.key.high || a.key.low - b.key.low,
  );
  return {
    name: graph.name,
    ids,
    indexOf: new Map(ids.map((id, index) => [id, index])),
    arcs: {
      source: uint32(rows.map(({ source }) => source)),
      target: uint32(rows.map(({ target }) => target)),
      keyLow: uint32(rows.map(({ key }) => key.low)),
      keyHigh: uint32(rows.map(({ key }) => key.high)),
      probability: Float64Array.from(rows, ({ p }) => p),
    },
  };
}

type Row = { readonly source: number; readonly target: number; readonly key: Identity; readonly p: number };

function identify(
  sorted: readonly number[],
  graph: RawGraph,
  rank: Uint32Array,
  ids: readonly string[],
  own: Float64Array,
): Row[] {
  let ordinal = 0;
  let before = -1;
  let prefix = identityOf('arc');
  return sorted.map((arc, i) => {
    const source = rank[graph.source[arc] as number] as number;
    const target = rank[graph.target[arc] as number] as number;
    if (source !== before) prefix = identityOf('arc', ids[source] as string);
    const previous = sorted[i - 1];
    const isParallel = source === before && previous !== undefined && graph.target[previous] === graph.target[arc];
    ordinal = isParallel ? ordinal + 1 : 0;
    before = source;
    return {
      source,
      target,
      key: extendIdentity(extendIdentity(prefix, ids[target] as string), ordinal),
      p: own[arc] as number,
    };
  });
}

function probabilities({ target, probability, ids }: RawGraph, fallback: number | 'weighted-cascade'): Float64Array {
  if (fallback === 'weighted-cascade') {
    const inDegree = new Uint32Array(ids.length);
    for (const v of target) (inDegree[v] as number)++;
    return Float64Array.from(target, (v) => 1 / (inDegree[v] as number));
  }
  return probability ?? new Float64Array(target.length).fill(fallback);
}

/** One scenario on a raw graph: each arc is its own relation, exercised in every round. */
export function compileRaw(
  key: string,
  { ids, arcs }: PreparedRawGraph,
  model: ModelName,
  entry: readonly number[] | 'random',
  settings: Settings,
): CompiledScenario {
  const n = ids.length;
  const count = arcs.source.length;
  const distinct = [...new Set(arcs.probability)];
  const parameterOf = new Map(distinct.map((p, position) => [p, position + 4]));
  // Positions 0 and 1: what is never and what is always; 2 and 3: what epidemics have besides arcs.
  const recovery = hasRecovery(model) ? settings.recovery : known(0);
  const incubation = hasIncubation(model) ? settings.incubation : known(0);
  const beliefs = [known(0), known(1), recovery, incubation, ...distinct.map(known)];
  const always = uint32(new Uint32Array(count).fill(1));
  const never = uint32(new Uint32Array(count));
  const none = uint32([]);
  const compiledArcs: Arcs = {
    count,
    offsets: offsetsOf(arcs.source, n),
    source: arcs.source,
    target: arcs.target,
    keyLow: arcs.keyLow,
    keyHigh: arcs.keyHigh,
    effect: uint8(new Uint8Array(count)),
    threat: uint8(new Uint8Array(count)),
    relation: uint32(new Uint32Array(count)),
    channel: uint32(Uint32Array.from(arcs.probability, (p) => parameterOf.get(p) as number)),
    trust: always,
    hardening: never,
    attempts: uint8(new Uint8Array(count).fill(1)),
    shared: uint32(new Uint32Array(count).fill(NONE)),
    sharedLow: none,
    sharedHigh: none,
  };
  return {
    key,
    model,
    components: {
      count: n,
      layer: uint8(new Uint8Array(n)),
      valueThousandths: uint32(new Uint32Array(n).fill(1000)),
      latencyRounds: uint32(new Uint32Array(n)),
      keyLow: uint32(new Uint32Array(n).map((_, v) => v)),
      keyHigh: uint32(new Uint32Array(n)),
    },
    arcs: compiledArcs,
    inArcs: inArcsOf(model, compiledArcs, n),
    guards: {
      count: 0,
      offsets: uint32(new Uint32Array(count + 1)),
      control: none,
      keyLow: none,
      keyHigh: none,
      effectiveness: none,
    },
    relations: { count: 1, keyLow: uint32([0]), keyHigh: uint32([0]), rate: uint32([1]) },
    watches: { count: 0, monitor: none, watched: none, keyLow: none, keyHigh: none, detection: none },
    purges: { offsets: uint32(new Uint32Array(n + 1)), store: none, keyLow: none, keyHigh: none },
    slots: { count: 0, slot: none, parent: none, keyLow: none, keyHigh: none, rate: none, arc: none },
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
      recovery: 2,
      incubation: 3,
    },
  };
}

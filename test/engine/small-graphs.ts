import { seedOf } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import type { Settings } from '../../src/compile/suite.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import type { Tally } from '../../src/engine/tally.ts';
import type { ModelName } from '../../src/graph/propagation-model.ts';
import { compileSmall } from './small-system.ts';
import type { SmallGraph } from './validation-graphs.ts';

/** The graph as agents that delegate: component v is node v. At most 1,000 nodes. */
export function agentsOn(
  { n, arcs }: SmallGraph,
  entries: readonly number[],
  model: ModelName,
  settings: Partial<Omit<Settings, 'response'>> = {},
): CompiledScenario {
  const id = (v: number): string => `agent ${String(v).padStart(3, '0')}`;
  return compileSmall({
    components: Object.fromEntries(Array.from({ length: n }, (_, v) => [id(v), 'agent' as const])),
    relations: arcs.map(([u, v, p]) => [id(u), 'delegates', id(v), { p }]),
    entry: entries.map(id),
    model,
    settings,
  }).compiled;
}

/** Nodes that make a cycle, a shortcut, a parallel arc and a dead end. */
export const knot: SmallGraph = {
  n: 5,
  arcs: [
    [0, 1, 0.4],
    [1, 2, 0.3],
    [2, 0, 0.5],
    [2, 3, 0.2],
    [0, 3, 0.25],
    [0, 3, 0.1],
    [3, 1, 0.35],
    [3, 4, 0.6],
  ],
};

/** Both ways, and weights that differ by direction. */
export const line: SmallGraph = {
  n: 4,
  arcs: [
    [0, 1, 0.5],
    [1, 0, 0.2],
    [1, 2, 0.7],
    [2, 1, 0.1],
    [2, 3, 0.3],
    [3, 2, 0.9],
  ],
};

export type Sampled = {
  readonly tally: Tally;
  readonly worlds: number;
  /** Of the blast radius, entry points not counted. */
  readonly mean: number;
  readonly variance: number;
  /** Variance of the means of blocks of 32 worlds, times 32: the variance of a world, if worlds are independent. */
  readonly betweenBlocks: number;
};

export function sampled(scenario: CompiledScenario, worlds: number, seed = 20261123): Sampled {
  const tally = runShard(scenario, seedOf(seed), { fromWorld: 0, toWorld: worlds });
  const ofBlocks = Array.from({ length: worlds / 32 }, (_, block) => {
    const part = runShard(scenario, seedOf(seed), { fromWorld: block * 32, toWorld: block * 32 + 32 });
    return momentsOf(part).mean;
  });
  const { mean, variance } = momentsOf(tally);
  const between = ofBlocks.reduce((sum, m) => sum + (m - mean) ** 2, 0) / (ofBlocks.length - 1);
  return { tally, worlds, mean, variance, betweenBlocks: 32 * between };
}

function momentsOf({ histograms, worlds }: Tally): { mean: number; variance: number } {
  const sizes = [...(histograms.reached[0] as Uint32Array)];
  const mean = sizes.reduce((sum, count, size) => sum + count * size, 0) / worlds;
  const variance = sizes.reduce((sum, count, size) => sum + count * (size - mean) ** 2, 0) / (worlds - 1);
  return { mean, variance };
}

/** Mean, variance and fourth central moment of the blast radius by probabilities that are known. */
export function exactMoments(
  sets: readonly { readonly reached: readonly number[]; readonly probability: number }[],
  entries: readonly number[],
): { mean: number; variance: number; fourth: number } {
  const size = (reached: readonly number[]): number => reached.length - entries.length;
  const mean = sets.reduce((sum, { reached, probability }) => sum + probability * size(reached), 0);
  const central = (power: number): number =>
    sets.reduce((sum, { reached, probability }) => sum + probability * (size(reached) - mean) ** power, 0);
  return { mean, variance: central(2), fourth: central(4) };
}

import { seedOf } from '../base/random.ts';
import type { Compilation } from '../compile/arcs.ts';
import { compileScenarios } from '../compile/compile-scenarios.ts';
import { scenariosOf } from '../compile/scenario.ts';
import type { SuiteFile } from '../compile/suite.ts';
import { isSimulated } from '../engine/kernels.ts';
import { runShard, WORLDS_PER_BLOCK } from '../engine/run-worlds.ts';

/** What happened in one world of one scenario, in the order in which it happened. */
export type OneWorld = {
  readonly scenario: string;
  readonly entry: readonly string[];
  readonly size: number;
  /** What `round` counts: steps from the entry points where a model has no rounds. */
  readonly unit: 'round' | 'step';
  readonly reached: readonly {
    readonly id: string;
    readonly round: number;
    readonly from: string | null;
    /** relation>direction>class; null for what was born compromised. */
    readonly arc: string | null;
  }[];
};

/** Runs one world again: it is a function of its number and the seed, whatever else is run. */
export const tellWorld = ({ ecosystem, suite }: SuiteFile, world: number): OneWorld[] =>
  compileScenarios(
    ecosystem,
    scenariosOf(ecosystem, suite).filter(({ model }) => isSimulated(model)),
  ).map((compilation) => tell(compilation, suite.seed, world));

function tell({ scenario, compiled, arcs, expanded }: Compilation, seed: number, world: number): OneWorld {
  const lane = world % WORLDS_PER_BLOCK;
  const nameOf = (node: number): string => expanded.nodes[node]?.id as string;
  const reached: OneWorld['reached'][number][] = [];
  const listen = (v: number, mask: number, round: number, arc: number): void => {
    if (((mask >>> lane) & 1) === 0) return;
    const cause = arcs[arc];
    reached.push({
      id: nameOf(v),
      round,
      from: cause === undefined ? null : nameOf(cause.source),
      arc: cause?.id ?? null,
    });
  };
  const fromWorld = world - lane;
  runShard(compiled, seedOf(seed), { fromWorld, toWorld: fromWorld + WORLDS_PER_BLOCK }, listen);
  return {
    scenario: scenario.id,
    entry: scenario.entry === 'random' ? ['random'] : scenario.entry,
    size: reached.length,
    unit: 'round',
    reached,
  };
}

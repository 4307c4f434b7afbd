import { betaQuantiles } from '../src/base/beta.ts';
import { chanceOf, type Seed, seedOf } from '../src/base/random.ts';
import type { CompiledScenario } from '../src/compile/compiled.ts';
import { RawGraphBuilder } from '../src/compile/raw-builder.ts';
import { compileRaw, prepareRawGraph } from '../src/compile/raw-graph.ts';
import { defaultSettings } from '../src/compile/suite.ts';
import { exactAnswer } from '../src/engine/exact.ts';
import { runShard } from '../src/engine/run-worlds.ts';
import type { Tally } from '../src/engine/tally.ts';
import { blastRadius } from '../src/measure/blast-radius.ts';
import { exactBlastRadius } from '../src/measure/exact-distribution.ts';
import { exactBlastRadius as exactOf } from '../src/measure/exact-result.ts';
import type { BlastRadius, Interval } from '../src/measure/results.ts';
import { betaBinomial, binomial, mixture } from './closed-forms.ts';
import { type SizeLaw, sampledTally } from './sampled-tally.ts';

/** A system whose blast radius is known exactly, and a way to draw worlds of it. */
export type Case = {
  readonly name: string;
  readonly kind: 'ordinary' | 'rare';
  readonly exact: BlastRadius;
  readonly tally: (seed: Seed, worlds: number) => Tally;
};

/** Which intervals are checked; each against the field of the same name of the exact answer. */
export const checked = {
  mean: ({ ci95 }: BlastRadius): Interval => ci95,
  touched: ({ touchedCi95 }: BlastRadius): Interval => touchedCi95,
  p50: ({ p50ci95 }: BlastRadius): Interval => p50ci95,
  p95: ({ p95ci95 }: BlastRadius): Interval => p95ci95,
  cvar95: ({ cvar95ci95 }: BlastRadius): Interval => cvar95ci95,
} as const;
export type Checked = keyof typeof checked;

const spread = betaQuantiles({ a: 2, b: 5 });
const rareLaw = mixture(0.001, [0, ...binomial(9, 0.5)]);
const outbreakLaw = mixture(0.3, [0, ...binomial(19, 0.8)]);

/** Sizes drawn from a closed form with the project's own generator, and the engine on graphs small enough for `exact`. */
export const cases: readonly Case[] = [
  sampled('eight leaves of a hub, p = 0.3', 'ordinary', binomial(8, 0.3)),
  sampled('nothing, or with 0.3 an outbreak among 20', 'ordinary', outbreakLaw),
  sampled('touched in 0.001 of worlds, then 1 to 10', 'rare', rareLaw),
  sampled('eight leaves, p = Beta(2, 5) per block', 'ordinary', betaBinomial(8, 2, 5), (u) => binomial(8, spread(u))),
  simulated('the engine on six components in two cycles', 'ordinary', cycles()),
  simulated('the engine behind an arc of 0.001', 'rare', behindRareArc()),
  {
    ...sampled('the engine on eight leaves, p = 1 of 5 trials', 'ordinary', betaBinomial(8, 2, 5)),
    tally: simulated('', 'ordinary', uncertainStar()).tally,
  },
];

/** Shares of seeds 1, 2, 3 ... whose intervals hold the exact value. */
export function coverageOf({ exact, tally }: Case, seeds: number, worlds: number): Record<Checked, number> {
  const held = { mean: 0, touched: 0, p50: 0, p95: 0, cvar95: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const found = blastRadius(tally(seedOf(seed), worlds), 0);
    for (const measure of Object.keys(checked) as Checked[]) {
      const [low, high] = checked[measure](found);
      if (low <= exact[measure] && exact[measure] <= high) held[measure]++;
    }
  }
  for (const measure of Object.keys(held) as Checked[]) held[measure] /= seeds;
  return held;
}

/** @param law - what worlds are drawn from, if not the same in all of them */
export function sampled(name: string, kind: Case['kind'], chances: readonly number[], law: SizeLaw = chances): Case {
  const size = chances.length - 1;
  const rest = { impact: 0, disabled: 0, disclosed: 0, affected: 0, born: 0, dwell: 0, extinct: 0, medianRound: null };
  return {
    name,
    kind,
    exact: exactBlastRadius({ size, chances, ...rest }),
    tally: (seed, worlds) => sampledTally(law, size, worlds, seed),
  };
}

function simulated(name: string, kind: Case['kind'], scenario: CompiledScenario): Case {
  return {
    name,
    kind,
    exact: exactOf(scenario, exactAnswer(scenario), 0),
    tally: (seed, worlds) => runShard(scenario, seed, { fromWorld: 0, toWorld: worlds }),
  };
}

/** `cf-cyclic6` of the validation cases. */
function cycles(): CompiledScenario {
  return cascade(6, [
    [0, 1, 0.6],
    [1, 2, 0.5],
    [2, 0, 0.4],
    [2, 3, 0.7],
    [3, 4, 0.3],
    [4, 2, 0.9],
    [1, 4, 0.2],
    [4, 5, 0.5],
    [3, 5, 0.25],
  ]);
}

function behindRareArc(): CompiledScenario {
  const leaves = [2, 3, 4, 5, 6].map((leaf) => [1, leaf, 0.5] as const);
  return cascade(7, [[0, 1, 0.001], ...leaves]);
}

/** All arcs share one parameter: 1 success in 5 trials, so Beta(2, 5). */
function uncertainStar(): CompiledScenario {
  const star = cascade(
    9,
    [1, 2, 3, 4, 5, 6, 7, 8].map((leaf) => [0, leaf, 0.3] as const),
  );
  const beliefs = star.parameters.beliefs.map((belief, position) =>
    position === star.arcs.channel[0] ? ({ form: 'trials', successes: 1, trials: 5 } as const) : belief,
  );
  return { ...star, parameters: { ...star.parameters, beliefs, uncertain: true } };
}

function cascade(count: number, arcs: readonly (readonly [from: number, to: number, p: number])[]): CompiledScenario {
  const builder = new RawGraphBuilder();
  for (let v = 0; v < count; v++) builder.addNumberedNode(v);
  for (const [from, to, p] of arcs) builder.addNumbers(from, to, chanceOf(p), false);
  const { graph } = builder.finish({ name: 'case', probability: 'own', seed: 1 });
  return compileRaw('case', prepareRawGraph(graph), 'independent-cascade', [0], defaultSettings);
}

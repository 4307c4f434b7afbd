import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../../src/base/random.ts';
import { openSkip } from '../../../src/engine/skip/run-skip.ts';
import { prepareSkip } from '../../../src/engine/skip/skip-graph.ts';
import { type Arc, kernelsOf, rawGraph } from './small-raw-graph.ts';

const WORLDS = 200_000;

function run(n: number, arcs: readonly Arc[], recovery: number) {
  const graph = rawGraph(n, arcs);
  const model = { name: 'sir', recovery: chanceOf(recovery) } as const;
  return openSkip(prepareSkip(graph), model, [0], kernelsOf(graph))(seedOf(11), { fromWorld: 0, toWorld: WORLDS })
    .tally;
}

/** P(an arc passes before its source recovers): p in the first round, else both fail to happen and it begins anew. */
const passes = (p: number, recovery: number): number => p / (1 - (1 - p) * (1 - recovery));

/** P(given k arcs all fail), which share how long their source is infectious. */
const allFail = (k: number, p: number, recovery: number): number => {
  const fail = (1 - p) ** k;
  return (recovery * fail) / (1 - (1 - recovery) * fail);
};

describe.each([
  [0.1, 0.05],
  [0.02, 0.3],
  [0.6, 0.9],
  [0.001, 0.0005],
])('SIR in one pass, p = %s, recovery %s', (p, recovery) => {
  it('passes each arc of a chain before its source recovers', () => {
    const tally = run(
      4,
      [0, 1, 2].map((u) => [u, u + 1, chanceOf(p)] as const),
      recovery,
    );
    for (const v of [1, 2, 3]) {
      expect(tally.reached[v]! / WORLDS).toBeWithinStandardErrors(passes(p, recovery) ** v, {
        worlds: WORLDS,
        errors: 4,
      });
    }
  });

  it('infects leaves of a star together, since they share how long the hub is infectious: each number of them as often as it must', () => {
    const k = 5;
    const tally = run(
      k + 1,
      [1, 2, 3, 4, 5].map((v) => [0, v, chanceOf(p)] as const),
      recovery,
    );
    for (let size = 0; size <= k; size++) {
      // Inclusion and exclusion over which of the `size` infected ones would also fail.
      let share = 0;
      for (let i = 0, ways = 1; i <= size; i++) {
        share += (i % 2 === 0 ? 1 : -1) * ways * allFail(k - size + i, p, recovery);
        ways = (ways * (size - i)) / (i + 1);
      }
      for (let i = 0; i < size; i++) share = (share * (k - i)) / (i + 1);
      expect(tally.histograms.reached[0]![size]! / WORLDS, `${size}`).toBeWithinStandardErrors(
        Math.min(1, Math.max(0, share)),
        { worlds: WORLDS, errors: 4 },
      );
    }
  });
});

it('gives arcs of one source each its own probability', () => {
  const chances = Array.from({ length: 40 }, (_, i) => (i + 1) / 80);
  for (const kept of [chances, chances.slice(0, 3)]) {
    const tally = run(
      kept.length + 1,
      kept.map((p, i) => [0, i + 1, chanceOf(p)] as const),
      0.4,
    );
    for (const [i, p] of kept.entries()) {
      expect(tally.reached[i + 1]! / WORLDS).toBeWithinStandardErrors(passes(p, 0.4), { worlds: WORLDS, errors: 4 });
    }
  }
});

it('has no rounds, and refuses a recovery that hardly ever comes', () => {
  const tally = run(
    3,
    [
      [0, 1, 0xffffffff],
      [1, 2, 0xffffffff],
    ],
    0.5,
  );
  expect(tally.hits.flat()).toEqual([]);
  expect(tally.firstHits.flat()).toEqual([]);
  expect(() => run(2, [[0, 1, 5]], 1e-7)).toThrow(RangeError);
});

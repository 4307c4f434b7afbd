import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import {
  type Answered,
  answersOf,
  anyOf,
  asked,
  caseOf,
  elsewhere,
  exactly,
  type Question,
  reach,
  spread,
  without,
} from './closed-form-answers.ts';
import {
  binaryTree,
  compileGraph,
  complete,
  isLiveEdge,
  type SmallGraph,
  smallGraphOf,
  validationCases,
} from './validation-graphs.ts';

const WORLDS = 100_000;

/** Means of the questions over worlds, and their standard errors. Worlds with the same set are asked once. */
function simulated({ graph, entries, questions }: Answered): { mean: number; standardError: number }[] {
  const sets = reachedSets(graph, entries);
  return questions.map(({ of }) => {
    const values = [...sets.values()].map(({ reached, worlds }) => ({ value: of(reached), worlds }));
    const mean = values.reduce((sum, { value, worlds }) => sum + worlds * value, 0) / WORLDS;
    const variance = values.reduce((sum, { value, worlds }) => sum + worlds * (value - mean) ** 2, 0) / (WORLDS - 1);
    return { mean, standardError: Math.sqrt(variance / WORLDS) };
  });
}

/** The sets that {@link WORLDS} worlds reached, and how often. */
function reachedSets(graph: SmallGraph, entries: readonly number[]) {
  const scenario = compileGraph(graph, entries);
  const sets = new Map<string, { reached: Set<number>; worlds: number }>();
  for (let block = 0; block * 32 < WORLDS; block++) {
    const masks = new Int32Array(graph.n);
    for (const v of entries) masks[v] = -1;
    runShard(scenario, seedOf(2026), { fromWorld: block * 32, toWorld: block * 32 + 32 }, (v, mask) => {
      masks[v] = (masks[v] as number) | mask;
    });
    for (let lane = 0; lane < 32; lane++) {
      const reached = Array.from(masks.keys()).filter((v) => ((masks[v] as number) >>> lane) & 1);
      const found = sets.get(reached.join());
      if (found !== undefined) found.worlds++;
      else sets.set(reached.join(), { reached: new Set(reached), worlds: 1 });
    }
  }
  return sets;
}

const ids = Object.keys(asked) as (keyof typeof asked)[];

describe('the fixture', () => {
  it('has no live-edge case that is forgotten here', () => {
    const known = new Set([...ids, ...Object.keys(elsewhere)]);
    expect(validationCases.filter(isLiveEdge).filter(({ id }) => !known.has(id))).toEqual([]);
    const small = validationCases.filter((found) => isLiveEdge(found) && smallGraphOf(found) !== undefined);
    expect(small.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });
});

describe.each(ids)('%s', (id) => {
  it('is what the exact answer says, to 1e-6', () => {
    for (const answered of answersOf(id)) {
      for (const question of answered.questions) {
        expect(Math.abs(exactly(answered, question) - question.expected), question.name).toBeLessThan(1e-6);
      }
    }
  });

  it('is what simulation says, within 4 standard errors', () => {
    for (const answered of answersOf(id)) {
      for (const [i, { mean, standardError }] of simulated(answered).entries()) {
        const { expected, name } = answered.questions[i] as Question;
        // A share of almost 0 may show no variance at all in the worlds: the error of the truth is known there.
        const ofShare = expected < 1 ? Math.sqrt((expected * (1 - expected)) / WORLDS) : 0;
        const error = Math.max(standardError, /^spread|squared/.test(name) ? 0 : ofShare);
        expect(mean, name).toBeWithinStandardErrorsOf(expected, { standardError: error, errors: 4 });
      }
    }
  });
});

describe('marginals that are multiplied as if independent', () => {
  it('give 0.4816 for the shared ancestor, and we do not', () => {
    const [{ graph, entries, questions }] = answersOf('cf-shared-ancestor') as [Answered];
    const marginal = new Map([[0, 1]]);
    for (const v of [1, 2, 3, 4]) {
      const misses = graph.arcs.filter(([, to]) => to === v).map(([u, , p]) => 1 - (marginal.get(u) as number) * p);
      marginal.set(v, 1 - misses.reduce((product, miss) => product * miss, 1));
    }
    expect(marginal.get(4)).toBeCloseTo(0.4816, 10);
    const ours = exactly({ graph, entries }, questions[0] as Question);
    expect(ours).toBeCloseTo(0.4032, 10);
    const [{ mean, standardError }] = simulated({ graph, entries, questions }) as [
      { mean: number; standardError: number },
    ];
    expect(mean).not.toBeWithinStandardErrorsOf(0.4816, { standardError, errors: 40 });
  });
});

describe('the search over entries and removals', () => {
  const spreadOf = (graph: SmallGraph, entries: readonly number[]): number => exactly({ graph, entries }, spread(0));

  it('finds the best pair of cf-im-best2 among all 21', () => {
    const { expected } = caseOf('cf-im-best2') as { expected: { best: number[]; spread: number } };
    const graph = smallGraphOf(caseOf('cf-im-best2')) as SmallGraph;
    const pairs = [0, 1, 2, 3, 4, 5, 6].flatMap((a) => [0, 1, 2, 3, 4, 5, 6].filter((b) => b > a).map((b) => [a, b]));
    const best = pairs.reduce((a, b) => (spreadOf(graph, b) > spreadOf(graph, a) ? b : a));
    expect(best).toEqual(expected.best);
  });

  it('finds the best node and the best edge of cf-harden', () => {
    const { expected } = caseOf('cf-harden') as { expected: { bestNode: number; bestEdge: number[] } };
    const graph = smallGraphOf(caseOf('cf-harden')) as SmallGraph;
    const afterEdge = (u: number, v: number): number =>
      spreadOf(
        without(graph, (a, b) => a === u && b === v),
        [5],
      );
    const afterNode = (node: number): number =>
      spreadOf(
        without(graph, (a, b) => a === node || b === node),
        [5],
      );
    const edge = graph.arcs.reduce((a, b) => (afterEdge(b[0], b[1]) < afterEdge(a[0], a[1]) ? b : a));
    expect(edge.slice(0, 2)).toEqual(expected.bestEdge);
    expect([0, 1, 2, 3, 4, 6].reduce((a, b) => (afterNode(b) < afterNode(a) ? b : a))).toBe(expected.bestNode);
  });
});

describe('what is too large to enumerate', () => {
  it('cf-gw-depth: some node of each generation, exactly to the third and simulated to the fifth', () => {
    const expected = caseOf('cf-gw-depth').expected as number[];
    const generation = (d: number): number[] => Array.from({ length: 2 ** d }, (_, i) => 2 ** d - 1 + i);
    for (const d of [1, 2, 3]) {
      const answered = { graph: binaryTree(d, 0.6), entries: [0] };
      expect(exactly(answered, anyOf(generation(d), 0))).toBeCloseTo(expected[d - 1] as number, 6);
    }
    const questions = expected.map((p, i) => anyOf(generation(i + 1), p));
    for (const [i, { mean }] of simulated({ graph: binaryTree(5, 0.6), entries: [0], questions }).entries()) {
      expect(mean).toBeWithinStandardErrors(expected[i] as number, { worlds: WORLDS, errors: 4 });
    }
  });

  it('cf-reedfrost-100: mean and the share of small outbreaks, over 20,000 worlds', () => {
    const { mean, pSmall } = caseOf('cf-reedfrost-100').expected as { mean: number; pSmall: number };
    const worlds = 20_000;
    const tally = runShard(compileGraph(complete(100, 0.02), [0]), seedOf(5), { fromWorld: 0, toWorld: worlds });
    const sizes = [...(tally.histograms.reached[0] as Uint32Array)];
    const observed = sizes.reduce((sum, count, size) => sum + count * size, 0) / worlds;
    const variance = sizes.reduce((sum, count, size) => sum + count * (size - observed) ** 2, 0) / worlds;
    const small = sizes.slice(0, 20).reduce((sum, count) => sum + count, 0) / worlds;
    expect(observed).toBeWithinStandardErrorsOf(mean, { standardError: Math.sqrt(variance / worlds), errors: 4 });
    expect(small).toBeWithinStandardErrors(pSmall, { worlds, errors: 4 });
  });

  it('pub-spark-crewai: a supervisor takes all, a worker the supervisor with 0.159 and through it the others', () => {
    const { hub, leafOthers } = caseOf('pub-spark-crewai').expected as { hub: number; leafOthers: number };
    const workers = [1, 2, 3, 4, 5, 6];
    const star: SmallGraph = {
      n: 7,
      arcs: workers.flatMap((v): [number, number, number][] => [
        [0, v, 1],
        [v, 0, 0.159],
      ]),
    };
    for (const v of workers) expect(exactly({ graph: star, entries: [0] }, reach(v, 0))).toBeCloseTo(hub, 12);
    for (const v of workers.slice(1))
      expect(exactly({ graph: star, entries: [1] }, reach(v, 0))).toBeCloseTo(leafOthers, 12);
  });
});

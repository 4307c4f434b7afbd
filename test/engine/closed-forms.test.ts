import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { exactAnswer } from '../../src/engine/exact.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import {
  binaryTree,
  compileGraph,
  complete,
  isLiveEdge,
  type SmallGraph,
  smallGraphOf,
  type ValidationCase,
  validationCases,
} from './validation-graphs.ts';

const WORLDS = 100_000;

/** A random variable of the reached set (entry points included), and its expectation. */
type Question = {
  readonly name: string;
  readonly of: (reached: ReadonlySet<number>) => number;
  readonly expected: number;
};
type Answered = {
  readonly graph: SmallGraph;
  readonly entries: readonly number[];
  readonly questions: readonly Question[];
};

const reach = (v: number, expected: number): Question => ({
  name: `node ${v}`,
  of: (reached) => (reached.has(v) ? 1 : 0),
  expected,
});
const anyOf = (nodes: readonly number[], expected: number): Question => ({
  name: `any of ${nodes}`,
  of: (reached) => (nodes.some((v) => reached.has(v)) ? 1 : 0),
  expected,
});
const spread = (expected: number): Question => ({ name: 'spread', of: (reached) => reached.size, expected });
const sizeIs = (size: number, expected: number): Question => ({
  name: `size ${size}`,
  of: (reached) => (reached.size === size ? 1 : 0),
  expected,
});
const secondMoment = (expected: number): Question => ({
  name: 'size squared',
  of: ({ size }) => size * size,
  expected,
});
const distribution = (shares: readonly number[]): Question[] => shares.map((share, i) => sizeIs(i + 1, share));

/** What a case asks, one entry per set of entry points or graph that it speaks of. */
type Ask<E> = (expected: E, graph: SmallGraph) => readonly Answered[];
const from = <E>(entries: readonly number[], questions: (expected: E) => readonly Question[]): Ask<E> => {
  return (expected, graph) => [{ graph, entries, questions: questions(expected) }];
};
const without = ({ n, arcs }: SmallGraph, isGone: (u: number, v: number) => boolean): SmallGraph => ({
  n,
  arcs: arcs.filter(([u, v]) => !isGone(u, v)),
});

const asked = {
  'cf-path-reach': from<number>([0], (p) => [reach(5, p)]),
  'cf-path-spread': from<number>([0], (mean) => [spread(mean)]),
  'cf-star-hub': from<{ mean: number; variance: number; pAll: number }>([0], ({ mean, variance, pAll }) => [
    spread(mean),
    secondMoment(variance + mean * mean),
    sizeIs(9, pAll),
  ]),
  'cf-star-leaf': from<number>([1], (mean) => [spread(mean)]),
  'cf-tree-spread': from<{ spread: number; leaf: number; anyDepth3: number }>([0], (e) => [
    spread(e.spread),
    ...[7, 10, 14].map((leaf) => reach(leaf, e.leaf)),
    anyOf([7, 8, 9, 10, 11, 12, 13, 14], e.anyDepth3),
  ]),
  'cf-diamond': from<number>([0], (p) => [reach(3, p)]),
  'cf-shared-ancestor': from<number>([0], (p) => [reach(4, p)]),
  'cf-bridge-0.9': from<number>([0], (p) => [reach(3, p)]),
  'cf-bridge-0.5': from<number>([0], (p) => [reach(3, p)]),
  'cf-bridge-het': from<{ target: number; spread: number; dist: number[] }>([0], (e) => [
    reach(3, e.target),
    spread(e.spread),
    ...distribution(e.dist),
  ]),
  'cf-cyclic6': from<{ node: number[]; spread: number; dist: number[] }>([0], (e) => [
    ...e.node.map((p, v) => reach(v, p)),
    spread(e.spread),
    ...distribution(e.dist),
  ]),
  'cf-K4': from<{ spread: number; all: number; target: number }>([0], (e) => [
    spread(e.spread),
    sizeIs(4, e.all),
    reach(2, e.target),
  ]),
  'cf-reedfrost-6': from<number[]>([0], distribution),
  'cf-grid3-0.5': from<{ target: number; spread: number; all: number }>([0], (e) => [
    reach(8, e.target),
    spread(e.spread),
    sizeIs(9, e.all),
  ]),
  'cf-petersen': from<{ spread: number; all: number; adj: number; nonadj: number }>([0], (e) => [
    spread(e.spread),
    sizeIs(10, e.all),
    ...[1, 4, 5].map((v) => reach(v, e.adj)),
    ...[2, 3, 6, 7, 8, 9].map((v) => reach(v, e.nonadj)),
  ]),
  'cf-selfdual-1': from<number>([0, 1], (p) => [anyOf([4, 5], p)]),
  'cf-im-best2': (e: { single: number[]; best: number[]; spread: number }, graph: SmallGraph) => [
    ...e.single.map((mean, v) => ({ graph, entries: [v], questions: [spread(mean)] })),
    { graph, entries: e.best, questions: [spread(e.spread)] },
  ],
  'cf-harden': (e: { base: number; afterNode: Record<string, number>; afterBestEdge: number }, graph: SmallGraph) => [
    { graph, entries: [5], questions: [spread(e.base)] },
    ...Object.entries(e.afterNode).map(([node, mean]) => ({
      graph: without(graph, (u, v) => u === Number(node) || v === Number(node)),
      entries: [5],
      questions: [spread(mean)],
    })),
    {
      graph: without(graph, (u, v) => u === 5 && v === 6),
      entries: [5],
      questions: [spread(e.afterBestEdge)],
    },
  ],
  'pub-clawworm': from<{ hop: number[] }>([0], ({ hop }) => hop.map((p, i) => reach(i + 1, p))),
} satisfies Record<string, Ask<never>>;

/** Live-edge cases that no graph of at most 15 nodes can answer, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  'cf-gw-depth': 'an infinite tree: its first generations below',
  'cf-reedfrost-100': '100 nodes: simulated below',
  'cf-er-transmit': 'a limit of large random graphs',
  'cf-3regular': 'a limit of large random graphs',
  'cf-bethe3-sub': 'an infinite lattice',
  'cf-config': 'a limit of large random graphs',
  'pub-spark-crewai': 'a star of any size: one of six workers below',
};

const caseOf = (id: string): ValidationCase => {
  const found = validationCases.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no case ${id} in the fixture`);
  return found;
};
const answersOf = (id: keyof typeof asked): readonly Answered[] => {
  const found = caseOf(id);
  const graph = smallGraphOf(found);
  if (graph === undefined) throw new Error(`case ${id} has no small graph`);
  return (asked[id] as Ask<unknown>)(found.expected, graph);
};

function exactly({ graph, entries }: Pick<Answered, 'graph' | 'entries'>, { of }: Question): number {
  const { outcomes } = exactAnswer(compileGraph(graph, entries));
  return outcomes.reduce((sum, { reached, probability }) => sum + probability * of(new Set(reached)), 0);
}

/** Means of the questions over worlds, and their standard errors. */
function simulated({ graph, entries, questions }: Answered): { mean: number; standardError: number }[] {
  const sets = Array.from({ length: WORLDS }, () => new Set(entries));
  let block = 0;
  const scenario = compileGraph(graph, entries);
  for (; block * 32 < WORLDS; block++) {
    runShard(scenario, seedOf(2026), { fromWorld: block * 32, toWorld: block * 32 + 32 }, (v, mask) => {
      for (let lane = 0; lane < 32; lane++) if ((mask >>> lane) & 1) sets[block * 32 + lane]?.add(v);
    });
  }
  return questions.map(({ of }) => {
    const values = sets.map(of);
    const mean = values.reduce((sum, value) => sum + value, 0) / WORLDS;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (WORLDS - 1);
    return { mean, standardError: Math.sqrt(variance / WORLDS) };
  });
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

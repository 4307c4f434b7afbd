import { exactAnswer } from '../../src/engine/exact.ts';
import {
  compileGraph,
  type SmallGraph,
  smallGraphOf,
  type ValidationCase,
  validationCases,
} from './validation-graphs.ts';

/** A random variable of the reached set (entry points included), and its expectation. */
export type Question = {
  readonly name: string;
  readonly of: (reached: ReadonlySet<number>) => number;
  readonly expected: number;
};
export type Answered = {
  readonly graph: SmallGraph;
  readonly entries: readonly number[];
  readonly questions: readonly Question[];
};

export const reach = (v: number, expected: number): Question => ({
  name: `node ${v}`,
  of: (reached) => (reached.has(v) ? 1 : 0),
  expected,
});
export const anyOf = (nodes: readonly number[], expected: number): Question => ({
  name: `any of ${nodes}`,
  of: (reached) => (nodes.some((v) => reached.has(v)) ? 1 : 0),
  expected,
});
export const spread = (expected: number): Question => ({ name: 'spread', of: (reached) => reached.size, expected });
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
export const without = ({ n, arcs }: SmallGraph, isGone: (u: number, v: number) => boolean): SmallGraph => ({
  n,
  arcs: arcs.filter(([u, v]) => !isGone(u, v)),
});

export const asked = {
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
export const elsewhere: Readonly<Record<string, string>> = {
  'cf-gw-depth': 'an infinite tree: its first generations below',
  'cf-reedfrost-100': '100 nodes: simulated below',
  'cf-er-transmit': 'a limit of large random graphs',
  'cf-3regular': 'a limit of large random graphs',
  'cf-bethe3-sub': 'an infinite lattice',
  'cf-config': 'a limit of large random graphs',
  'pub-spark-crewai': 'a star of any size: one of six workers below',
};

export const caseOf = (id: string): ValidationCase => {
  const found = validationCases.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no case ${id} in the fixture`);
  return found;
};
export const answersOf = (id: keyof typeof asked): readonly Answered[] => {
  const found = caseOf(id);
  const graph = smallGraphOf(found);
  if (graph === undefined) throw new Error(`case ${id} has no small graph`);
  return (asked[id] as Ask<unknown>)(found.expected, graph);
};

export function exactly({ graph, entries }: Pick<Answered, 'graph' | 'entries'>, { of }: Question): number {
  const { outcomes } = exactAnswer(compileGraph(graph, entries));
  return outcomes.reduce((sum, { reached, probability }) => sum + probability * of(new Set(reached)), 0);
}

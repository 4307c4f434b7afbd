import { chanceOf } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import type { RawGraph } from '../../src/compile/raw-arcs.ts';
import { RawGraphBuilder } from '../../src/compile/raw-builder.ts';
import { compileRaw, prepareRawGraph } from '../../src/compile/raw-graph.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import cases from '../fixtures/validation.json' with { type: 'json' };

/** A published or closed-form answer, with its source beside it in the fixture. */
export type ValidationCase = {
  readonly id: string;
  readonly kind: string;
  readonly graph: unknown;
  readonly model: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
};

export const validationCases: readonly ValidationCase[] = cases as unknown as readonly ValidationCase[];

/** Directed arcs over nodes 0 to n - 1, each with a probability. */
export type SmallGraph = { readonly n: number; readonly arcs: readonly (readonly [number, number, number])[] };

type WrittenGraph = {
  readonly n: number;
  readonly directed: boolean;
  readonly edges: readonly (readonly [number, number, number?])[];
};

/** An edge list of the fixture; undirected edges are read both ways. */
function written({ n, directed, edges }: WrittenGraph, p: number): SmallGraph {
  const along = edges.map(([u, v, own]) => [u, v, own ?? p] as const);
  return { n, arcs: directed ? along : bothWays(along) };
}

const bothWays = (arcs: SmallGraph['arcs']): SmallGraph['arcs'] =>
  arcs.flatMap(([u, v, p]): [number, number, number][] => [
    [u, v, p],
    [v, u, p],
  ]);

export function complete(n: number, p: number): SmallGraph {
  const nodes = Array.from({ length: n }, (_, v) => v);
  return {
    n,
    arcs: nodes.flatMap((u) => nodes.filter((v) => v !== u).map((v): [number, number, number] => [u, v, p])),
  };
}

/** Arcs away from the root, `depth` generations of two children each. */
export function binaryTree(depth: number, p: number): SmallGraph {
  const n = 2 ** (depth + 1) - 1;
  return { n, arcs: Array.from({ length: n - 1 }, (_, i) => [Math.floor(i / 2), i + 1, p]) };
}

/** Three columns of two, nodes 2 c and 2 c + 1 in column c: horizontal edges, and the vertical one of the middle. */
const threeColumns = (p: number): SmallGraph => ({
  n: 6,
  arcs: bothWays([
    [0, 2, p],
    [1, 3, p],
    [2, 4, p],
    [3, 5, p],
    [2, 3, p],
  ]),
});

const chainOf = (hops: number, p: number): SmallGraph => ({
  n: hops + 1,
  arcs: Array.from({ length: hops }, (_, i) => [i, i + 1, p]),
});

/** Graphs that the fixture gives in words. */
const inWords: Readonly<Record<string, (p: number) => SmallGraph>> = {
  'complete graph on 4 nodes, undirected': (p) => complete(4, p),
  'complete graph on 6 nodes, undirected': (p) => complete(6, p),
  'vertices 3 columns x 2 rows; all horizontal nearest-neighbour edges, vertical edges only in the middle column':
    threeColumns,
  'directed chain of 5 hops': (p) => chainOf(5, p),
};

/** The graph of a case, if it is one of at most 15 nodes. */
export function smallGraphOf({ graph, params }: ValidationCase): SmallGraph | undefined {
  const p = Number(params['p']);
  if (typeof graph === 'string') return inWords[graph]?.(p);
  const read = written(graph as WrittenGraph, p);
  return read.n <= 15 ? read : undefined;
}

/** Whether the case is about independent cascade, percolation, Reed-Frost or two-terminal reliability. */
export const isLiveEdge = ({ model }: ValidationCase): boolean =>
  /independent-cascade|percolation|Reed-Frost|two-terminal|\bIC\b/.test(model);

/** Raw scenario whose component v is node v. */
export function compileGraph({ n, arcs }: SmallGraph, entries: readonly number[]): CompiledScenario {
  return compileRaw(
    'validation',
    prepareRawGraph(smallRawGraph(n, arcs)),
    'independent-cascade',
    entries,
    defaultSettings,
  );
}

/** Nodes 0 to n - 1, with arcs or not. */
function smallRawGraph(n: number, arcs: SmallGraph['arcs']): RawGraph {
  const builder = new RawGraphBuilder();
  for (let v = 0; v < n; v++) builder.addNumberedNode(v);
  for (const [u, v, p] of arcs) builder.addNumbers(u, v, chanceOf(p), false);
  return builder.finish({ name: 'validation', probability: 'own', seed: 1 }).graph;
}

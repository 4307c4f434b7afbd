import { describe, expect, it } from 'vitest';
import { seedOf } from '../../../src/base/random.ts';
import { exactAnswer } from '../../../src/engine/exact.ts';
import { openSkip } from '../../../src/engine/skip/run-skip.ts';
import { prepareSkip, type SkipGraph } from '../../../src/engine/skip/skip-graph.ts';
import { answersOf, asked } from '../closed-form-answers.ts';
import { compileGraph, complete, type SmallGraph } from '../validation-graphs.ts';
import { kernelsOf, rawGraphOf } from './small-raw-graph.ts';

const WORLDS = 200_000;

const nodes = Array.from({ length: 8 }, (_, v) => v);
/** Every third pair of eight nodes, the i-th of them with a probability of its own. */
const mixed = (probability: (i: number) => number): SmallGraph => ({
  n: 8,
  arcs: nodes
    .flatMap((u) => nodes.filter((v) => v !== u).map((v) => [u, v] as const))
    .filter(([u, v]) => (u + 2 * v) % 3 !== 0)
    .map(([u, v], i) => [u, v, probability(i)]),
});

/** Each way of drawing: one probability; few; more than 32 different ones. */
const graphs: readonly (readonly [name: string, kind: SkipGraph['levels']['kind'], SmallGraph])[] = [
  ['one small probability', 'one', complete(8, 0.02)],
  ['one large probability', 'one', complete(6, 0.6)],
  ['few probabilities, parallel arcs', 'few', mixedParallel()],
  ['many probabilities', 'powers', mixed((i) => ((i * 37) % 41) / 45 + 0.003)],
];

function mixedParallel(): SmallGraph {
  const graph = mixed((i) => [0.9, 0.02, 0.15, 0.4][i % 4] as number);
  return { n: 8, arcs: [...graph.arcs.slice(0, 30), ...graph.arcs.slice(0, 6)] };
}

const published = (Object.keys(asked) as (keyof typeof asked)[]).flatMap((id) =>
  answersOf(id).map(({ graph, entries }, i) => ({ name: `${id} ${i}`, graph, entries })),
);

/** Probability of each node and of each number reached besides the entries. */
function truth(graph: SmallGraph, entries: readonly number[]) {
  const reach = new Float64Array(graph.n);
  const size = new Float64Array(graph.n - entries.length + 1);
  for (const { reached, probability } of exactAnswer(compileGraph(graph, entries)).outcomes) {
    for (const v of reached) reach[v]! += probability;
    size[reached.length - entries.length]! += probability;
  }
  return { reach, size };
}

function checkAgainstTruth(graph: SmallGraph, entries: readonly number[]): void {
  const raw = rawGraphOf(graph);
  const { tally } = openSkip(
    prepareSkip(raw),
    { name: 'independent-cascade' },
    entries,
    kernelsOf(raw),
  )(seedOf(7), { fromWorld: 0, toWorld: WORLDS });
  const { reach, size } = truth(graph, entries);
  const clip = (p: number): number => Math.min(1, Math.max(0, p));
  const asks = { worlds: WORLDS, errors: 4.5 };
  for (const [v, p] of reach.entries())
    expect(tally.reached[v]! / WORLDS, `node ${v}`).toBeWithinStandardErrors(clip(p), asks);
  for (const [k, p] of size.entries()) {
    expect(tally.histograms.reached[0]![k]! / WORLDS, `size ${k}`).toBeWithinStandardErrors(clip(p), asks);
  }
  checkVariance([...size], tally.histograms.reached[0] as Uint32Array);
}

/** Of the number reached: masks that are right arc by arc can still have the wrong one. */
function checkVariance(size: readonly number[], found: Uint32Array): void {
  const moment = (of: (k: number) => number): number => size.reduce((sum, p, k) => sum + p * of(k), 0);
  const mean = moment((k) => k);
  const variance = moment((k) => (k - mean) ** 2);
  const fourth = moment((k) => (k - mean) ** 4);
  const measured = found.reduce((sum, worlds, k) => sum + worlds * (k - mean) ** 2, 0) / WORLDS;
  const standardError = Math.sqrt(Math.max(0, fourth - variance ** 2) / WORLDS);
  expect(measured, 'variance').toBeWithinStandardErrorsOf(variance, {
    standardError: standardError + 1e-9,
    errors: 4.5,
  });
}

describe('independent cascade by gaps reaches whom the exact answer says, as often and as many: 4.5 standard errors', () => {
  it.each(graphs)('with %s', (_name, kind, graph) => {
    expect(prepareSkip(rawGraphOf(graph)).levels.kind).toBe(kind);
    checkAgainstTruth(graph, [0]);
    checkAgainstTruth(graph, [2, 5]);
  });

  it.each(published)('in the published case $name', ({ graph, entries }) => checkAgainstTruth(graph, entries));
});

it('draws one entry for each world, all alike', () => {
  const raw = rawGraphOf({ n: 7, arcs: [] });
  const { tally } = openSkip(
    prepareSkip(raw),
    { name: 'independent-cascade' },
    'random',
    kernelsOf(raw),
  )(seedOf(1), { fromWorld: 0, toWorld: WORLDS });
  for (const worlds of tally.reached) {
    expect(worlds / WORLDS).toBeWithinStandardErrors(1 / 7, { worlds: WORLDS, errors: 4.5 });
  }
});

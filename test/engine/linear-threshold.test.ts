import { describe, expect, it } from 'vitest';
import { overfullCount } from '../../src/engine/overfull.ts';
import { known } from '../../src/graph/belief.ts';
import { scaledWeights } from '../../src/run/scaled-weights.ts';
import { chosenArcs, type ReachedSet, reachedSets, thresholdProcess } from '../oracles/live-edge-sets.ts';
import { caseOf } from './closed-form-answers.ts';
import { agentsOn, exactMoments, knot, line, sampled } from './small-graphs.ts';
import { MANY, runSmall, type SmallSystem } from './small-system.ts';
import { complete, type SmallGraph, smallGraphOf } from './validation-graphs.ts';

const WORLDS = 64_000;
const sortedSets = (sets: readonly ReachedSet[]): [string, number][] =>
  sets
    .map(({ reached, probability }): [string, number] => [reached.join(), probability])
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Node 3 is full, node 4 more than full: 0.6 + 0.9 + 0.5. */
const full: SmallGraph = {
  n: 5,
  arcs: [
    [0, 1, 0.7],
    [0, 2, 0.4],
    [1, 3, 0.6],
    [2, 3, 0.4],
    [1, 4, 0.6],
    [2, 4, 0.9],
    [3, 4, 0.5],
  ],
};

describe('linear threshold', () => {
  const fixture = smallGraphOf(caseOf('cf-lt-liveedge')) as SmallGraph;
  const graphs = [
    ['the published graph', fixture, [0]],
    ['a knot', knot, [0]],
    ['a line from both ends', line, [0, 3]],
    ['weights that sum to more than 1', full, [0]],
    ['four that all reach each other', complete(4, 0.3), [1, 2]],
  ] as const;

  it.each(graphs)('is the live-edge model and the threshold process alike, on %s', (_, graph, entries) => {
    const exact = reachedSets(graph, entries, chosenArcs(graph));
    const [ours, theirs] = [sortedSets(exact), sortedSets(thresholdProcess(graph, entries))];
    expect(theirs.map(([set]) => set)).toEqual(ours.map(([set]) => set));
    for (const [i, [, probability]] of ours.entries()) expect(theirs[i]?.[1]).toBeCloseTo(probability, 12);

    const moments = exactMoments(exact, entries);
    const { tally, mean, variance, betweenBlocks } = sampled(agentsOn(graph, entries, 'linear-threshold'), WORLDS);
    const within = (value: number, expected: number, squared: number, samples: number): void => {
      expect(value).toBeWithinStandardErrorsOf(expected, { standardError: Math.sqrt(squared / samples), errors: 4 });
    };
    within(mean, moments.mean, moments.variance, WORLDS);
    within(variance, moments.variance, moments.fourth - moments.variance ** 2, WORLDS);
    const excess = (moments.fourth - 3 * moments.variance ** 2) / 32;
    within(betweenBlocks, moments.variance, excess + 2 * moments.variance ** 2, WORLDS / 32);
    for (let v = 0; v < graph.n; v++) {
      const p = exact.reduce((sum, { reached, probability }) => sum + (reached.includes(v) ? probability : 0), 0);
      expect((tally.reached[v] as number) / WORLDS).toBeWithinStandardErrors(Math.min(1, p), {
        worlds: WORLDS,
        errors: 4,
      });
    }
  });

  it('cf-lt-liveedge: has the published marginals', () => {
    const { node, spread } = caseOf('cf-lt-liveedge').expected as { node: number[]; spread: number };
    const exact = reachedSets(fixture, [0], chosenArcs(fixture));
    const marginal = node.map((_, v) =>
      exact.reduce((sum, { reached, probability }) => sum + (reached.includes(v) ? probability : 0), 0),
    );
    for (const [v, p] of node.entries()) expect(marginal[v]).toBeCloseTo(p, 6);
    expect(marginal.reduce((sum, p) => sum + p, 0)).toBeCloseTo(spread, 6);
  });

  it('falls for certain once all that presses on it has fallen, if the weights are full', () => {
    const { tally } = sampled(agentsOn(full, [0, 1, 2, 3], 'linear-threshold'), WORLDS);
    expect(tally.reached[4]).toBe(WORLDS);
    const shares: SmallGraph = { n: 8, arcs: [1, 2, 3, 4, 5, 6, 7].map((u) => [u, 0, 1 / 7]) };
    const seventh = sampled(agentsOn(shares, [1, 2, 3, 4, 5, 6, 7], 'linear-threshold'), 32_000);
    expect(seventh.tally.reached[0]).toBe(32_000);
  });

  it('lets a control stop an arc that was chosen, by a draw of its own', () => {
    const guarded: SmallSystem = {
      components: {
        a: 'agent',
        b: 'agent',
        gate: { kind: 'control', guards: [{ on: { component: 'b' }, effectiveness: known(0.25) }] },
      },
      relations: [['a', 'delegates', 'b', { p: 0.6 }]],
      entry: ['a'],
      channels: [['communication-poisoning', 'guards', 'against', 0]],
      model: 'linear-threshold',
    };
    expect(runSmall(guarded, MANY).reach('b')).toBeWithinStandardErrors(0.6 * 0.75, { worlds: MANY, errors: 4 });
    const entered = runSmall({ ...guarded, entry: ['a', 'gate'] }, MANY);
    expect(entered.reach('b')).toBeWithinStandardErrors(0.6, { worlds: MANY, errors: 4 });
  });

  it('says once how many components had their weights scaled, and not of weights that sum to 1', () => {
    const [more, one] = [agentsOn(full, [0], 'linear-threshold'), agentsOn(knot, [0], 'linear-threshold')];
    expect(overfullCount(more)).toBe(1);
    expect(overfullCount(one)).toBe(0);
    const sevenths: SmallGraph = { n: 8, arcs: [1, 2, 3, 4, 5, 6, 7].map((u) => [u, 0, 1 / 7]) };
    expect(overfullCount(agentsOn(sevenths, [1], 'linear-threshold'))).toBe(0);
    expect(scaledWeights([more, more])).toEqual([
      'linear-threshold: the weights into 1 component sum to more than 1, and are scaled down to sum to 1.',
    ]);
    expect(scaledWeights([more, one])[0]).toContain('into up to 1 component sum');
    expect(scaledWeights([one, agentsOn(full, [0], 'independent-cascade')])).toEqual([]);
  });
});

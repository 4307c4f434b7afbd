import { describe, expect, it } from 'vitest';
import { exactAnswer } from '../../src/engine/exact.ts';
import { known } from '../../src/graph/belief.ts';
import { epidemics } from '../../src/graph/propagation-model.ts';
import { type ChainState, epidemicChain, expectation } from '../oracles/epidemic-chain.ts';
import { arcsOfDuration, reachedSets } from '../oracles/live-edge-sets.ts';
import { caseOf } from './closed-form-answers.ts';
import { agentsOn, exactMoments, knot, line, sampled } from './small-graphs.ts';
import { MANY, runSmall, type SmallSystem } from './small-system.ts';
import { complete, type SmallGraph } from './validation-graphs.ts';

const names = Object.keys(epidemics) as (keyof typeof epidemics)[];
const WORLDS = 64_000;

const rates = (recovery: number, incubation = 0.5) => ({ recovery: known(recovery), incubation: known(incubation) });

describe.each(names)('%s is the Markov chain of its definition', (model) => {
  const graphs = [
    ['a knot', knot, [0], 6],
    ['a knot, later', knot, [0], 25],
    ['a line from both ends', line, [0, 3], 9],
    ['four that all reach each other', complete(4, 0.2), [1], 12],
  ] as const;

  it.each(graphs)('on %s', (_, graph, entries, horizonRounds) => {
    const [recovery, incubation] = [0.3, 0.4];
    const rounds = epidemicChain({ graph, model, entries, recovery, incubation, rounds: horizonRounds });
    const scenario = agentsOn(graph, entries, model, { ...rates(recovery, incubation), horizonRounds });
    const { tally, mean, variance, betweenBlocks } = sampled(scenario, WORLDS);
    const last = rounds.at(-1) as ChainState[];
    const exact = exactMoments(last, entries);
    const others = (nodes: readonly number[]): number => nodes.filter((v) => !entries.includes(v as never)).length;
    const within = (value: number, expected: number, standardError: number): void => {
      expect(value).toBeWithinStandardErrorsOf(expected, { standardError, errors: 4 });
    };

    within(mean, exact.mean, Math.sqrt(exact.variance / WORLDS));
    within(variance, exact.variance, Math.sqrt((exact.fourth - exact.variance ** 2) / WORLDS));
    // The variance of a sample variance, for means of 32 independent worlds.
    const excess = (exact.fourth - 3 * exact.variance ** 2) / 32;
    within(betweenBlocks, exact.variance, Math.sqrt((excess + 2 * exact.variance ** 2) / (WORLDS / 32)));

    for (let v = 0; v < graph.n; v++) {
      const p = expectation(last, ({ reached }) => (reached.includes(v) ? 1 : 0));
      expect((tally.reached[v] as number) / WORLDS).toBeWithinStandardErrors(Math.min(1, p), {
        worlds: WORLDS,
        errors: 4,
      });
    }
    for (const [round, states] of rounds.entries()) {
      const reachedBy = (tally.hits[0] as number[]).slice(0, round + 1).reduce((sum, hits) => sum + hits, 0);
      const { mean, variance } = exactMoments(states, entries);
      within(reachedBy / WORLDS, mean, Math.sqrt(variance / WORLDS));
    }
    const isOver = ({ infectious, exposed }: ChainState): boolean => infectious.length + exposed.length === 0;
    const extinct = expectation(last, (state) => (isOver(state) ? 1 : 0));
    expect((tally.extinct[0] as number) / WORLDS).toBeWithinStandardErrors(extinct, { worlds: WORLDS, errors: 4 });
    const dwell = rounds.slice(1).reduce((sum, states) => sum + expectation(states, (s) => others(s.infectious)), 0);
    // A world's dwell lies between 0 and that of all others for all rounds.
    const spread = ((graph.n - entries.length) * horizonRounds) / 2;
    within((tally.dwell[0] as number) / WORLDS, dwell, spread / Math.sqrt(WORLDS));
  });
});

describe('si', () => {
  /** Mean round in which everybody is reached, and the share of worlds in which that is so by round t. */
  const timeToAll = (graph: SmallGraph, worlds: number) => {
    const scenario = agentsOn(graph, [0], 'si', { horizonRounds: 2000 });
    const { tally } = sampled(scenario, worlds);
    const last = graph.n - 1;
    const doneIn = (tally.changes ?? []).map((row) => row[last] as number);
    expect(doneIn.reduce((sum, count) => sum + count, 0)).toBe(worlds);
    const mean = doneIn.reduce((sum, count, round) => sum + count * round, 0) / worlds;
    const variance = doneIn.reduce((sum, count, round) => sum + count * (round - mean) ** 2, 0) / (worlds - 1);
    const by = (t: number): number => doneIn.slice(0, t + 1).reduce((sum, count) => sum + count, 0) / worlds;
    return { mean, standardError: Math.sqrt(variance / worlds), by };
  };

  it('cf-si-path: five hops take 12.5 rounds at 0.4 each, and all are done by round 10 in 37 %', () => {
    const { time, by10 } = caseOf('cf-si-path').expected as { time: number; by10: number };
    const path: SmallGraph = { n: 6, arcs: [0, 1, 2, 3, 4].map((v) => [v, v + 1, 0.4]) };
    const { mean, standardError, by } = timeToAll(path, WORLDS);
    expect(mean).toBeWithinStandardErrorsOf(time, { standardError, errors: 4 });
    expect(by(10)).toBeWithinStandardErrors(by10, { worlds: WORLDS, errors: 4 });
  });

  it('cf-si-star: the last of eight leaves falls after the maximum of eight geometric times', () => {
    const star: SmallGraph = { n: 9, arcs: [1, 2, 3, 4, 5, 6, 7, 8].map((v) => [0, v, 0.3]) };
    const { mean, standardError } = timeToAll(star, WORLDS);
    expect(mean).toBeWithinStandardErrorsOf(caseOf('cf-si-star').expected as number, { standardError, errors: 4 });
  });

  it('cf-si-K10: the chain binomial of ten that all meet', () => {
    const { mean, standardError } = timeToAll(complete(10, 0.1), WORLDS);
    expect(mean).toBeWithinStandardErrorsOf(caseOf('cf-si-K10').expected as number, { standardError, errors: 4 });
  });

  it('counts the rounds that are left once everybody has fallen', () => {
    const { dwell, alive, tally } = runSmall({ ...chainOfThree, model: 'si', settings: { horizonRounds: 40 } });
    // b from round 1 on, c from round 2 on.
    expect(dwell).toBe(40 + 39);
    expect(alive).toBe(1);
    expect(tally.growing).toBe(0);
  });

  it('grows late if nobody was reached before the last fifth of the rounds', () => {
    const late = { ...chainOfThree, model: 'si', settings: { horizonRounds: 2 } } as const;
    expect(runSmall(late).tally.growing).toBe(32);
  });
});

const chainOfThree: SmallSystem = {
  components: { a: 'agent', b: { kind: 'agent', latencyRounds: 3 }, c: 'agent' },
  relations: [
    ['a', 'delegates', 'b'],
    ['b', 'delegates', 'c'],
  ],
  entry: ['a'],
};

describe('sis', () => {
  it('infects again whoever recovered, and counts a component once', () => {
    const pair: SmallSystem = {
      components: { a: 'agent', b: 'agent' },
      relations: [['a', 'delegates', 'b', { p: 1, back: 1 }]],
      entry: ['a'],
      channels: [['communication-poisoning', 'delegates', 'against', 1]],
      model: 'sis',
      settings: { ...rates(1), horizonRounds: 10 },
    };
    // a, b, a, b ...: each infects the other and recovers in the same round.
    const { dwell, reachedIn, alive, reach } = runSmall(pair);
    expect(reach('b')).toBe(1);
    expect(reachedIn('b')).toEqual([0, 1]);
    expect(dwell).toBe(5);
    expect(alive).toBe(1);
  });

  it('is si where nobody recovers', () => {
    const [sis, si] = (['sis', 'si'] as const).map((model) =>
      sampled(agentsOn(knot, [0], model, { ...rates(0), horizonRounds: 30 }), 3200),
    );
    expect(sis?.tally).toEqual(si?.tally);
  });

  it('dies out early below its threshold and holds on above it', () => {
    const extinctAt = (p: number): number => {
      const scenario = agentsOn(complete(10, p), [0], 'sis', { ...rates(0.5), horizonRounds: 60 });
      return (sampled(scenario, 3200).tally.extinct[0] as number) / 3200;
    };
    // Nine neighbours, two rounds each: the threshold lies near p = 1/18.
    expect(extinctAt(0.02)).toBeGreaterThan(0.99);
    expect(extinctAt(0.2)).toBeLessThan(0.2);
  });
});

describe('sir', () => {
  it.each([
    ['a knot', knot, [0], 0.3],
    ['a line from both ends', line, [0, 3], 0.6],
    ['four that all reach each other', complete(4, 0.2), [1], 0.25],
  ] as const)('in the end reaches what percolation by durations reaches, on %s', (_, graph, entries, recovery) => {
    const sets = reachedSets(graph, entries, arcsOfDuration(graph, recovery));
    const chain = { graph, model: 'sir', entries, recovery, incubation: 0, rounds: 120 } as const;
    const end = exactMoments(epidemicChain(chain).at(-1) as ChainState[], entries);
    const exact = exactMoments(sets, entries);
    expect(exact.mean).toBeCloseTo(end.mean, 9);
    expect(exact.variance).toBeCloseTo(end.variance, 9);
    const scenario = agentsOn(graph, entries, 'sir', { ...rates(recovery), horizonRounds: 10_000 });
    const { tally, mean, variance } = sampled(scenario, WORLDS);
    expect(tally.extinct[0]).toBe(WORLDS);
    const standardError = Math.sqrt(exact.variance / WORLDS);
    expect(mean).toBeWithinStandardErrorsOf(exact.mean, { standardError, errors: 4 });
    expect(variance).toBeWithinStandardErrorsOf(exact.variance, {
      standardError: Math.sqrt((exact.fourth - exact.variance ** 2) / WORLDS),
      errors: 4,
    });
  });

  it('passes one arc with p / (1 - (1 - p)(1 - recovery)), and is infectious for 1 / recovery rounds', () => {
    const [p, recovery] = [0.1, 0.2];
    const pair: SmallGraph = { n: 2, arcs: [[0, 1, p]] };
    const { tally } = sampled(agentsOn(pair, [0], 'sir', { ...rates(recovery), horizonRounds: 10_000 }), WORLDS);
    const passes = p / (1 - (1 - p) * (1 - recovery));
    expect((tally.reached[1] as number) / WORLDS).toBeWithinStandardErrors(passes, { worlds: WORLDS, errors: 4 });
    const rounds = (tally.dwell[0] as number) / (tally.reached[1] as number);
    const standardError = Math.sqrt((1 - recovery) / recovery ** 2 / (passes * WORLDS));
    expect(rounds).toBeWithinStandardErrorsOf(1 / recovery, { standardError, errors: 4 });
  });

  it('is independent cascade where everybody recovers after one round', () => {
    const { mean, variance } = sampled(agentsOn(knot, [0], 'sir', { ...rates(1), horizonRounds: 10 }), WORLDS);
    const exact = exactMoments(exactAnswer(agentsOn(knot, [0], 'exact')).outcomes, [0]);
    expect(mean).toBeWithinStandardErrorsOf(exact.mean, {
      standardError: Math.sqrt(exact.variance / WORLDS),
      errors: 4,
    });
    const standardError = Math.sqrt((exact.fourth - exact.variance ** 2) / WORLDS);
    expect(variance).toBeWithinStandardErrorsOf(exact.variance, { standardError, errors: 4 });
  });

  it('cf-sir-final: an outbreak among 120 that all meet ends near z = 1 - exp(-R0 z)', () => {
    const [z] = caseOf('cf-sir-final').expected as [number];
    const [n, recovery, r0] = [120, 0.5, 2];
    // Over D rounds an arc passes with p / (1 - (1 - p)(1 - recovery)) = R0 / n.
    const t = r0 / n;
    const p = (t * recovery) / (1 - t * (1 - recovery));
    const settings = { ...rates(recovery), horizonRounds: 10_000 };
    const { tally } = sampled(agentsOn(complete(n, p), [0], 'sir', settings), 256);
    const sizes = [...(tally.histograms.reached[0] as Uint32Array)];
    const large = sizes.map((count, size) => (size > 0.3 * n ? count : 0));
    const outbreaks = large.reduce((sum, count) => sum + count, 0);
    const mean = large.reduce((sum, count, size) => sum + count * size, 0) / outbreaks / n;
    expect(outbreaks).toBeGreaterThan(100);
    expect(Math.abs(mean - z)).toBeLessThan(0.02);
  });
});

describe('seir', () => {
  it('holds the exposed for exactly their own latency; the other epidemics know no latency', () => {
    const timed = (model: 'seir' | 'sir' | 'sis' | 'si') =>
      runSmall({ ...chainOfThree, model, settings: { ...rates(0, 1), horizonRounds: 20 } }).reachedIn;
    // b is exposed at the end of 1, infectious at the end of 1 + 3, and takes c in round 5.
    expect(timed('seir')('b').indexOf(1)).toBe(1);
    expect(timed('seir')('c').indexOf(1)).toBe(5);
    for (const model of ['sir', 'sis', 'si'] as const) expect(timed(model)('c').indexOf(1)).toBe(2);
  });

  it('counts the exposed as reached and alive, and not as dwelling', () => {
    const { reach, dwell, alive } = runSmall({
      ...chainOfThree,
      model: 'seir',
      settings: { ...rates(1), horizonRounds: 3 },
    });
    expect(reach('b')).toBe(1);
    expect(alive).toBe(1);
    expect(dwell).toBe(0);
  });

  it('waits a geometric time where there is no latency', () => {
    const components = { a: 'agent', b: 'agent', c: 'agent' } as const;
    const system = { ...chainOfThree, components, model: 'seir', settings: { ...rates(0, 0.3), horizonRounds: 60 } };
    const { reachedIn } = runSmall(system as SmallSystem, MANY);
    // Exposed at the end of 1; infectious at the end of 1 + k, and takes c in 2 + k, with 0.3 · 0.7^(k - 1).
    for (const k of [1, 2, 5]) {
      expect(reachedIn('c')[2 + k]).toBeWithinStandardErrors(0.3 * 0.7 ** (k - 1), { worlds: MANY, errors: 4 });
    }
  });
});

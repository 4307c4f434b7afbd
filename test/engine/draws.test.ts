import { describe, expect, it } from 'vitest';
import { purposes, seedOf, uniform32 } from '../../src/base/random.ts';
import { BlockDraws } from '../../src/engine/draws.ts';
import { prepareRealise } from '../../src/engine/realise.ts';
import { known } from '../../src/graph/belief.ts';
import { compileSmall } from './small-system.ts';

const seed = seedOf(8);
/** A hop of probability p behind a control of effectiveness e. */
const hop = (p: number, e: number) =>
  compileSmall({
    components: {
      a: 'agent',
      b: 'agent',
      k: { kind: 'control', guards: [{ on: { component: 'b' }, effectiveness: known(e) }] },
    },
    relations: [['a', 'delegates', 'b', { p }]],
    entry: ['a'],
  }).compiled;
const drawsOf = (scenario: ReturnType<typeof hop>): BlockDraws => {
  const draws = new BlockDraws(scenario, seed, prepareRealise(scenario, seed)(0));
  draws.enter(0, prepareRealise(scenario, seed)(0));
  return draws;
};
const bit = (mask: number, lane: number): number => (mask >>> lane) & 1;

describe('a draw of a block', () => {
  it.each([0, 7, 31])('passes world %s exactly if its uniform is below the probability', (lane) => {
    const { arcs } = hop(0.5, 0.5);
    const uniform = uniform32(seed, 0, lane, arcs.keyLow[0] as number, arcs.keyHigh[0] as number, purposes.pass, 0);
    expect(bit(drawsOf(hop(uniform / 2 ** 32, 0.5)).arc(0, 0), lane)).toBe(0);
    expect(bit(drawsOf(hop((uniform + 1) / 2 ** 32, 0.5)).arc(0, 0), lane)).toBe(1);
  });

  it('is none of all worlds at probability 0, and all of them at 1', () => {
    expect(drawsOf(hop(1, 0)).arc(0, 0)).toBe(-1);
    expect(drawsOf(hop(1, 0)).guard(0, 0, false)).toBe(-1);
    expect(drawsOf(hop(1, 1)).guard(0, 0, false)).toBe(0);
    expect(drawsOf(hop(1e-11, 1)).arc(0, 0)).toBe(0);
  });

  it('is remembered for the world and made anew for each round and block', () => {
    const draws = drawsOf(hop(0.5, 0.5));
    const first = draws.arc(0, 0);
    const thresholds = prepareRealise(hop(0.5, 0.5), seed)(1);
    expect(new Set([draws.arc(0, 1), draws.arc(0, 2), draws.arc(0, 0)]).size).toBe(3);
    draws.enter(1, thresholds);
    expect(draws.arc(0, 0)).not.toBe(first);
    draws.enter(0, thresholds);
    expect(draws.arc(0, 0)).toBe(first);
  });
});

import { type Purpose, purposes, type Seed, uniform32 } from '../../src/base/random.ts';
import { type CompiledScenario, NONE } from '../../src/compile/compiled.ts';
import { prepareRealise, type Thresholds } from '../../src/engine/realise.ts';

/** One named draw of one world, said in words: a uniform and what it has to be below. */
export type WorldDraws = {
  readonly thresholds: Thresholds;
  /** 32 bits. */
  readonly uniform: (key: Key, purpose: Purpose, round: number) => number;
  /** The uniform of (world, identity, purpose, round) is below the threshold. */
  readonly isBelow: (key: Key, purpose: Purpose, round: number, threshold: number) => boolean;
  /** The arc's uniform, own or common, is below its base probability. */
  readonly arcPasses: (arc: number, round: number) => boolean;
  /** The arc used the uniform that all arcs of (model, class) share. */
  readonly usesCommonCause: (arc: number) => boolean;
};

type Key = { readonly low: number; readonly high: number };

export const keyAt = (low: Uint32Array, high: Uint32Array, position: number): Key => ({
  low: low[position] as number,
  high: high[position] as number,
});

/** Draws of single worlds, one lane at a time. */
export function worldDraws(scenario: CompiledScenario, seed: Seed): (world: number) => WorldDraws {
  const realise = prepareRealise(scenario, seed);
  return (world) => {
    const block = Math.floor(world / 32);
    const thresholds = realise(block);
    const uniform: WorldDraws['uniform'] = ({ low, high }, purpose, round) =>
      uniform32(seed, block, world % 32, low, high, purpose, round);
    const isBelow: WorldDraws['isBelow'] = (key, purpose, round, threshold) => uniform(key, purpose, round) < threshold;
    const { arcs } = scenario;
    const arcKey = (arc: number): Key => keyAt(arcs.keyLow, arcs.keyHigh, arc);
    const usesCommonCause = (arc: number): boolean =>
      arcs.shared[arc] !== NONE && isBelow(arcKey(arc), purposes.coin, 0, thresholds.coin[0] as number);
    const arcPasses = (arc: number, round: number): boolean => {
      const base = thresholds.arc[arc] as number;
      if (!usesCommonCause(arc)) return isBelow(arcKey(arc), purposes.pass, round, base);
      const common = keyAt(arcs.sharedLow, arcs.sharedHigh, arcs.shared[arc] as number);
      return isBelow(common, purposes.shared, round, base);
    };
    return { thresholds, uniform, isBelow, arcPasses, usesCommonCause };
  };
}

/** The entry points of a world; drawn, they are among those that are there from the start. */
export function entriesOfWorld({ entry, components, slots }: CompiledScenario, seed: Seed, world: number): number[] {
  if (entry !== 'random') return [...entry];
  const there = [...Array(components.count).keys()].filter((v) => !slots.slot.includes(v));
  const u = uniform32(seed, Math.floor(world / 32), world % 32, 0, 0, purposes.entry, 0);
  return [there[Math.floor((u / 2 ** 32) * there.length)] as number];
}

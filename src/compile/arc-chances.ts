import { chanceOf, purposes, seedOf, word } from '../base/random.ts';
import { sortParallel } from './arc-order.ts';
import { rawArcKeys } from './raw-arc-keys.ts';
import type { NodeNames } from './raw-arcs.ts';

/**
 * What sets the probabilities of arcs: one in (0, 1] for all; 1 / in-degree of the target; or, for each arc by a draw of
 * its own, one of 0.1, 0.01 and 0.001 (Chen, Wang, Yang: Efficient influence maximization in social networks, KDD 2009).
 */
export type ArcProbability = number | 'weighted-cascade' | 'trivalency';

type Arcs = {
  readonly nodes: NodeNames;
  readonly offsets: Uint32Array;
  readonly target: Uint32Array;
  /** m, unless one probability is set for all; changed in place. */
  readonly chance: Uint32Array | null;
};

/** @returns what {@link RawGraph} has as `chance` */
export function setChances(
  { nodes, offsets, target, chance }: Arcs,
  probability: ArcProbability | 'own',
  seed: number,
): Uint32Array | number {
  if (typeof probability === 'number') return chanceOf(probability);
  if (chance === null) throw new Error(`${probability} needs a chance per arc`);
  if (probability === 'weighted-cascade') weightedCascade(nodes.count, target, chance);
  if (probability === 'trivalency') {
    trivalency({ nodes, offsets, target }, chance, seed);
    sortParallel(nodes.count, offsets, target, chance);
  }
  return chance;
}

function weightedCascade(nodes: number, target: Uint32Array, chance: Uint32Array): void {
  const chances = new Uint32Array(nodes);
  for (let arc = 0; arc < target.length; arc++) (chances[target[arc] as number] as number)++;
  for (let v = 0; v < nodes; v++) chances[v] = chanceOf(1 / (chances[v] as number));
  for (let arc = 0; arc < target.length; arc++) chance[arc] = chances[target[arc] as number] as number;
}

const three = [chanceOf(0.1), chanceOf(0.01), chanceOf(0.001)] as const;

function trivalency(arcs: Omit<Arcs, 'chance'>, chance: Uint32Array, seed: number): void {
  const { low, high } = rawArcKeys({ ...arcs, memory: null });
  const key = seedOf(seed);
  for (let arc = 0; arc < chance.length; arc++) {
    const uniform = word(key, 0, low[arc] as number, high[arc] as number, purposes.trivalency, 0, 0);
    chance[arc] = three[Math.floor((uniform * 3) / 2 ** 32)] as number;
  }
}

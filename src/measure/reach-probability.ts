import { type Bounds, wilson } from '../base/intervals.ts';
import type { Tally } from '../engine/tally.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { blockReached, effectiveWorldsOfShare } from './blocks.ts';
import type { Reach } from './results.ts';

/** Components by id, with the indexes of their replicas. */
export type ReplicaIndexes = ReadonlyMap<string, readonly number[]>;

/** Share of worlds in which each component was reached, by id; replicas are one row. */
export function reachProbabilities(
  tally: Tally,
  replicas: ReplicaIndexes,
  entries: ReadonlySet<string>,
  confidence = 0.95,
): Reach[] {
  return [...replicas]
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([id, indexes]) => ({
      id,
      ...reachProbability(tally, indexes, confidence),
      ...(entries.has(id) && { entry: true as const }),
    }));
}

/**
 * Mean over replicas of the share of worlds in which they were reached. The interval is Wilson's for one
 * replica's number of worlds, as if replicas always fell together: too wide if they do not. Uncertain
 * inputs: with the smallest effective number of worlds of the replicas. A component that every world starts from is certain.
 */
export function reachProbability(
  tally: Tally,
  replicas: readonly number[],
  confidence = 0.95,
): { p: number; ci95: Bounds } {
  const { worlds } = tally;
  let count = 0;
  let effective = worlds;
  for (const index of replicas) {
    const reached = tally.reached[index] as number;
    count += reached;
    effective = Math.min(effective, effectiveWorldsOfShare(reached, worlds, blockReached(tally, index)));
  }
  const trials = worlds * replicas.length;
  const p = trials === 0 ? 0 : count / trials;
  return { p, ci95: wilson(p, effective, confidence) };
}

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
  return reachRows(replicas, entries, (indexes) => reachProbability(tally, indexes, confidence));
}

/** The same for a model whose only world is certain (`worst-case`): every interval is a point. */
export const certainReach = (tally: Tally, replicas: ReplicaIndexes, entries: ReadonlySet<string>): Reach[] =>
  reachRows(replicas, entries, (indexes) => {
    const { p } = reachProbability(tally, indexes);
    return { p, ci95: [p, p] };
  });

/**
 * Mean over replicas of the share of worlds in which they were reached. The interval is Wilson's for one
 * replica's number of worlds, as if replicas always fell together: too wide if they do not. With uncertain
 * inputs the smallest effective number of worlds among the replicas counts.
 */
export function reachProbability(
  tally: Tally,
  replicas: readonly number[],
  confidence = 0.95,
): { readonly p: number; readonly ci95: Bounds } {
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

function reachRows(
  replicas: ReplicaIndexes,
  entries: ReadonlySet<string>,
  reachOf: (indexes: readonly number[]) => Pick<Reach, 'p' | 'ci95'>,
): Reach[] {
  return [...replicas]
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([id, indexes]) => rowOf(id, reachOf(indexes), entries.has(id)));
}

/** An entry point that every world starts from is certain; a group of which one replica is the entry is not. */
function rowOf(id: string, { p, ci95 }: Pick<Reach, 'p' | 'ci95'>, isEntry: boolean): Reach {
  if (!isEntry) return { id, p, ci95 };
  return { id, p, ci95: p === 1 ? [1, 1] : ci95, entry: true };
}

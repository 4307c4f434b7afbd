import type { Tally } from '../engine/tally.ts';
import type { BlastRadius } from './results.ts';

/** Mean number of the scope's components reached by the end of each round, from round 0; all scopes are equally long. */
export function curveOf(tally: Tally, scope: number): number[] {
  const hits = tally.hits[scope] ?? [];
  let reached = 0;
  return Array.from({ length: rounds(tally.hits) }, (_, round) => {
    reached += hits[round] ?? 0;
    return tally.worlds === 0 ? 0 : reached / tally.worlds;
  });
}

/**
 * Share of worlds in which the scope was reached at all, and the least round by which half of those worlds
 * had been (null if there is none).
 */
export function firstHit(tally: Tally, scope: number, touchedWorlds: number): BlastRadius['firstHit'] {
  const firstHits = tally.firstHits[scope] ?? [];
  let hit = 0;
  const medianRound = firstHits.findIndex((worlds) => {
    hit += worlds;
    return hit > 0 && hit * 2 >= touchedWorlds;
  });
  return {
    p: tally.worlds === 0 ? 0 : touchedWorlds / tally.worlds,
    medianRound: medianRound < 0 ? null : medianRound,
  };
}

/** Thousandths of the worlds; pairs of ends of the middle 95, 80 and 50 %. */
export const bandPoints = [25, 100, 250, 750, 900, 975] as const;

/** [round]: 2.5, 10, 25, 75, 90 and 97.5 % quantiles over worlds of the number reached by its end; empty for large graphs. */
export function bandsOf({ changes, hits, sizes, worlds }: Tally): number[][] {
  if (changes === null) return [];
  const reached = new Float64Array((sizes[0] as number) + 1);
  reached[0] = worlds;
  return Array.from({ length: rounds(hits) }, (_, round) => {
    const change = changes[round] ?? [];
    for (let size = 0; size < change.length; size++) (reached[size] as number) += change[size] as number;
    return bandPoints.map((thousandths) => leastHolding(reached, Math.ceil((worlds * thousandths) / 1000)));
  });
}

/** [component][round]: share of worlds that had reached it by the round's end, to two decimals of a percent; empty for large graphs. */
export function reachByRound({ reachedAt, reached, worlds, hits }: Tally): number[][] {
  if (reachedAt === null) return [];
  return Array.from(reached, (_, component) => {
    let soFar = 0;
    return Array.from({ length: rounds(hits) }, (_unused, round) => {
      soFar += reachedAt[round]?.[component] ?? 0;
      return worlds === 0 ? 0 : Math.round((soFar * 10_000) / worlds) / 10_000;
    });
  });
}

/** Rounds of the longest world, round 0 included: a system in which nothing happens has that one. */
const rounds = (hits: Tally['hits']): number => hits.reduce((most, { length }) => Math.max(most, length), 1);

/** Least size at or below which so many worlds are. */
function leastHolding(reached: Float64Array, worlds: number): number {
  let below = 0;
  return Math.max(
    0,
    reached.findIndex((count) => {
      below += count;
      return below >= worlds;
    }),
  );
}

import type { Layer } from '../../src/graph/kinds.ts';
import type { ArcDetail, Interval, Witnessed, WitnessedPath } from '../../src/measure/results.ts';

export type SketchedWorlds = {
  /** Per world, by component: round in which it was reached (-1: never), and the arc over which it was. */
  readonly worlds: readonly { readonly round: readonly number[]; readonly arc: readonly number[] }[];
  readonly arcs: readonly ArcDetail[];
  readonly positions: ReadonlyMap<string, number>;
  /** Components of the total (null) and of each layer, without the entry point. */
  readonly scopes: readonly (readonly [layer: Layer | null, members: readonly number[]])[];
  readonly rounds: number;
};

const MOST_PER_TARGET = 5;

/** What watching every world of a sketch tells. */
export function sketchWitnessed(sketched: SketchedWorlds): Witnessed {
  const { worlds, scopes, rounds } = sketched;
  const sizes = (members: readonly number[], t: number): number[] =>
    worlds
      .map(({ round }) => members.filter((i) => (round[i] ?? -1) >= 0 && (round[i] as number) <= t).length)
      .sort((a, b) => a - b);
  const perRound = <T>(members: readonly number[], of: (sizes: number[]) => T): T[] =>
    Array.from({ length: rounds + 1 }, (_, t) => of(sizes(members, t)));
  const layered = scopes.filter(([layer, members]) => layer !== null && members.length > 0);
  const byLayer = <T>(of: (sizes: number[]) => T): Record<string, T[]> =>
    Object.fromEntries(layered.map(([layer, members]) => [String(layer), perRound(members, of)]));
  const total = scopes.find(([layer]) => layer === null)?.[1] ?? [];
  return {
    worlds: worlds.length,
    paths: pathsOf(sketched),
    curveCi95: { total: perRound(total, interval), layers: byLayer(interval) },
    layerBands: byLayer((sorted) =>
      [0.025, 0.1, 0.25, 0.75, 0.9, 0.975].map((q) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0),
    ),
  };
}

function interval(sizes: readonly number[]): Interval {
  const mean = sizes.reduce((a, b) => a + b, 0) / sizes.length;
  const variance = sizes.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / sizes.length;
  const half = 1.96 * Math.sqrt(variance / sizes.length);
  return [Math.max(0, mean - half), mean + half];
}

function pathsOf({ worlds, arcs, positions }: SketchedWorlds): WitnessedPath[] {
  const counts = new Map<string, { target: number; arcs: number[]; count: number }>();
  for (const { arc } of worlds) {
    for (const [target, first] of arc.entries()) {
      if (first < 0) continue;
      const way = wayBack(first, arc, arcs, positions);
      const key = JSON.stringify(way);
      const known = counts.get(key) ?? { target, arcs: way, count: 0 };
      counts.set(key, { ...known, count: known.count + 1 });
    }
  }
  const ranked = [...counts.values()].sort((a, b) => b.count - a.count || a.arcs.length - b.arcs.length);
  const seen = new Map<number, number>();
  return ranked.filter(({ target }) => {
    seen.set(target, (seen.get(target) ?? 0) + 1);
    return (seen.get(target) as number) <= MOST_PER_TARGET;
  });
}

function wayBack(
  last: number,
  arcInto: readonly number[],
  arcs: readonly ArcDetail[],
  positions: ReadonlyMap<string, number>,
): number[] {
  const way: number[] = [];
  for (let arc = last; arc >= 0; arc = arcInto[positions.get(arcs[arc]?.from ?? '') ?? -1] ?? -1) way.unshift(arc);
  return way;
}

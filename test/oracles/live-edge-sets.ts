import type { SmallGraph } from '../engine/validation-graphs.ts';

/** A reached set, entry points included, and its probability. */
export type ReachedSet = { readonly reached: readonly number[]; readonly probability: number };

/** One thing that chance decides about live arcs: each way it can turn out makes some arcs live. */
type Factor = readonly { readonly live: readonly number[]; readonly probability: number }[];

/** Linear threshold: every component chooses at most one of the arcs into it, each with its weight. */
export const chosenArcs = ({ n, arcs }: SmallGraph): Factor[] =>
  Array.from({ length: n }, (_, v) => {
    const into = [...arcs.keys()].filter((a) => arcs[a]?.[1] === v);
    const weight = (a: number): number => arcs[a]?.[2] as number;
    const total = into.reduce((sum, a) => sum + weight(a), 0);
    return [
      ...into.map((a) => ({ live: [a], probability: weight(a) / Math.max(1, total) })),
      { live: [], probability: Math.max(0, 1 - total) },
    ];
  });

/**
 * SIR's final set as bond percolation in which the arcs out of a component share its duration D, geometric from 1
 * on: E[q^D] = γ q / (1 - (1 - γ) q), and which of them are live follows by inclusion and exclusion.
 */
export const arcsOfDuration = ({ n, arcs }: SmallGraph, recovery: number): Factor[] =>
  Array.from({ length: n }, (_, u) => {
    const out = [...arcs.keys()].filter((a) => arcs[a]?.[0] === u);
    const allDead = (dead: readonly number[]): number => {
      const q = dead.reduce((product, a) => product * (1 - (arcs[a]?.[2] as number)), 1);
      return (recovery * q) / (1 - (1 - recovery) * q);
    };
    return subsets(out).map((live) => {
      const rest = out.filter((a) => !live.includes(a));
      const probability = subsets(live).reduce(
        (sum, also) => sum + (also.length % 2 === 0 ? 1 : -1) * allDead([...rest, ...also]),
        0,
      );
      return { live, probability };
    });
  });

const subsets = (items: readonly number[]): number[][] =>
  items.reduce<number[][]>((all, item) => all.flatMap((set) => [set, [...set, item]]), [[]]);

/** Every reached set, over all ways in which the factors can turn out. */
export function reachedSets(
  { arcs }: SmallGraph,
  entries: readonly number[],
  factors: readonly Factor[],
): readonly ReachedSet[] {
  const sets = new Map<string, ReachedSet>();
  const decide = (position: number, live: readonly number[], probability: number): void => {
    const factor = factors[position];
    if (factor !== undefined) {
      for (const way of factor) {
        if (way.probability > 0) decide(position + 1, [...live, ...way.live], probability * way.probability);
      }
      return;
    }
    const reached = new Set(entries);
    for (const u of reached) for (const a of live) if (arcs[a]?.[0] === u) reached.add(arcs[a][1]);
    const sorted = [...reached].sort((a, b) => a - b);
    const known = sets.get(sorted.join())?.probability ?? 0;
    sets.set(sorted.join(), { reached: sorted, probability: known + probability });
  };
  decide(0, [], 1);
  return [...sets.values()];
}

/**
 * Linear threshold as Granovetter tells it, with thresholds and no live arcs: v, not fallen yet although weight w
 * pressed on it, falls under weight w' with probability (w' - w) / (1 - w).
 * @see Kempe, Kleinberg, Tardos (2003), the proof of theorem 2.5
 */
export function thresholdProcess({ n, arcs }: SmallGraph, entries: readonly number[]): readonly ReachedSet[] {
  const total = (v: number): number =>
    Math.max(
      1,
      pressure(v, () => true),
    );
  const pressure = (v: number, isFallen: (u: number) => boolean): number =>
    arcs.filter(([u, to]) => to === v && isFallen(u)).reduce((sum, [, , weight]) => sum + weight, 0);
  const sets = new Map<string, ReachedSet>();
  const go = (before: readonly number[], fallen: readonly number[], probability: number): void => {
    const falling = Array.from({ length: n }, (_, v) => v).flatMap((v) => {
      if (fallen.includes(v)) return [];
      const [w, more] = [before, fallen].map((set) => pressure(v, (u) => set.includes(u)) / total(v)) as [
        number,
        number,
      ];
      return more > w ? [{ v, p: (more - w) / (1 - w) }] : [];
    });
    if (falling.length === 0) {
      const reached = [...fallen].sort((a, b) => a - b);
      const known = sets.get(reached.join())?.probability ?? 0;
      sets.set(reached.join(), { reached, probability: known + probability });
      return;
    }
    for (const taken of subsets(falling.map((_, i) => i))) {
      const p = falling.reduce((product, { p }, i) => product * (taken.includes(i) ? p : 1 - p), probability);
      if (p > 0) go(fallen, [...fallen, ...taken.map((i) => falling[i]?.v as number)], p);
    }
  };
  go([], entries, 1);
  return [...sets.values()];
}

import type { LayoutSizes, Place } from './layout-places.ts';
import { projected } from './projected.ts';

/** Where a line touches a card. */
export type Port = {
  readonly card: Place;
  /** At the top edge of the card, else at its bottom. */
  readonly isTop: boolean;
  readonly x: number;
};

/** A relation between neighbours in a row: so far below (or above) the middle of the cards it runs, in px. */
export type Level = { readonly offset: number };

type Chain = readonly Place[];

/** Neighbours in a row are joined level; several relations of the same two cards are stacked. */
export function levelsOf(chains: readonly Chain[]): (Level | null)[] {
  const stacks = new Map<string, number[]>();
  for (const [i, chain] of chains.entries()) {
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last || first.row !== last.row || Math.abs(first.order - last.order) !== 1) continue;
    const key = `${first.row} ${Math.min(first.order, last.order)}`;
    stacks.set(key, [...(stacks.get(key) ?? []), i]);
  }
  const levels: (Level | null)[] = chains.map(() => null);
  for (const stack of stacks.values()) {
    const pitch = Math.min(20, 36 / stack.length);
    for (const [k, i] of stack.entries()) levels[i] = { offset: (k - (stack.length - 1) / 2) * pitch };
  }
  return levels;
}

type Wish = { readonly relation: number; readonly end: 0 | 1; readonly x: number; readonly goesTo: number };

/** Spreads the lines of a card over its top and bottom: each as near to where it goes as the others let it. */
export function portsOf(
  chains: readonly Chain[],
  levels: readonly (Level | null)[],
  { card }: LayoutSizes,
): (readonly [Port, Port] | null)[] {
  const inset = card.width > 100 ? EDGE_PX : 8;
  const wishes = new Map<string, { readonly place: Place; readonly isTop: boolean; readonly list: Wish[] }>();
  const isDrawn = (i: number): boolean =>
    levels[i] === null && (chains[i]?.length ?? 0) > 1 && chains[i]?.[0] !== chains[i]?.at(-1);
  for (const [relation, chain] of chains.entries()) {
    if (!isDrawn(relation)) continue;
    for (const end of [0, 1] as const) {
      const [place, next] = end === 0 ? [chain[0], chain[1]] : [chain.at(-1), chain.at(-2)];
      if (place === undefined || next === undefined) continue;
      const isTop = next.row <= place.row;
      const key = `${place.row} ${place.order} ${isTop}`;
      const side = wishes.get(key) ?? { place, isTop, list: [] };
      side.list.push({ relation, end, x: wantedX(place, next, inset), goesTo: next.x });
      wishes.set(key, side);
    }
  }
  const ends: [Port | null, Port | null][] = chains.map(() => [null, null]);
  for (const { place, isTop, list } of wishes.values()) {
    list.sort((a, b) => a.goesTo - b.goesTo || a.relation - b.relation);
    const half = place.width / 2 - inset;
    const pitch = list.length > 1 ? Math.min(PORT_PITCH_PX, (2 * half) / (list.length - 1)) : 0;
    const xs = projected(
      list.map(({ x }) => x),
      list.map((_, k) => k * pitch),
      place.x - half,
      place.x + half,
    );
    for (const [k, { relation, end }] of list.entries())
      (ends[relation] as [Port | null, Port | null])[end] = { card: place, isTop, x: xs[k] as number };
  }
  return ends.map(([from, to]) => (from && to ? [from, to] : null));
}

const EDGE_PX = 16;
const PORT_PITCH_PX = 13;

/** Straight across to the lane or card where they overlap; else at the edge that is nearer. */
function wantedX(place: Place, next: Place, inset: number): number {
  const reach = (at: Place): number => Math.max(0, at.width / 2 - inset);
  const [low, high] = [
    Math.max(place.x - reach(place), next.x - reach(next)),
    Math.min(place.x + reach(place), next.x + reach(next)),
  ];
  if (place.row !== next.row && low <= high) return (low + high) / 2;
  const pull = (next.x - place.x) * 0.3;
  return place.x + Math.max(-reach(place), Math.min(reach(place), pull));
}

import type { Moment } from '../graph/moment.ts';
import type { View } from '../view.ts';

/** The drawn trust graph as pointer, keys and scrubber know it: cards and tiles of an SVG, or a carpet on a canvas. */
export type GraphSurface = {
  /** Paints a round or a world; positions stay. */
  readonly show: (view: View, moment: Moment) => void;
  /** The shown component and its neighbours stay, the rest fades. */
  readonly highlight: (shown: number | null, pinned: number | null) => void;
  /** The graph is one tab stop: the component that was focused last. */
  readonly focus: (component: number) => void;
  /** Middle of a component, in px of any scale; null if it is not drawn. */
  readonly middleOf: (component: number) => { readonly x: number; readonly y: number } | null;
  /** Which component has the focus; null if the focus is elsewhere. */
  readonly focused: () => number | null;
  /** Nearer or further away, where there is a lens; 1 shows all of it. */
  readonly zoom?: (factor: number | 'whole') => void;
  /** Paints what the lens shows now. */
  readonly look?: () => void;
  /** Name of the column that it stands in, where columns can be opened. */
  readonly groupOf?: (component: number) => string | null;
  /** Lets go of what it listens to, before another takes its place. */
  readonly close?: () => void;
};

const ways = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;
export type Way = keyof typeof ways;

/** The nearest component that way, or the nearest of those related to this one; null if there is none. */
export function nearestThatWay(
  surface: Pick<GraphSurface, 'middleOf'>,
  candidates: Iterable<number>,
  from: number,
  way: Way,
): number | null {
  const [dx, dy] = ways[way];
  const here = surface.middleOf(from);
  if (here === null) return null;
  let best: { i: number; cost: number } | null = null;
  for (const i of candidates) {
    const there = i === from ? null : surface.middleOf(i);
    if (there === null) continue;
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > LEAST_AHEAD && (best === null || cost < best.cost)) best = { i, cost };
  }
  return best?.i ?? null;
}

const LEAST_AHEAD = 1;

/** Positions of the components that a relation joins to this one. */
export function neighboursOf({ details, components, positionOf }: View, component: number): Set<number> {
  const id = components[component]?.id;
  const others = details.relations.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
  return new Set(others.flatMap((other) => positionOf.get(other) ?? []));
}

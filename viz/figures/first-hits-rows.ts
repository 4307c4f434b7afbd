import type { ComponentKind } from '../../src/graph/kinds.ts';
import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import type { View } from '../view.ts';
import { layerRows } from './layers-view.ts';

/** When something was first hit, in the worlds in which it was hit at all. */
export type FirstHit = {
  readonly name: string;
  readonly share: number;
  /** Null if it was never hit. */
  readonly median: number | null;
};

export type LayerHit = FirstHit & { readonly layer: Layer };

export type ComponentHit = FirstHit & {
  /** Position in `components`. */
  readonly component: number;
  readonly kind: ComponentKind;
  readonly median: number;
  /** By when a quarter, and three quarters, of those worlds had hit it. */
  readonly quartiles: readonly [number, number];
};

/** All layers with components to hit, 7 first. */
export const layerHits = (view: View): LayerHit[] =>
  layerRows(view)
    .filter(({ radius }) => radius.size > 0)
    .map(({ layer, radius: { firstHit } }) => ({
      layer,
      name: layerNames[layer],
      share: firstHit.p,
      median: firstHit.p > 0 ? firstHit.medianRound : null,
    }));

/** What is hit in fewer worlds is early by luck. */
export const LEAST_SHARE = 0.05;

/** Components hit in at least one world in twenty, earliest first; of equals the more frequent first. */
export const componentHits = (view: View): ComponentHit[] =>
  view.components
    .flatMap((_, i) => hitOf(view, i))
    .sort((a, b) => a.median - b.median || b.share - a.share || a.component - b.component);

function hitOf({ components, isEntry, kept, reach }: View, i: number): ComponentHit[] {
  const wave = kept?.reachByRound[i] ?? [];
  const end = wave.at(-1) ?? 0;
  const share = reach[i] ?? 0;
  const { name, kind } = components[i] as View['components'][number];
  if (isEntry[i] || share < LEAST_SHARE || end <= 0) return [];
  // A wave is rounded to four decimals; 0.75 * 0.4 is a hair above 0.3.
  const roundAt = (part: number): number => wave.findIndex((reached) => reached >= part * end - 1e-9);
  return [{ component: i, name, kind, share, median: roundAt(0.5), quartiles: [roundAt(0.25), roundAt(0.75)] }];
}

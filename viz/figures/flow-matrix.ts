import type { Layer } from '../../src/graph/kinds.ts';
import { fixed } from '../numbers.ts';
import type { View } from '../view.ts';
import { layersDown } from './layer-heads.ts';

/** Who infected whom, by layer. */
export type Crossing = { readonly from: Layer; readonly to: Layer /** Infections per world. */; readonly mean: number };

/** Infections per world from one layer into another, or within it. */
export const flowOf = ({ scenario }: View, from: Layer, to: Layer): number => scenario.flow[`${from}`]?.[`${to}`] ?? 0;

/** Those that happened, most first. */
export const crossings = (view: View): Crossing[] =>
  layersDown
    .flatMap((from) => layersDown.map((to): Crossing => ({ from, to, mean: flowOf(view, from, to) })))
    .filter(({ mean }) => mean > 0)
    .toSorted((a, b) => b.mean - a.mean);

export const sentBy = (view: View, from: Layer): number =>
  layersDown.reduce((sum, to) => sum + flowOf(view, from, to), 0);

export const takenInBy = (view: View, to: Layer): number =>
  layersDown.reduce((sum, from) => sum + flowOf(view, from, to), 0);

/** Infections per world in all layers. */
export const flowTotal = (view: View): number => layersDown.reduce((sum, from) => sum + sentBy(view, from), 0);

/** Layers that have components at all; cells of the others cannot burn. */
export const peopledLayers = ({ results }: View): ReadonlySet<Layer> =>
  new Set(layersDown.filter((layer) => (results.graph.layers[`${layer}`] ?? 0) > 0));

/** Infections per world, short enough for a cell: <0.01, 0.93, 43.8, 321. */
export const flowText = (mean: number): string => {
  if (mean > 0 && mean < 0.005) return '<0.01';
  return fixed(mean, mean < 9.995 ? 2 : mean < 99.95 ? 1 : 0);
};

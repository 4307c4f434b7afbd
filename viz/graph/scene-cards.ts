import { type ComponentKind, type Layer, layers } from '../../src/graph/kinds.ts';
import type { ComponentDetail } from '../../src/measure/results.ts';
import type { View } from '../view.ts';
import { cellLook } from './cell-look.ts';
import type { Group } from './groups.ts';
import type { Look } from './moment.ts';
import { shortNames } from './short-names.ts';
import { isSwitchedOff } from './switched-off.ts';

/** A component, or a cell that stands for all components of a group in a layer. */
export type SceneCard = {
  readonly id: string;
  readonly name: string;
  /** Null if it stands for components of several kinds. */
  readonly kind: ComponentKind | null;
  readonly layer: Layer;
  /** Position in `columns`. */
  readonly column: number;
  /** Positions in `components`: one, or all of a cell. */
  readonly members: readonly number[];
  /** Null for a component; else the group that a cell opens into. */
  readonly opens: string | null;
  readonly look: Look;
  readonly isEntry: boolean;
  readonly isExposed: boolean;
  /** A control that the scenario does without. */
  readonly isOff: boolean;
  readonly count: number;
};

export const layerKey = (layer: Layer): string => `L${layer}`;

export function componentCard(view: View, i: number, column: number, look: Look): SceneCard {
  const { id, name, kind, layer, exposed, count } = view.components[i] as ComponentDetail;
  return {
    id,
    name,
    kind,
    layer,
    column,
    members: [i],
    opens: null,
    look,
    isEntry: view.isEntry[i] as boolean,
    isExposed: exposed,
    isOff: isSwitchedOff(view, id),
    count,
  };
}

/** One per layer for all components of a column. */
export function cellCards(
  view: View,
  { name, members }: Group,
  column: number,
  isLayers: boolean,
  looks: readonly Look[],
): SceneCard[] {
  return layers.toReversed().flatMap((layer) => {
    const inside = members.filter((i) => view.components[i]?.layer === layer);
    // A cell of one says less than the component itself.
    if (inside.length < 2) return inside.map((i) => componentCard(view, i, column, looks[i] as Look));
    const kinds = new Set(inside.map((i) => view.components[i]?.kind));
    const cell: SceneCard = {
      id: `${name} ${layerKey(layer)}`,
      name: isLayers ? shortNames[layer] : name,
      kind: kinds.size === 1 ? (view.components[inside[0] as number]?.kind ?? null) : null,
      layer,
      column,
      members: inside,
      opens: name,
      look: cellLook(view, inside, looks),
      isEntry: inside.some((i) => view.isEntry[i]),
      isExposed: inside.some((i) => view.components[i]?.exposed),
      isOff: false,
      count: inside.reduce((sum, i) => sum + (view.components[i]?.count ?? 1), 0),
    };
    return [cell];
  });
}

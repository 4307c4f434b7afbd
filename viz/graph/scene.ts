import { type Certainty, type ComponentKind, type Layer, layers, type RelationKind } from '../../src/graph/kinds.ts';
import type { ComponentDetail } from '../../src/measure/results.ts';
import { type Carried, type View, widest } from '../view.ts';
import { cellLook } from './cell-look.ts';
import { columnName, columnsOf } from './columns.ts';
import type { GraphForm } from './graph-form.ts';
import { type Look, looksAt, type Moment } from './moment.ts';
import { shortNames } from './short-names.ts';
import { isSwitchedOff } from './switched-off.ts';

/** What the trust graph draws: components, and cells that stand for all components of a group in a layer. */
export type Scene = {
  readonly by: GraphForm['by'];
  readonly columns: readonly SceneColumn[];
  readonly cards: readonly SceneCard[];
  readonly lines: readonly SceneLine[];
  /** Infections per world that a line of full width carries: 1, or more where relations are gathered. */
  readonly fullWidth: number;
};

export type SceneColumn = {
  readonly name: string;
  /** Positions in `components`. */
  readonly members: readonly number[];
  /** Its components are shown, not its cells. */
  readonly isOpen: boolean;
};

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

export type SceneLine = {
  /** Positions in `relations`; several where it ends at a cell. */
  readonly relations: readonly number[];
  /** Positions in `cards`; equal only inside a cell. */
  readonly from: number;
  readonly to: number;
  /** First infections per world that it carried; of a single relation that is the share of worlds. */
  readonly carried: Carried;
  /** Ways that have a probability above 0. */
  readonly canGo: { readonly along: boolean; readonly against: boolean };
  /** Null if several relations stand behind it. */
  readonly kind: RelationKind | null;
  /** The surest of its relations. */
  readonly certainty: Certainty;
  readonly controls: readonly string[];
};

/** A pure change of what is shown: components as they are, or gathered by group or layer. Relations go where their ends go. */
export function sceneOf(view: View, form: GraphForm, moment: Moment, mostColumns: number): Scene {
  const by = gatheredBy(form);
  const columns = sceneColumns(view, { ...form, by }, mostColumns);
  const looks = looksAt(view, moment);
  const cards = columns.flatMap((column, k) =>
    column.isOpen
      ? column.members.map((i) => componentCard(view, i, k, looks[i] as Look))
      : cellsOf(view, column, k, by === 'layer', looks),
  );
  const lines = sceneLines(view, cards, moment);
  const most = lines.reduce((sum, { from, to, carried }) => (from === to ? sum : Math.max(sum, widest(carried))), 0);
  return { by, columns, cards, lines, fullWidth: Math.max(1, most) };
}

/** Whether every component stands for itself. */
export const isWhole = ({ by, openGroup }: GraphForm): boolean => by === 'component' && openGroup === null;

/** Whatever was shown before, a layer opens among layers and a group among groups. */
function gatheredBy({ by, openGroup }: GraphForm): GraphForm['by'] {
  if (openGroup === null) return by;
  return layers.some((layer) => layerKey(layer) === openGroup) ? 'layer' : 'group';
}

function sceneColumns({ components, details }: View, form: GraphForm, most: number): SceneColumn[] {
  if (form.by === 'layer') {
    return layers.toReversed().flatMap((layer) => {
      const members = components.flatMap((component, i) => (component.layer === layer ? [i] : []));
      const name = layerKey(layer);
      return members.length > 0 ? [{ name, members, isOpen: form.openGroup === name }] : [];
    });
  }
  return columnsOf(components, details.relations, most, form.openGroup).map(({ name, members }) => ({
    name: columnName(name),
    members,
    isOpen: isWhole(form) || form.openGroup === columnName(name),
  }));
}

const layerKey = (layer: Layer): string => `L${layer}`;

function componentCard(view: View, i: number, column: number, look: Look): SceneCard {
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

function cellsOf(
  view: View,
  { name, members }: SceneColumn,
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

/* Relations */

function sceneLines(view: View, cards: readonly SceneCard[], moment: Moment): SceneLine[] {
  const cardOf = new Map(cards.flatMap(({ members }, card) => members.map((i) => [i, card] as const)));
  const canGo = waysOf(view);
  const inWorld = moment.world === null ? null : carriedInWorld(view, moment);
  const lines = new Map<string, SceneLine>();
  for (const [index, relation] of view.details.relations.entries()) {
    const from = cardOf.get(view.positionOf.get(relation.from) ?? -1);
    const to = cardOf.get(view.positionOf.get(relation.to) ?? -1);
    if (from === undefined || to === undefined || (from === to && cards[from]?.opens === null)) continue;
    const isSingle = cards[from]?.opens === null && cards[to]?.opens === null;
    const line: SceneLine = {
      relations: [index],
      from,
      to,
      // The page hides what did not fire in a world by itself, relation by relation.
      carried: (isSingle ? view.carried : (inWorld ?? view.carried))[index] ?? NOTHING,
      canGo: canGo[index] ?? { along: false, against: false },
      kind: relation.kind,
      certainty: relation.certainty,
      controls: relation.controls,
    };
    const key = isSingle ? `${index}` : `${Math.min(from, to)} to ${Math.max(from, to)}`;
    const other = lines.get(key);
    lines.set(key, other === undefined ? line : merged(other, line));
  }
  return [...lines.values()];
}

const NOTHING: Carried = { along: 0, against: 0 };

/** By position in `relations`. */
function waysOf({ details, kept }: View): { along: boolean; against: boolean }[] {
  const ways = details.relations.map(() => ({ along: false, against: false }));
  for (const { relation, direction, probability } of kept?.arcs ?? []) {
    const way = ways[relation];
    if (way !== undefined && probability > 0) way[direction] = true;
  }
  return ways;
}

function carriedInWorld(view: View, { world, round }: Moment): Carried[] {
  const sums = view.details.relations.map(() => ({ along: 0, against: 0 }));
  for (const [, when, at] of world?.reached ?? []) {
    const arc = view.kept?.arcs[at];
    const sum = sums[arc?.relation ?? -1];
    if (arc !== undefined && sum !== undefined && when <= round) sum[arc.direction]++;
  }
  return sums;
}

/** Both lines join the same two cards, but maybe the other way round. */
function merged(a: SceneLine, b: SceneLine): SceneLine {
  const isTurned = a.from !== b.from;
  const [along, against] = isTurned ? (['against', 'along'] as const) : (['along', 'against'] as const);
  return {
    ...a,
    relations: [...a.relations, ...b.relations],
    carried: { along: a.carried.along + b.carried[along], against: a.carried.against + b.carried[against] },
    canGo: { along: a.canGo.along || b.canGo[along], against: a.canGo.against || b.canGo[against] },
    kind: null,
    certainty: surest(a.certainty, b.certainty),
    controls: [...new Set([...a.controls, ...b.controls])],
  };
}

const surest = (a: Certainty, b: Certainty): Certainty =>
  (['declared', 'inferred', 'assumed'] as const).find((certainty) => certainty === a || certainty === b) ?? a;

import { layers } from '../../src/graph/kinds.ts';
import { type View, widest } from '../view.ts';
import { columnName, columnsOf } from './columns.ts';
import type { GraphForm } from './graph-form.ts';
import { type Look, looksAt, type Moment } from './moment.ts';
import { cellCards, componentCard, layerKey, type SceneCard } from './scene-cards.ts';
import { type SceneLine, sceneLines } from './scene-lines.ts';

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

/** A pure change of what is shown: components as they are, or gathered by group or layer. Relations go where their ends go. */
export function sceneOf(view: View, form: GraphForm, moment: Moment, mostColumns: number): Scene {
  const by = gatheredBy(form);
  const columns = sceneColumns(view, { ...form, by }, mostColumns);
  const looks = looksAt(view, moment);
  const cards = columns.flatMap((column, k) =>
    column.isOpen
      ? column.members.map((i) => componentCard(view, i, k, looks[i] as Look))
      : cellCards(view, column, k, by === 'layer', looks),
  );
  const lines = sceneLines(view, cards, moment, form.isMatrix);
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

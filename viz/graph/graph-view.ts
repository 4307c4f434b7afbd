import type { Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import type { View } from '../view.ts';
import { cardGraph } from './cards.ts';
import { carpetGraph } from './carpet.ts';
import { type GraphForm, usualForm } from './graph-form.ts';
import { gridGraph, mostColumns } from './grid.ts';
import { graphMatrix, MOST_ROWS } from './matrix.ts';
import { isWhole, type Scene, sceneOf } from './scene.ts';

export const MOST_CARDS = 30;
export const MOST_TILES = 300;
/** Cells are related to each other more than components are. */
const MOST_CELLS = 20;
const MOST_CELLS_NARROW = 10;

/** The trust graph in its seven layers, as large as its size allows: cards, tiles with glyphs, or a carpet of squares. */
export function graphView(view: View, options: PictureOptions): Markup {
  const { form = usualForm, moment, width } = options;
  if (form.isMatrix) return graphMatrix(view, matrixScene(view, form, options), options);
  if (isWhole(form) && view.components.length > MOST_TILES) return carpetGraph(view, options);
  const scene = sceneOf(view, form, moment, mostColumns(width));
  const most = isWhole(form) ? MOST_CARDS : width < 600 ? MOST_CELLS_NARROW : MOST_CELLS;
  return scene.cards.length <= most ? cardGraph(view, scene, options) : gridGraph(view, scene, options);
}

/** By group where there are too many components, by layer where there are too many groups. */
function matrixScene(view: View, form: GraphForm, { moment, width }: PictureOptions): Scene {
  const most = isWhole(form) ? Infinity : MOST_MATRIX_COLUMNS;
  const asked = sceneOf(view, form, moment, width < 600 ? Math.min(most, 24) : most);
  if (asked.cards.length <= MOST_ROWS) return asked;
  return sceneOf(view, { ...form, by: 'group' }, moment, mostColumns(width));
}

const MOST_MATRIX_COLUMNS = 12;

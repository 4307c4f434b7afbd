import type { Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import type { View } from '../view.ts';
import { cardGraph } from './cards.ts';
import { carpetGraph } from './carpet.ts';
import { gridGraph } from './grid.ts';

const MOST_CARDS = 30;
const MOST_TILES = 300;

/** The trust graph in its seven layers, as large as its size allows: cards, tiles with glyphs, or a carpet of squares. */
export function graphView(view: View, options: PictureOptions): Markup {
  const { length } = view.components;
  if (length <= MOST_CARDS) return cardGraph(view, options);
  return length <= MOST_TILES ? gridGraph(view, options) : carpetGraph(view, options);
}

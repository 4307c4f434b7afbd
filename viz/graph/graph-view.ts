import type { Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import type { View } from '../view.ts';
import { cardGraph } from './cards.ts';
import { gridGraph } from './grid.ts';

const MOST_CARDS = 30;
const MOST_TILES = 300;

/** The trust graph in its seven layers, as large as its size allows: cards, tiles with glyphs, or a carpet of squares. */
export function graphView(view: View, options: PictureOptions): Markup {
  const { length } = view.components;
  return length <= MOST_CARDS
    ? cardGraph(view, options)
    : gridGraph(view, options, length <= MOST_TILES ? 'tiles' : 'carpet');
}

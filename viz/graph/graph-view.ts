import type { Markup } from '../markup.ts';
import type { View } from '../view.ts';
import { cardGraph } from './cards.ts';
import { gridGraph } from './grid.ts';
import type { GraphOptions } from './options.ts';

const MOST_CARDS = 30;
const MOST_TILES = 300;

/** The trust graph in its seven layers, as large as its size allows: cards, tiles with glyphs, or a carpet of squares. */
export function graphView(view: View, options: GraphOptions): Markup {
  const { length } = view.components;
  return length <= MOST_CARDS
    ? cardGraph(view, options)
    : gridGraph(view, options, length <= MOST_TILES ? 'tiles' : 'carpet');
}

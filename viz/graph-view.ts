import { cardGraph } from './graph-cards.ts';
import { gridGraph } from './graph-grid.ts';
import type { Markup } from './markup.ts';
import type { Moment } from './moment.ts';
import type { Palette } from './theme.ts';
import type { View } from './view.ts';

export type GraphOptions = {
  readonly width: number;
  readonly palette: Palette;
  readonly moment: Moment;
  /** In the page cards are buttons; in a file the graph is one image. */
  readonly isInteractive: boolean;
};

const MOST_CARDS = 30;
const MOST_TILES = 300;

/** The trust graph in its seven layers, as large as its size allows: cards, tiles with glyphs, or a carpet of squares. */
export function graphView(view: View, options: GraphOptions): Markup {
  const { length } = view.components;
  return length <= MOST_CARDS
    ? cardGraph(view, options)
    : gridGraph(view, options, length <= MOST_TILES ? 'tiles' : 'carpet');
}

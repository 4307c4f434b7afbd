import { h, type Markup } from '../markup.ts';
import { textAt } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import { type Box, cheapestSpot } from './boxes.ts';
import { gridMargin } from './grid-margin.ts';
import type { GridLayout, GridPlace } from './layout-grid.ts';
import type { Scene } from './scene.ts';

/** Names of the entry points and of what was reached most, where there is room beside the tile. */
export function tileNames(
  { cards, columns }: Scene,
  { places, bands }: GridLayout,
  palette: Palette,
  width: number,
): Markup {
  const taken = places.map(
    ({ x, y, width: w, height }): Box => [x - w / 2 - 1, y - height / 2 - 1, x + w / 2 + 1, y + height / 2 + 1],
  );
  const { isNarrow, left } = gridMargin(width);
  for (const { top, bottom } of bands) taken.push(isNarrow ? [0, top, 190, top + 18] : [0, top, left - 4, bottom]);
  const named = cards
    .map((card, i) => ({ card, i }))
    .filter(({ card }) => card.opens === null && (card.isEntry || card.look.share >= NAMED_FROM))
    .sort(
      (a, b) => Number(b.card.isEntry) - Number(a.card.isEntry) || b.card.look.share - a.card.look.share || a.i - b.i,
    );
  const words: Markup[] = [];
  for (const { card, i } of named) {
    if (words.length === MOST_NAMES) break;
    const text = fitMiddle(withoutGroup(card.name, columns[card.column]?.name ?? ''), 96, NAME_SIZE);
    const spot = nameSpot(text, places[i] as GridPlace, card.isEntry ? 5 : 0, taken, width);
    if (spot === null) continue;
    words.push(
      textAt(spot[0], spot[1] + 4, { size: NAME_SIZE, anchor: 'middle', fill: palette.ink, halo: palette.sunk }, text),
    );
  }
  return h('g', { class: 'tile-names', 'aria-hidden': 'true' }, words);
}

const MOST_NAMES = 24;
const NAMED_FROM = 0.05;
const NAME_SIZE = 11;

/** The column says the group already. */
const withoutGroup = (name: string, group: string): string =>
  name.startsWith(group) && /^[-_./: ]/.test(name.slice(group.length)) ? name.slice(group.length + 1) : name;

function nameSpot(text: string, { x, y, width }: GridPlace, ring: number, taken: Box[], most: number) {
  const half = textWidth(text, NAME_SIZE) / 2 + 2;
  const beside = width / 2 + half + 1 + ring;
  const above = width / 2 + 8 + ring;
  const spots = [
    [x + beside, y],
    [x - beside, y],
    [x, y - above],
    [x, y + above],
  ].map(([u, v], k) => {
    const at = [u as number, v as number] as const;
    return { at, box: [at[0] - half, at[1] - 6, at[0] + half, at[1] + 6] as Box, cost: k };
  });
  return cheapestSpot(spots, [], taken, most);
}

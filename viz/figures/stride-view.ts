import type { Layer } from '../../src/graph/kinds.ts';
import { layerNames } from '../../src/graph/kinds.ts';
import type { StrideLetter } from '../../src/threats/classes.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { strideWords } from '../../src/threats/stride-words.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, thousands } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import { byLeast } from '../threats/by-least.ts';
import type { View } from '../view.ts';
import { layerHeads, layersDown } from './layer-heads.ts';
import {
  type Places,
  placesAtLeast,
  type StrideCounts,
  strideCounts,
  strideLetters,
  worstRisk,
} from './stride-counts.ts';

/** STRIDE's letters by MAESTRO's layers: at how many places threats apply, and how well attested they are. */
export function strideView(
  view: View,
  { width, palette, isInteractive }: Pick<PictureOptions, 'width' | 'palette' | 'isInteractive'>,
): Markup | null {
  const counts = strideCounts(view);
  if (counts === null) return null;
  const grid = gridOf(width, palette, isInteractive, counts);
  const risk = worstRisk(view);
  const bottom = HEAD_PX + strideLetters.length * grid.row;
  return drawing(
    { width, height: bottom + SUMS_PX + LEGEND_PX, label: strideLabel(view), className: 'stride' },
    layerHeads(layersDown, { x: grid.left, width: grid.cell, bottom: HEAD_PX - 2, palette }),
    textAt(width, HEAD_PX - 11, { size: 12, fill: palette.mute, anchor: 'end' }, 'any'),
    strideLetters.map((letter, i) =>
      h(
        'g',
        { transform: translate(0, HEAD_PX + i * grid.row) },
        rowHead(letter, grid),
        layersDown.map((layer, j) =>
          h(
            'g',
            { transform: translate(grid.left + j * grid.cell, grid.labelPx) },
            tile(counts.cells.get(letter)?.get(layer), riskOf(view, risk(letter, layer)), grid, { letter, layer }),
          ),
        ),
        sum(counts.byLetter.get(letter), width, grid.labelPx + grid.tile / 2 + 4, 'end', grid),
      ),
    ),
    textAt(0, bottom + 19, { size: 12, fill: palette.mute }, 'any'),
    layersDown.map((layer, j) =>
      sum(counts.byLayer.get(layer), grid.left + (j + 0.5) * grid.cell, bottom + 19, 'middle', grid),
    ),
    sum(counts.all, width, bottom + 19, 'end', grid),
    h('g', { transform: translate(0, bottom + SUMS_PX) }, legend(counts.all, grid)),
  );
}

/** One sentence with the result. */
export function strideLabel(view: View): string {
  const counts = strideCounts(view);
  if (counts === null) return '';
  const cells = strideLetters.flatMap((letter) =>
    layersDown.map((layer) => ({
      letter,
      layer,
      count: placesAtLeast(counts.cells.get(letter)?.get(layer), 'feasible'),
    })),
  );
  const [top] = cells.toSorted((a, b) => b.count - a.count);
  const empty = cells.filter(({ count }) => count === 0).length;
  if (top === undefined) return '';
  return `Most threats apply as ${strideWords[top.letter]} in layer ${top.layer}, at ${thousands(top.count)} of ${thousands(placesAtLeast(counts.all, 'feasible'))} places; ${thousands(counts.all.realized)} are realized somewhere; ${empty} of ${cells.length} cells are empty.`;
}

const HEAD_PX = 32;
const SUMS_PX = 34;
const LEGEND_PX = 18;

type Grid = {
  readonly left: number;
  readonly cell: number;
  /** px from row to row: the tile, and above it the letter's word where the page is narrow. */
  readonly row: number;
  readonly tile: number;
  readonly labelPx: number;
  readonly isWide: boolean;
  /** Places that make a column as high as it gets. */
  readonly most: number;
  readonly palette: Palette;
  readonly isInteractive: boolean;
};

function gridOf(width: number, palette: Palette, isInteractive: boolean, counts: StrideCounts): Grid {
  const isNamed = width >= 620;
  const left = isNamed ? 168 : 0;
  const cell = (width - left - (width < 480 ? 34 : 48)) / layersDown.length;
  const isWide = cell >= 84;
  const tile = isWide ? 46 : 50;
  const labelPx = isNamed ? 0 : 19;
  const most = Math.max(...[...counts.cells.values()].flatMap((row) => [...row.values()].flatMap(Object.values)), 1);
  return { left, cell, row: tile + labelPx + 3, tile, labelPx, isWide, most, palette, isInteractive };
}

function rowHead(letter: StrideLetter, { labelPx, tile, palette }: Grid): Markup {
  const y = labelPx > 0 ? 14 : tile / 2 + 4.5;
  const word = strideWords[letter];
  return group(
    textAt(0, y, { size: 13, weight: 600, fill: palette.ink }, letter),
    textAt(16, y, { size: 13, fill: palette.soft }, word.charAt(0).toUpperCase() + word.slice(1)),
  );
}

/** The worst risk, and as a share of all components that there are to reach. */
type Risk = { readonly risk: number; readonly share: number } | null;

const riskOf = ({ scenario }: View, risk: number | null): Risk =>
  risk === null ? null : { risk, share: risk / Math.max(1, scenario.blastRadius.total.size) };

type Where = { readonly letter: StrideLetter; readonly layer: Layer };

/** A number of places, and how many of them are feasible, demonstrated and realized as columns. */
function tile(places: Places | undefined, risk: Risk, grid: Grid, { letter, layer }: Where): Markup {
  const { cell, tile: height, isWide, palette, isInteractive } = grid;
  const step = risk === null ? null : reachStep(risk.share);
  const ground = h('rect', {
    x: 1,
    width: cell - 2,
    height,
    rx: 4,
    fill: step === null ? palette.sunk : palette.reach[step],
  });
  if (placesAtLeast(places, 'feasible') === 0) {
    return group(
      h('rect', { x: 1, width: cell - 2, height, rx: 4, fill: palette.sunk }),
      h('circle', { cx: cell / 2, cy: height / 2, r: 1.3, fill: palette.mute }),
    );
  }
  const ink = step === null ? palette.ink : (palette.onReach[step] as string);
  const columnsLeft = isWide ? cell - 3 * COLUMN_PX - 14 : cell / 2 - (3 * COLUMN_PX) / 2;
  return group(
    h('title', {}, titleOf(places, risk, letter, layer)),
    ground,
    byLeast('g', (least) => number(placesAtLeast(places, least), ink, grid, risk), isInteractive),
    h(
      'g',
      { transform: translate(columnsLeft, height - 9) },
      maturities.map((maturity, i) => column(places?.[maturity] ?? 0, maturity, i, ink, grid)),
    ),
  );
}

const COLUMN_PX = 11;

function number(count: number, ink: string, { cell, tile: height, isWide }: Grid, risk: Risk): Markup {
  const text = count === 0 ? '–' : thousands(count);
  if (!isWide) return textAt(cell / 2, 16, { size: 13, weight: 600, fill: ink, anchor: 'middle' }, text);
  if (risk === null) return textAt(12, height / 2 + 5.5, { size: 16, weight: 600, fill: ink }, text);
  return group(
    textAt(12, height / 2 + 0.5, { size: 16, weight: 600, fill: ink }, text),
    textAt(12, height - 8, { size: 11, fill: ink }, `risk ${fixed(risk.risk, 2)}`),
  );
}

/** It stands on one, two or three ticks, which say what it counts. */
function column(
  count: number,
  maturity: Maturity,
  i: number,
  ink: string,
  { most, tile: height, isWide }: Grid,
): Markup {
  const tallest = isWide ? height - 18 : height - 32;
  const tall = count === 0 ? 0 : Math.max(2, (count / most) * tallest);
  const width = COLUMN_PX - 2;
  return h(
    'g',
    { class: `column ${maturity}`, transform: translate(i * COLUMN_PX, 0) },
    tall > 0 && h('rect', { x: 0, y: -tall, width, height: tall, fill: ink }),
    ticks(i + 1, { y: 2, width, ink }),
  );
}

/** One, two or three: feasible, demonstrated, realized. */
const ticks = (count: number, { y, width, ink }: { y: number; width: number; ink: string }): Markup =>
  group(
    Array.from({ length: count }, (_, i) =>
      h('rect', { x: width / 2 - count * 1.5 + 0.5 + i * 3, y, width: 2, height: 3, fill: ink }),
    ),
  );

function titleOf(places: Places | undefined, risk: Risk, letter: StrideLetter, layer: Layer): string {
  const parts = maturities.filter((one) => (places?.[one] ?? 0) > 0).map((one) => `${places?.[one]} ${one}`);
  const worst = risk === null ? '' : `; worst risk ${fixed(risk.risk, 2)}`;
  return `${strideWords[letter]} in L${layer} ${layerNames[layer]}: ${parts.join(', ')}${worst}`;
}

const sum = (
  places: Places | undefined,
  x: number,
  y: number,
  anchor: 'middle' | 'end',
  { palette, isInteractive }: Grid,
): Markup =>
  byLeast(
    'g',
    (least) => textAt(x, y, { size: 12.5, fill: palette.soft, anchor }, thousands(placesAtLeast(places, least))),
    isInteractive,
  );

function legend(all: Places, { palette }: Grid): Markup {
  let x = 0;
  return group(
    maturities.map((maturity, i) => {
      const text = `${maturity} ${thousands(all[maturity])}`;
      const item = h(
        'g',
        { transform: translate(x, 0) },
        ticks(i + 1, { y: 5, width: COLUMN_PX - 2, ink: palette.ink }),
        textAt(15, 12, { size: 12, fill: palette.mute }, text),
      );
      x += 15 + text.length * 6.6 + 14;
      return item;
    }),
  );
}

import type { StrideLetter } from '../../src/threats/classes.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { strideWords } from '../../src/threats/stride-words.ts';
import { group, h, type Markup } from '../markup.ts';
import { thousands } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import { byLeast } from '../threats/by-least.ts';
import type { View } from '../view.ts';
import { peopledLayers } from './flow-matrix.ts';
import { layerHeads, layersDown } from './layer-heads.ts';
import {
  type Places,
  placesAtLeast,
  type StrideCounts,
  strideCounts,
  strideLetters,
  worstRisk,
} from './stride-counts.ts';
import { bestFirst, maturityBar, type Risk, strideTile, type TileGrid } from './stride-tile.ts';

/** STRIDE's letters by MAESTRO's layers: at how many places threats apply, and how well attested they are. */
export function strideView(
  view: View,
  { width, palette, isInteractive }: Pick<PictureOptions, 'width' | 'palette' | 'isInteractive'>,
): Markup | null {
  const counts = strideCounts(view);
  if (counts === null) return null;
  const grid = gridOf(view, { width, palette, isInteractive }, counts);
  const risk = worstRisk(view);
  const bottom = HEAD_PX + strideLetters.length * grid.row;
  const sumsY = bottom + (grid.labelPx > 0 ? 34 : 19);
  const peopled = peopledLayers(view);
  const isRiskUnnamed = grid.isSimulated && !grid.isWide;
  return drawing(
    {
      width,
      height: sumsY + 15 + LEGEND_PX + (isRiskUnnamed ? LEGEND_PX : 0),
      label: strideLabel(view),
      className: 'stride',
    },
    layerHeads(layersDown, { x: grid.left, width: grid.cell, bottom: HEAD_PX - 2, palette }),
    textAt(width, HEAD_PX - 11, { size: 12, fill: palette.mute, anchor: 'end' }, 'any'),
    strideLetters.map((letter, i) =>
      h(
        'g',
        { transform: translate(0, HEAD_PX + i * grid.row) },
        rowHead(letter, grid),
        layersDown.map(
          (layer, j) =>
            peopled.has(layer) &&
            h(
              'g',
              { transform: translate(grid.left + j * grid.cell, grid.labelPx) },
              strideTile(counts.cells.get(letter)?.get(layer), riskOf(view, risk(letter, layer)), grid, {
                letter,
                layer,
              }),
            ),
        ),
        sum(counts.byLetter.get(letter), width, grid.labelPx + grid.tile / 2 + 4, 'end', grid),
      ),
    ),
    textAt(0, bottom + (grid.labelPx > 0 ? 14 : 19), { size: 12, fill: palette.mute }, 'any'),
    layersDown.map(
      (layer, j) =>
        peopled.has(layer) && sum(counts.byLayer.get(layer), grid.left + (j + 0.5) * grid.cell, sumsY, 'middle', grid),
    ),
    sum(counts.all, width, sumsY, 'end', grid),
    h('g', { transform: translate(0, sumsY + 15) }, legend(counts.all, grid)),
    isRiskUnnamed &&
      textAt(
        0,
        sumsY + 15 + LEGEND_PX + 12,
        { size: 12, fill: palette.mute },
        'below each count: the worst risk, in components',
      ),
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
  const empty = cells.filter(({ layer, count }) => count === 0 && peopledLayers(view).has(layer)).length;
  if (top === undefined) return '';
  return `Most threats apply as ${strideWords[top.letter]} in layer ${top.layer}, at ${thousands(top.count)} of ${thousands(placesAtLeast(counts.all, 'feasible'))} places; ${thousands(counts.all.realized)} are realized somewhere; ${empty === 0 ? 'no cell is' : `${empty} cells are`} empty.`;
}

const HEAD_PX = 32;
const LEGEND_PX = 18;

type Grid = TileGrid & {
  readonly left: number;
  /** px from row to row: the tile, and above it the letter's word where the page is narrow. */
  readonly row: number;
  readonly labelPx: number;
  readonly isSimulated: boolean;
};

function gridOf(
  view: View,
  { width, palette, isInteractive }: Pick<PictureOptions, 'width' | 'palette' | 'isInteractive'>,
  counts: StrideCounts,
): Grid {
  const isNamed = width >= 620;
  const left = isNamed ? 168 : 0;
  const cell = (width - left - (width < 480 ? 34 : 48)) / layersDown.length;
  const isWide = cell >= 84;
  const isSimulated = view.details.threats?.places.some(({ follows }) => follows !== undefined) ?? false;
  const tile = isWide ? 44 : isSimulated ? 54 : 40;
  const labelPx = isNamed ? 0 : 19;
  const places = [...counts.cells.values()].flatMap((row) => [...row.values()]);
  const most = Math.max(1, ...places.map((one) => placesAtLeast(one, 'feasible')));
  return { left, cell, row: tile + labelPx + 3, tile, labelPx, isWide, isSimulated, most, palette, isInteractive };
}

function rowHead(letter: StrideLetter, { labelPx, tile, palette }: Grid): Markup {
  const y = labelPx > 0 ? 14 : tile / 2 + 4.5;
  const word = strideWords[letter];
  return group(
    textAt(0, y, { size: 13, weight: 600, fill: palette.ink }, letter),
    textAt(16, y, { size: 13, fill: palette.soft }, word.charAt(0).toUpperCase() + word.slice(1)),
  );
}

const riskOf = ({ scenario }: View, risk: number | null): Risk =>
  risk === null ? null : { risk, share: risk / Math.max(1, scenario.blastRadius.total.size) };

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

function legend(all: Places, { palette, isWide }: Grid): Markup {
  let x = 0;
  return group(
    bestFirst.map((maturity) => {
      const text = `${maturity} ${thousands(all[maturity])}`;
      const item = h(
        'g',
        { class: maturity, transform: translate(x, 0) },
        maturityBar(maturity, { x: 0, y: 4, width: 14 }, palette.ink),
        ticks(maturity, palette),
        textAt(33, 12, { size: 12, fill: palette.mute }, text),
      );
      x += 32 + textWidth(text, 12) + (isWide ? 22 : 12);
      return item;
    }),
  );
}

/** As on the chips of threats: one for feasible, two for demonstrated, three for realized. */
const ticks = (maturity: Maturity, palette: Palette): Markup =>
  group(
    maturities.map((_, i) =>
      h('rect', {
        x: 18 + i * 4,
        y: 9 - 3 * i,
        width: 3,
        height: 3 + 3 * i,
        fill: i <= maturities.indexOf(maturity) ? palette.ink : palette.line,
      }),
    ),
  );

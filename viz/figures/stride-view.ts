import type { Layer } from '../../src/graph/kinds.ts';
import { layerNames } from '../../src/graph/kinds.ts';
import type { StrideLetter } from '../../src/threats/classes.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { strideWords } from '../../src/threats/stride-words.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, thousands } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { textWidth } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
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
              tile(counts.cells.get(letter)?.get(layer), riskOf(view, risk(letter, layer)), grid, { letter, layer }),
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

type Grid = {
  readonly left: number;
  readonly cell: number;
  /** px from row to row: the tile, and above it the letter's word where the page is narrow. */
  readonly row: number;
  readonly tile: number;
  readonly labelPx: number;
  readonly isWide: boolean;
  readonly isSimulated: boolean;
  /** Places that make a bar as long as it gets. */
  readonly most: number;
  readonly palette: Palette;
  readonly isInteractive: boolean;
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

/** The worst risk, and as a share of all components that there are to reach. */
type Risk = { readonly risk: number; readonly share: number } | null;

const riskOf = ({ scenario }: View, risk: number | null): Risk =>
  risk === null ? null : { risk, share: risk / Math.max(1, scenario.blastRadius.total.size) };

type Where = { readonly letter: StrideLetter; readonly layer: Layer };

/** A number of places, and below it a bar of those that are realized, demonstrated and only feasible. */
function tile(places: Places | undefined, risk: Risk, grid: Grid, { letter, layer }: Where): Markup {
  const { cell, tile: height, palette, isInteractive } = grid;
  const isEmpty = placesAtLeast(places, 'feasible') === 0;
  const step = risk === null || isEmpty ? null : reachStep(risk.share);
  const ink = step === null ? palette.ink : (palette.onReach[step] as string);
  const ground = h('rect', {
    x: 1,
    width: cell - 2,
    height,
    rx: 4,
    fill: step === null ? palette.sunk : palette.reach[step],
  });
  if (isEmpty) return group(ground, h('circle', { cx: cell / 2, cy: height / 2, r: 1.3, fill: palette.mute }));
  return group(
    h('title', {}, titleOf(places, risk, letter, layer)),
    ground,
    byLeast('g', (least) => number(placesAtLeast(places, least), ink, grid), isInteractive),
    risk !== null && riskText(risk.risk, ink, grid),
    bar(places, ink, grid),
  );
}

const number = (count: number, ink: string, { isWide }: Grid): Markup =>
  textAt(
    padOf(isWide),
    isWide ? 21 : 18,
    { size: isWide ? 15 : 13, weight: 600, fill: ink },
    count === 0 ? '–' : thousands(count),
  );

const riskText = (risk: number, ink: string, { cell, isWide }: Grid): Markup =>
  isWide
    ? textAt(cell - padOf(isWide), 21, { size: 12, fill: ink, anchor: 'end' }, `risk ${riskNumber(risk)}`)
    : textAt(padOf(isWide), 33, { size: 11, fill: ink }, riskNumber(risk));

const riskNumber = (risk: number): string => (risk === 0 ? '0' : risk < 0.005 ? '<0.01' : fixed(risk, 2));

const padOf = (isWide: boolean): number => (isWide ? 10 : 6);
const BAR_PX = 7;

/** As long as there are places: solid where realized, pale where demonstrated, hollow where only feasible. */
function bar(places: Places | undefined, ink: string, { cell, tile: height, most, isWide }: Grid): Markup {
  const pad = padOf(isWide);
  const unit = (cell - 2 * pad) / most;
  let x = pad;
  return group(
    bestFirst.map((maturity) => {
      const count = places?.[maturity] ?? 0;
      const width = count === 0 ? 0 : Math.max(1, count * unit);
      const left = x;
      x += width;
      return width > 0 && segment(maturity, { x: left, y: height - 8 - BAR_PX, width }, ink);
    }),
  );
}

const bestFirst = maturities.toReversed();

function segment(maturity: Maturity, { x, y, width }: { x: number; y: number; width: number }, ink: string): Markup {
  const box = { class: maturity, x, y, width, height: BAR_PX };
  if (maturity === 'realized') return h('rect', { ...box, fill: ink });
  if (maturity === 'demonstrated') return h('rect', { ...box, fill: ink, 'fill-opacity': 0.4 });
  const inner = { x: x + 0.5, y: y + 0.5, width: Math.max(0.5, width - 1), height: BAR_PX - 1 };
  return h('rect', { ...box, ...inner, fill: 'none', stroke: ink, 'stroke-opacity': 0.55 });
}

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

function legend(all: Places, { palette, isWide }: Grid): Markup {
  let x = 0;
  return group(
    bestFirst.map((maturity) => {
      const text = `${maturity} ${thousands(all[maturity])}`;
      const item = h(
        'g',
        { class: maturity, transform: translate(x, 0) },
        segment(maturity, { x: 0, y: 4, width: 14 }, palette.ink),
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

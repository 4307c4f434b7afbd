import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import type { StrideLetter } from '../../src/threats/classes.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { strideWords } from '../../src/threats/stride-words.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, thousands } from '../numbers.ts';
import { textAt } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import { byLeast } from '../threats/by-least.ts';
import { type Places, placesAtLeast } from './stride-counts.ts';

export type TileGrid = {
  /** px from tile to tile. */
  readonly cell: number;
  /** px, its height. */
  readonly tile: number;
  readonly isWide: boolean;
  /** Places that make a bar as long as it gets. */
  readonly most: number;
  readonly palette: Palette;
  readonly isInteractive: boolean;
};

/** The worst risk, and as a share of all components that there are to reach. */
export type Risk = { readonly risk: number; readonly share: number } | null;

type Where = { readonly letter: StrideLetter; readonly layer: Layer };

/** A number of places, and below it a bar of those that are realized, demonstrated and only feasible. */
export function strideTile(places: Places | undefined, risk: Risk, grid: TileGrid, { letter, layer }: Where): Markup {
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

const number = (count: number, ink: string, { isWide }: TileGrid): Markup =>
  textAt(
    padOf(isWide),
    isWide ? 21 : 18,
    { size: isWide ? 15 : 13, weight: 600, fill: ink },
    count === 0 ? '–' : thousands(count),
  );

const riskText = (risk: number, ink: string, { cell, isWide }: TileGrid): Markup =>
  isWide
    ? textAt(cell - padOf(isWide), 21, { size: 12, fill: ink, anchor: 'end' }, `risk ${riskNumber(risk)}`)
    : textAt(padOf(isWide), 33, { size: 11, fill: ink }, riskNumber(risk));

const riskNumber = (risk: number): string => (risk === 0 ? '0' : risk < 0.005 ? '<0.01' : fixed(risk, 2));

const padOf = (isWide: boolean): number => (isWide ? 10 : 6);
const BAR_PX = 7;

/** As long as there are places: solid where realized, pale where demonstrated, hollow where only feasible. */
function bar(places: Places | undefined, ink: string, { cell, tile: height, most, isWide }: TileGrid): Markup {
  const pad = padOf(isWide);
  const unit = (cell - 2 * pad) / most;
  let x = pad;
  return group(
    bestFirst.map((maturity) => {
      const count = places?.[maturity] ?? 0;
      const width = count === 0 ? 0 : Math.max(1, count * unit);
      const left = x;
      x += width;
      return width > 0 && maturityBar(maturity, { x: left, y: height - 8 - BAR_PX, width }, ink);
    }),
  );
}

export const bestFirst = maturities.toReversed();

export function maturityBar(
  maturity: Maturity,
  { x, y, width }: { x: number; y: number; width: number },
  ink: string,
): Markup {
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

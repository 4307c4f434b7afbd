import { group, h, type Markup } from '../markup.ts';
import { meanMark } from '../mean-mark.ts';
import { meanText, rangeText } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { signed, signedRange } from './difference-text.ts';
import { filterWords, type MaturityRow, maturityRows } from './maturity-rows.ts';

/** The mean under each filter on one zero-based axis, and what each adds in the same worlds. */
export function maturityView(
  view: View,
  { width, palette, isInteractive }: Pick<PictureOptions, 'width' | 'palette' | 'isInteractive'>,
): Markup | null {
  const rows = maturityRows(view);
  if (rows.length < 2) return null;
  const places = placesOf(width, rows);
  return drawing(
    {
      width,
      height: HEAD_PX + rows.length * places.row,
      label: maturityLabel(view),
      ...(isInteractive && { role: 'group' }),
      className: 'rows',
    },
    head(places, palette),
    rows.map((row, i) => {
      const name = rowName(row, places, palette, isInteractive);
      const marks = rowMarks(row, places, palette);
      return h(
        'g',
        { transform: translate(0, HEAD_PX + i * places.row) },
        isInteractive ? rowLink(row, places, name) : name,
        isInteractive ? h('g', { 'pointer-events': 'none' }, marks) : marks,
      );
    }),
  );
}

/** One sentence with the result. */
export function maturityLabel(view: View): string {
  const rows = maturityRows(view);
  const parts = rows.map(
    ({ least, scenario: { blastRadius } }) =>
      `${meanText(blastRadius.total)} with ${least === 'realized' ? 'realized attacks only' : least === 'demonstrated' ? 'demonstrated ones' : 'feasible ones'}`,
  );
  return `Of ${rows[0]?.scenario.blastRadius.total.size ?? 0} components are reached: ${parts.join(', ')}.`;
}

const HEAD_PX = 26;

type Places = {
  readonly width: number;
  readonly row: number;
  readonly isNarrow: boolean;
  readonly middle: number;
  readonly axis: { readonly x: number; readonly width: number; readonly most: number };
  readonly mean: number;
  readonly difference: number | null;
};

function placesOf(width: number, rows: readonly MaturityRow[]): Places {
  const isNarrow = width < 620;
  const most = Math.max(0.01, ...rows.map(({ scenario }) => scenario.blastRadius.total.ci95[1]));
  const hasDifference = rows.some(({ difference }) => difference !== null);
  const x = isNarrow ? 6 : 176;
  const end = isNarrow ? width - 84 : width - 96 - (hasDifference ? 200 : 0);
  return {
    width,
    row: isNarrow ? (hasDifference ? 66 : 50) : 36,
    isNarrow,
    middle: isNarrow ? 36 : 18,
    axis: { x, width: end - x, most },
    mean: isNarrow ? width : end + 96,
    difference: hasDifference ? width : null,
  };
}

function head({ axis, isNarrow, mean, difference }: Places, palette: Palette): Markup {
  const style = { size: 12, fill: palette.mute } as const;
  return group(
    textAt(0, 14, style, isNarrow ? 'attacks simulated, components reached' : 'attacks simulated'),
    !isNarrow && textAt(axis.x, 14, style, 'components reached, 95 % interval'),
    textAt(mean, 14, { ...style, anchor: 'end' }, 'mean'),
    difference !== null &&
      !isNarrow &&
      textAt(difference, 14, { ...style, anchor: 'end' }, 'more than the first, same worlds'),
  );
}

const rowName = (row: MaturityRow, { isNarrow, middle }: Places, palette: Palette, isInteractive: boolean): Markup =>
  textAt(
    0,
    isNarrow ? 18 : middle + 4.5,
    { size: 13, weight: row.isChosen && isInteractive ? 600 : 400, fill: palette.ink },
    filterWords[row.least],
  );

function rowMarks(row: MaturityRow, places: Places, palette: Palette): Markup {
  const { isNarrow, middle, axis, mean, difference } = places;
  const { total } = row.scenario.blastRadius;
  const at = (count: number): number => axis.x + (Math.max(0, count) / axis.most) * axis.width;
  const soft = { size: 12.5, fill: palette.soft } as const;
  return group(
    h('line', { x1: 0, x2: places.width, y1: 0, y2: 0, stroke: palette.line }),
    h('line', { x1: axis.x, x2: axis.x + axis.width, y1: middle, y2: middle, stroke: palette.line }),
    meanMark({ mean: total.mean, ci95: total.ci95 }, { at, y: middle }, palette),
    textAt(
      mean,
      middle + 4.5,
      { size: 12, fill: palette.mute, anchor: 'end' },
      span({ size: 14, weight: 600, fill: palette.ink }, meanText(total)),
      ` of ${total.size}`,
    ),
    difference !== null &&
      textAt(
        isNarrow ? axis.x - 6 : difference,
        isNarrow ? middle + 21 : middle + 4.5,
        { ...soft, ...(isNarrow ? {} : { anchor: 'end' }) },
        differenceText(row, isNarrow, palette),
      ),
  );
}

function differenceText({ difference }: MaturityRow, isNarrow: boolean, palette: Palette) {
  if (difference === null) return isNarrow ? null : '–';
  const [low, high] = difference.ci95;
  if (low <= 0 && high >= 0) return span({ fill: palette.mute }, 'no difference seen');
  return [
    span({ weight: 600, fill: palette.ink }, signed(difference)),
    ` (${signedRange(difference)})${isNarrow ? ' against the first' : ''}`,
  ];
}

/** A link rather than a button: in a drawing nothing else takes focus and the Enter key. As wide as the row. */
const rowLink = ({ index, isChosen, least, scenario }: MaturityRow, { width, row }: Places, name: Markup): Markup =>
  h(
    'a',
    {
      href: '#maturity',
      'data-action': 'scenario',
      'data-scenario': index,
      'aria-current': isChosen ? 'true' : null,
      'aria-label': `${filterWords[least]}: ${meanText(scenario.blastRadius.total)} reached (${rangeText(scenario.blastRadius.total.ci95)}), show it`,
    },
    h('rect', { class: 'ground', x: 0, y: 1, width, height: row - 2, fill: 'transparent' }),
    name,
  );

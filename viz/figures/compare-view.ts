import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import type { BlastRadius, Estimate } from '../../src/measure/results.ts';
import { group, h, type Markup } from '../markup.ts';
import { intervalLine } from '../mean-mark.ts';
import { meanText } from '../numbers.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import { type Comparison, isNone } from './comparisons.ts';
import { signed, signedRange, toneOf } from './difference-text.ts';
import { MIRROR_PX, mirrorStairs } from './mirror-stairs.ts';

export type CompareOptions = { readonly width: number; readonly palette: Palette };

type Row = {
  /** Null: the whole. */
  readonly layer: Layer | null;
  readonly before: BlastRadius;
  readonly after: BlastRadius;
  readonly difference: Estimate;
};

/** Before and after as staircases mirrored at an axis, in the whole and in each layer, and the difference of each pair. */
export function compareView(comparison: Comparison, { width, palette }: CompareOptions): Markup {
  const rows = rowsOf(comparison);
  const frame = frameOf(rows, width);
  return drawing(
    { width, height: HEAD_PX + rows.length * frame.rowPx, label: compareLabel(comparison), className: 'compare' },
    head(comparison, frame, palette),
    rows.map((row, i) =>
      h('g', { transform: translate(0, HEAD_PX + i * frame.rowPx) }, rowMarks(row, comparison, frame, palette)),
    ),
  );
}

/** One sentence for those who do not see it. */
export function compareLabel({ change, from, before, after, total, isPaired }: Comparison): string {
  const [one, other] = [before.blastRadius.total, after.blastRadius.total];
  const difference = isNone(total)
    ? `no difference seen (${signedRange(total)})`
    : `${signed(total)} (${signedRange(total)})`;
  return `${from}: mean ${meanText(one)} of ${one.size}; ${change}: ${meanText(other)} of ${other.size}; ${difference}, ${isPaired ? 'in the same worlds' : 'not paired'}.`;
}

function rowsOf({ before, after, total, layers }: Comparison): Row[] {
  const whole: Row = {
    layer: null,
    before: before.blastRadius.total,
    after: after.blastRadius.total,
    difference: total,
  };
  return [
    whole,
    ...([7, 6, 5, 4, 3, 2, 1] as const).flatMap((layer): Row[] => {
      const [one, other] = [before, after].map(({ blastRadius }) => blastRadius.layers[`${layer}`]);
      const difference = layers[`${layer}`];
      if (one === undefined || other === undefined || difference === undefined || one.size + other.size === 0)
        return [];
      return [{ layer, before: one, after: other, difference }];
    }),
  ];
}

type Frame = {
  readonly width: number;
  readonly isWide: boolean;
  readonly rowPx: number;
  readonly stairsLeft: number;
  readonly stairsWidth: number;
  /** Right edge of the means. */
  readonly means: number;
  /** The axis of differences, and where the texts of them end. */
  readonly axis: readonly [left: number, right: number];
  readonly right: number;
  readonly at: (difference: number) => number;
  readonly mostTotal: number;
  readonly mostLayer: number;
};

const HEAD_PX = 62;

function frameOf(rows: readonly Row[], width: number): Frame {
  const isWide = width >= 640;
  const stairsLeft = isWide ? Math.min(215, width * 0.22) : 32;
  const texts = isWide ? 112 : 0;
  const axisPx = isWide ? Math.min(220, width * 0.2) : 0;
  const means = isWide ? width - texts - axisPx - 34 : width;
  const axis = [width - texts - axisPx, width - texts - 14] as const;
  const ends = rows.flatMap(({ difference }) => [...difference.ci95, difference.mean]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const unit = (axis[1] - axis[0]) / Math.max(high - low, 1e-9);
  const sizes = (list: readonly Row[]): number =>
    Math.max(1, ...list.map((row) => Math.max(row.before.size, row.after.size)));
  return {
    width,
    isWide,
    rowPx: isWide ? MIRROR_PX + 21 : MIRROR_PX + 42,
    stairsLeft,
    stairsWidth: means - 80 - stairsLeft,
    means,
    axis,
    right: width,
    at: (difference) => axis[0] + (difference - low) * unit,
    mostTotal: sizes(rows.filter(({ layer }) => layer === null)),
    mostLayer: sizes(rows.filter(({ layer }) => layer !== null)),
  };
}

/** What the two halves are, in words where they stand. */
function head({ from, change, isPaired }: Comparison, frame: Frame, palette: Palette): Markup {
  const room = frame.means - frame.stairsLeft - textWidth('above, rising:  ', 12);
  const line = (y: number, where: string, what: string): Markup =>
    textAt(
      frame.stairsLeft,
      y,
      { size: 12, fill: palette.mute },
      `${where} `,
      span({ weight: 600, fill: palette.ink }, fitMiddle(what, room, 12, 600)),
    );
  return group(
    line(14, 'above:', from),
    line(32, 'below:', change),
    frame.isWide &&
      group(
        textAt(frame.means, 32, { size: 12, fill: palette.mute, anchor: 'end' }, 'mean'),
        textAt(frame.at(0), 46, { size: 12, fill: palette.mute, anchor: 'middle' }, '0'),
        textAt(frame.right, 14, { size: 12, fill: palette.mute, anchor: 'end' }, 'difference, below minus above'),
        textAt(
          frame.right,
          32,
          { size: 12, fill: palette.mute, anchor: 'end' },
          isPaired ? 'same worlds, 95 % interval' : 'not paired, 95 % interval',
        ),
      ),
  );
}

function rowMarks(row: Row, comparison: Comparison, frame: Frame, palette: Palette): Markup {
  const { width, stairsLeft, stairsWidth, means, isWide } = frame;
  const most = row.layer === null ? frame.mostTotal : frame.mostLayer;
  const mean = (radius: BlastRadius, y: number): Markup =>
    textAt(
      means,
      y,
      { size: 12, fill: palette.mute, anchor: 'end' },
      span({ size: 14, weight: 600, fill: palette.ink }, meanText(radius)),
      ` of ${radius.size}`,
    );
  return group(
    h('line', { x1: 0, x2: width, y1: -10, y2: -10, stroke: palette.line }),
    rowHead(row.layer, frame, palette),
    h(
      'g',
      { transform: translate(stairsLeft, 0) },
      mirrorStairs(row.before, row.after, { width: stairsWidth, most, palette }),
    ),
    mean(row.before, 20),
    mean(row.after, MIRROR_PX - 10),
    isWide
      ? differenceMark(row.difference, frame, palette)
      : differenceLine(row.difference, comparison, frame, palette),
  );
}

function rowHead(layer: Layer | null, { isWide, stairsLeft }: Frame, palette: Palette): Markup {
  const middle = MIRROR_PX / 2;
  if (layer === null)
    return textAt(0, middle + 4, { size: 13, weight: 600, fill: palette.ink }, isWide ? 'Whole system' : 'All');
  const name = layerNames[layer].replace('Deployment and ', '').replace('Evaluation and ', '');
  return group(
    h('rect', { x: 0, y: middle - 8, width: 4, height: 15, rx: 1, fill: palette.layer[layer] }),
    textAt(
      isWide ? 11 : 8,
      middle + 4,
      { size: 13, fill: palette.soft },
      span({ weight: 600, fill: palette.ink }, `L${layer}`),
      isWide && stairsLeft > 180 && ` ${name}`,
    ),
  );
}

/** A dot with its interval on an axis through 0, and the same in numbers. */
function differenceMark(difference: Estimate, { at, right }: Frame, palette: Palette): Markup {
  const y = MIRROR_PX / 2;
  const tone = toneOf(difference, palette);
  return group(
    h('line', { x1: at(0), x2: at(0), y1: -9, y2: MIRROR_PX + 10, stroke: palette.line }),
    h('line', { x1: at(0), x2: at(difference.mean), y1: y, y2: y, stroke: tone, 'stroke-width': 1.2 }),
    intervalLine(difference.ci95, { at, y }, { width: 3.2, stroke: tone }),
    h('circle', {
      cx: at(difference.mean),
      cy: y,
      r: 4,
      fill: isNone(difference) ? palette.paper : tone,
      stroke: tone,
      'stroke-width': 1.6,
    }),
    textAt(
      right,
      y - 1,
      { size: 14, weight: 600, fill: tone, anchor: 'end' },
      isNone(difference) ? '' : signed(difference),
    ),
    textAt(
      right,
      isNone(difference) ? y - 1 : y + 15,
      { size: 12, fill: isNone(difference) ? palette.mute : palette.soft, anchor: 'end' },
      isNone(difference) ? 'no difference' : signedRange(difference),
    ),
    isNone(difference) &&
      textAt(right, y + 15, { size: 12, fill: palette.mute, anchor: 'end' }, signedRange(difference)),
  );
}

/** In a narrow place the difference stands in words under its staircases. */
function differenceLine(difference: Estimate, { isPaired }: Comparison, frame: Frame, palette: Palette): Markup {
  const tone = toneOf(difference, palette);
  return textAt(
    frame.stairsLeft,
    MIRROR_PX + 17,
    { size: 12.5, fill: palette.soft },
    isNone(difference)
      ? span({ fill: palette.mute }, `no difference seen, ${signedRange(difference)}`)
      : group(span({ weight: 600, fill: tone }, signed(difference)), `, ${signedRange(difference)}`),
    !isPaired && ', not paired',
  );
}

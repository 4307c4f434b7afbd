import { layerNames, layers } from '../../src/graph/kinds.ts';
import type { BlastRadius, Estimate, LayerKey } from '../../src/measure/results.ts';
import { h, type Markup } from '../markup.ts';
import { meanText } from '../numbers.ts';
import type { Picture } from '../picture.ts';
import { drawing, textAt } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { differenceText, isSeen } from './difference-text.ts';
import type { WhatIf } from './what-if.ts';

/** The mean before and after the changes, in all and per layer, with the difference world by world. */
export const dumbbells: Picture = {
  usualWidth: 1140,
  draw: (view, { width, palette }) => {
    const rows = rowsOf(view);
    if (rows.length === 0) return null;
    const isNarrow = width < NARROW_PX;
    const label = isNarrow ? 0 : 245;
    const note = isNarrow ? 0 : 230;
    const most = Math.max(...rows.flatMap(({ before, after }) => [before.ci95[1], after.ci95[1]]), 0.01);
    const x = (mean: number): number => label + 8 + (mean / most) * (width - label - note - 16);
    const pitch = isNarrow ? 54 : 30;
    return drawing(
      { width, height: rows.length * pitch + 6, label: dumbbellsLabel(view), className: 'dumbbells' },
      rows.map((row, i) => rowView(row, { y: i * pitch + (isNarrow ? 38 : 18), x, width, label, isNarrow, palette })),
    );
  },
};

const NARROW_PX = 620;

export const dumbbellsLabel = (view: View): string =>
  rowsOf(view)
    .map(({ title, before, after, difference }) => {
      return `${title}: ${meanText(before)} before, ${meanText(after)} after, ${differenceText(difference)}`;
    })
    .join('; ');

type Row = {
  readonly title: string;
  readonly before: BlastRadius;
  readonly after: BlastRadius;
  readonly difference: Estimate;
};

/** Layers that hold anything in either. */
function rowsOf({ whatIf, scenario, index }: View): Row[] {
  const before = whatIf?.before.results.scenarios[index]?.blastRadius;
  if (whatIf === null || before === undefined) return [];
  const after = scenario.blastRadius;
  const all = {
    title: 'all components',
    before: before.total,
    after: after.total,
    difference: whatIf.difference.total,
  };
  return [
    all,
    ...layers.flatMap((layer) => layerRow(String(layer) as LayerKey, `L${layer} ${layerNames[layer]}`) ?? []),
  ];

  function layerRow(key: LayerKey, title: string): Row | null {
    const [was, is, difference] = [before?.layers[key], after.layers[key], (whatIf as WhatIf).difference.layers[key]];
    if (was === undefined || is === undefined || difference === undefined) return null;
    return was.size === 0 && is.size === 0 ? null : { title, before: was, after: is, difference };
  }
}

type Room = {
  readonly y: number;
  readonly x: (mean: number) => number;
  readonly width: number;
  readonly label: number;
  readonly isNarrow: boolean;
  readonly palette: Palette;
};

/** Hollow is before, solid after; the line between them has the colour of its sign only where a difference was seen. */
function rowView({ title, before, after, difference }: Row, room: Room): Markup {
  const { y, x, width, label, isNarrow, palette } = room;
  const seen = isSeen(difference);
  const ink = !seen ? palette.mute : difference.mean < 0 ? palette.less : palette.more;
  const [from, to] = [x(before.mean), x(after.mean)];
  const text = differenceText(difference);
  return h(
    'g',
    {},
    isNarrow
      ? textAt(0, y - 20, { size: 12.5, fill: palette.ink }, fitMiddle(title, width - textWidth(text, 12.5) - 12, 12.5))
      : textAt(0, y + 4, { size: 13, fill: palette.ink }, fitMiddle(title, label - 12, 13)),
    h('line', { x1: x(0), x2: x(0), y1: y - 11, y2: y + 11, stroke: palette.rule }),
    h('line', { x1: x(0), x2: Math.max(from, to), y1: y, y2: y, stroke: palette.line }),
    h('line', { x1: from, x2: to, y1: y, y2: y, stroke: ink, 'stroke-width': 3 }),
    h('line', { x1: x(after.ci95[0]), x2: x(after.ci95[1]), y1: y + 8, y2: y + 8, stroke: palette.ink }),
    h('circle', { cx: from, cy: y, r: 5, fill: palette.paper, stroke: palette.soft, 'stroke-width': 1.5 }),
    h('circle', { cx: to, cy: y, r: 5, fill: seen ? ink : palette.mute }),
    textAt(
      width,
      isNarrow ? y - 20 : y + 4,
      { size: 12.5, anchor: 'end', fill: seen ? palette.ink : palette.mute },
      text,
    ),
  );
}

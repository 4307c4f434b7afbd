import { h, type Markup, path } from '../markup.ts';
import { fixed, percent, percentNumber, plural } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { textAt } from '../svg.ts';
import { reachStep } from '../theme.ts';
import { isSummed, type MatrixGrid } from './matrix-grid.ts';
import type { Scene } from './scene.ts';
import type { SceneLine } from './scene-lines.ts';

type Entry = { value: number; isAgainst: boolean; isAlong: boolean; relations: number };

/** What could have been infected from where, and how often it was. */
export function matrixCells(scene: Scene, grid: MatrixGrid, { form, moment }: PictureOptions): Markup[] {
  const place = new Map(grid.order.map((i, k) => [i, k]));
  const entries = new Map<string, Entry>();
  const add = (from: number, to: number, value: number, isAgainst: boolean, { relations }: SceneLine): void => {
    const key = `${place.get(from)} ${place.get(to)}`;
    const entry = entries.get(key) ?? { value: 0, isAgainst: false, isAlong: false, relations: 0 };
    entry.value += value;
    if (isAgainst) entry.isAgainst = true;
    else entry.isAlong = true;
    entry.relations += relations.length;
    entries.set(key, entry);
  };
  for (const line of scene.lines) {
    if (line.canGo.along) add(line.from, line.to, line.carried.along, false, line);
    if (line.canGo.against) add(line.to, line.from, line.carried.against, true, line);
  }
  const least = form?.leastShare ?? 0;
  const shown = [...entries].filter(([, { value }]) => least === 0 || value >= least);
  const isSum = isSummed(scene);
  const inWorld = moment.world !== null;
  const say = (value: number): string =>
    inWorld
      ? plural(Math.round(value), 'infection')
      : isSum
        ? `${fixed(value, 2)} infections per world`
        : `${percent(value)} of worlds`;
  const write = (value: number): string =>
    inWorld ? '' : isSum ? fixed(value, value < 10 ? 1 : 0) : percentNumber(value);
  return shown.map(([key, entry]) => {
    const [row, column] = key.split(' ').map(Number) as [number, number];
    return matrixCell(row, column, entry, scene.fullWidth, grid, { title: say(entry.value), text: write(entry.value) });
  });
}

/** A cell of nothing that could have been something keeps a dot. */
const LEAST_VALUE = 0.005;

function matrixCell(
  row: number,
  column: number,
  { value, isAgainst, isAlong, relations }: Entry,
  fullWidth: number,
  grid: MatrixGrid,
  words: { readonly title: string; readonly text: string },
): Markup {
  const { left, top, pitch, names, palette } = grid;
  const [x, y] = [left + column * pitch, top + row * pitch];
  const way = isAgainst && isAlong ? 'along and against' : isAgainst ? 'against' : 'along';
  const title = h(
    'title',
    {},
    `${names[row]} → ${names[column]}: ${words.title}, ${way} ${plural(relations, 'relation')}`,
  );
  if (value < LEAST_VALUE) {
    const middle = { cx: x + pitch / 2, cy: y + pitch / 2 };
    return h('circle', { ...middle, r: Math.min(1.6, pitch / 5), fill: palette.rule }, title);
  }
  const step = Math.max(1, reachStep(Math.sqrt(Math.min(1, value / fullWidth))));
  const gap = pitch > 9 ? 1 : 0.3;
  const side = pitch - 2 * gap;
  const notch = Math.min(7, side / 2.6);
  return h(
    'g',
    {},
    title,
    h('rect', { x: x + gap, y: y + gap, width: side, height: side, rx: pitch > 9 ? 2 : 0, fill: palette.reach[step] }),
    isAgainst &&
      !isAlong &&
      h('path', { d: path`M${x + gap} ${y + gap}h${notch}l${-notch} ${notch}z`, fill: palette.sunk }),
    pitch >= 22 &&
      words.text !== '' &&
      words.text !== '0.0' &&
      textAt(
        x + pitch / 2,
        y + pitch / 2 + 4,
        { size: 11.5, anchor: 'middle', fill: palette.onReach[step] ?? palette.ink },
        words.text,
      ),
  );
}

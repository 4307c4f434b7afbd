import { fitMiddle, textWidth } from '../text.ts';
import type { View } from '../view.ts';
import type { CarpetLayout } from './carpet-layout.ts';

/** The name of a column, where there is room for it. */
export type CarpetHead = {
  readonly column: number;
  readonly text: string;
  /** Middle of the text, and of the column under it. */
  readonly x: number;
  readonly at: number;
  readonly isEntrys: boolean;
};

export const HEAD_SIZE = 12;
const GAP_PX = 14;
const MOST_TEXT_PX = 110;

/**
 * Names of columns side by side: first that of the entry point, then that of a column that is asked for, then from the
 * left whatever still fits. Columns narrower than their names are pointed at.
 * @param middleOf - where the middle of a column is, in px; null if it is out of sight
 */
export function carpetHeads(
  { components, isEntry }: View,
  { places, columns, width, plot }: CarpetLayout,
  asked: number | null = null,
  middleOf: (column: number) => number | null = (k) => middle(columns[k]),
): CarpetHead[] {
  const entries = new Set(components.flatMap((_, i) => (isEntry[i] ? [places[i]?.column ?? -1] : [])));
  const rank = (column: number): number => (entries.has(column) ? 0 : column === asked ? 1 : 2);
  const order = [...columns.keys()].sort((a, b) => rank(a) - rank(b) || a - b);
  const taken: { left: number; right: number }[] = [];
  return order.flatMap((column) => {
    const at = middleOf(column);
    if (at === null) return [];
    const text = fitMiddle(columns[column]?.name ?? '', MOST_TEXT_PX, HEAD_SIZE, 600);
    const half = textWidth(text, HEAD_SIZE, 600) / 2;
    const x = Math.min(width - half, Math.max(plot.left + half, at));
    const [left, right] = [x - half, x + half];
    if (taken.some((other) => left < other.right + GAP_PX && right > other.left - GAP_PX)) return [];
    taken.push({ left, right });
    return { column, text, x, at, isEntrys: entries.has(column) };
  });
}

const middle = (column: CarpetLayout['columns'][number] | undefined): number | null =>
  column === undefined ? null : column.left + column.width / 2;

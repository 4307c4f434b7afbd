import type { PastaBlock } from '../../measure/pasta-document.ts';
import { counted } from '../two-decimals.ts';

export type Column = { readonly head: string; readonly isName?: true };

/** Rows that a reviewer reads; what is left out is said. */
const MOST_ROWS = 12;

/**
 * A table, and how many rows are left out of it; nothing if there are none.
 * @param rows - those that matter most first
 */
export function tableBlock(columns: readonly Column[], rows: readonly (readonly string[])[]): PastaBlock[] {
  if (rows.length === 0) return [];
  const rest = rows.length - MOST_ROWS;
  const table = {
    head: columns.map(({ head }) => head),
    names: columns.flatMap(({ isName }, column) => (isName === true ? [column] : [])),
    rows: rows.slice(0, MOST_ROWS),
  };
  return rest > 0 ? [table, { text: `${counted(rest, 'more row')} left out.` }] : [table];
}

/** A column of words of the input. */
export const nameColumn = (head: string): Column => ({ head, isName: true });
export const column = (head: string): Column => ({ head });

/** Ids in one cell. */
export const listed = (ids: Iterable<string>): string => {
  const all = [...new Set(ids)];
  return all.length > MOST_LISTED
    ? `${all.slice(0, MOST_LISTED).join(', ')} and ${all.length - MOST_LISTED} more`
    : all.join(', ');
};
const MOST_LISTED = 6;

import { describePlace, type Place, type Problem } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { displayWidth } from './display-width.ts';
import { count } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE } from './usage.ts';

/** How a problem's file is found again: what the user calls it, and its text if it has one. */
export type Sources = { pathOf(name: string): string; textOf(name: string): string | undefined };

const MOST_SHOWN = 50;

/** Problems for a reader: place, what was expected and found, the line with a caret under it, the fix. By place. */
export function codeFrames(
  problems: readonly Problem[],
  sources: Sources,
  terminal: Terminal,
  level: 'error' | 'warning' = 'error',
): string {
  const sorted = problems.toSorted(byPlace);
  const shown = sorted.slice(0, MOST_SHOWN).map((problem) => codeFrame(problem, sources, terminal, level));
  const rest = sorted.length - shown.length;
  if (rest > 0) shown.push(`… and ${count(rest, `more ${level}`)}; --json lists them all`);
  return `${shown.join('\n\n')}\n`;
}

export const byPlace = ({ at: a }: Problem, { at: b }: Problem): number =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
  (a.line ?? 0) - (b.line ?? 0) ||
  (a.column ?? 0) - (b.column ?? 0);

function codeFrame(
  { at, expected, found, fix }: Problem,
  sources: Sources,
  terminal: Terminal,
  level: 'error' | 'warning',
): string {
  const { paint } = terminal;
  const colour = level === 'error' ? paint.red : paint.yellow;
  const title = `${colour(paint.bold(level))}${paint.bold(`: expected ${printable(expected)}, found ${printable(found)}`)}`;
  const place =
    at.file === COMMAND_LINE || at.file.startsWith('--')
      ? []
      : [`${paint.cyan('  -->')} ${printable(describePlace({ ...at, file: sources.pathOf(at.file) }))}`];
  return [
    title,
    ...place,
    ...sourceLines(at, sources, terminal, colour),
    `${paint.cyan('  =')} ${printable(fix.trim())}`,
  ].join('\n');
}

const MARGIN = 60;

function sourceLines(
  { file, line, column, length }: Place,
  sources: Sources,
  { paint }: Terminal,
  colour: (text: string) => string,
): string[] {
  const text = line === undefined ? undefined : lineOf(sources.textOf(file), line);
  if (text === undefined) return [];
  const number = String(line);
  const gutter = `  ${paint.cyan(`${' '.repeat(number.length)} |`)}`;
  // A minified file is one long line: show what stands around the column.
  const start = (column ?? 1) - 1;
  const from = start > MARGIN * 2 ? start - MARGIN : 0;
  const before = drawn(text.slice(from, start));
  const shown = drawn(text.slice(from, from + MARGIN * 3));
  const lead = from > 0 ? '…' : '';
  // Of a file whose values are hidden nothing may be left to see.
  if (!/[\p{L}\p{N}]/u.test(shown)) return [];
  const code = `  ${paint.cyan(`${number} |`)} ${lead}${shown}${text.length > from + MARGIN * 3 ? '…' : ''}`;
  if (column === undefined) return [gutter, code];
  const caretWidth = Math.max(1, Math.min(displayWidth(drawn(text.slice(start, start + (length ?? 1)))), MARGIN * 2));
  return [gutter, code, `${gutter} ${' '.repeat(displayWidth(lead + before))}${colour('^'.repeat(caretWidth))}`];
}

const drawn = (text: string): string => printable(text.replaceAll('\t', '  '));

const lineOf = (text: string | undefined, line: number): string | undefined =>
  text?.split(/\r\n|[\n\r]/, line)[line - 1];

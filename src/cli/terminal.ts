import { printable } from '../base/printable.ts';
import { displayWidth, padEnd, padStart, shorten } from './display-width.ts';
import type { Output, Shell } from './shell.ts';

/** What can be drawn on one output: colours, block characters, how wide. */
export type Terminal = {
  readonly columns: number;
  readonly unicode: boolean;
  /** Wraps a text in a colour, or gives it back as it is. */
  readonly paint: Readonly<Record<Colour, (text: string) => string>>;
};

export type Colour = keyof typeof sgr;

const sgr = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const;

const DEFAULT_COLUMNS = 120;

export function terminalOf(output: Output, env: Shell['env'], colourFlag: boolean): Terminal {
  const coloured = hasColour(output, env, colourFlag);
  const painter = ([on, off]: readonly [number, number]) =>
    coloured ? (text: string) => (text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`) : (text: string) => text;
  return {
    columns: Math.max(60, output.columns ?? DEFAULT_COLUMNS),
    unicode: hasUnicode(env),
    paint: {
      bold: painter(sgr.bold),
      dim: painter(sgr.dim),
      red: painter(sgr.red),
      green: painter(sgr.green),
      yellow: painter(sgr.yellow),
      cyan: painter(sgr.cyan),
    },
  };
}

/** --no-color beats FORCE_COLOR beats NO_COLOR beats what the output is (force-color.org, no-color.org). */
function hasColour(output: Output, env: Shell['env'], colourFlag: boolean): boolean {
  if (!colourFlag) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (env['NO_COLOR']) return false;
  return output.isTerminal && env['TERM'] !== 'dumb';
}

/** The locale says so (the first of LC_ALL, LC_CTYPE, LANG that is set); Windows consoles say nothing and can. */
function hasUnicode(env: Shell['env']): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  if (locale === undefined || locale === '') return env['OS'] === 'Windows_NT' || env['WT_SESSION'] !== undefined;
  return /utf-?8/i.test(locale);
}

/** One column of a table: how wide at most, which side its text leans to, how its cells are painted. */
export type Column = {
  readonly head: string;
  readonly align?: 'left' | 'right';
  readonly paint?: (text: string) => string;
  /** Gives way first when the table is too wide; at least this many columns stay. */
  readonly shrinkTo?: number;
};

/** Rows under their heads, two spaces between columns, cells made printable; a table too wide loses the ends of its `shrinkTo` cells. */
export function table(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = 2,
): string {
  const cells = rows.map((row) => columns.map((_, c) => printable(row[c] ?? '')));
  const widths = columns.map(({ head }, c) =>
    Math.max(displayWidth(head), ...cells.map((row) => displayWidth(row[c] ?? ''))),
  );
  shrink(columns, widths, terminal.columns - indent - 2 * (columns.length - 1));
  const ellipsis = terminal.unicode ? '…' : '~';
  const line = (texts: readonly string[], paintOf: (column: Column) => (text: string) => string) => {
    const drawn = columns.map((column, c) => {
      const text = shorten(texts[c] ?? '', widths[c] ?? 0, ellipsis);
      const padded = column.align === 'right' ? padStart(text, widths[c] ?? 0) : padEnd(text, widths[c] ?? 0);
      return paintOf(column)(c === columns.length - 1 ? padded.trimEnd() : padded);
    });
    return (' '.repeat(indent) + drawn.join('  ')).trimEnd();
  };
  const head = columns.some(({ head: text }) => text !== '')
    ? [
        line(
          columns.map((column) => column.head),
          () => terminal.paint.dim,
        ),
      ]
    : [];
  return [...head, ...cells.map((row) => line(row, (column) => column.paint ?? same))].join('\n');
}

const same = (text: string): string => text;

function shrink(columns: readonly Column[], widths: number[], room: number): void {
  for (const [c, { shrinkTo }] of columns.entries()) {
    const excess = widths.reduce((sum, width) => sum + width, 0) - room;
    if (shrinkTo !== undefined && excess > 0) widths[c] = Math.max(shrinkTo, (widths[c] ?? 0) - excess);
  }
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A share of 1 as a bar; something above 0 always shows. */
export function bar(terminal: Terminal, share: number, columns: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(Math.min(1, Math.max(0, share)) * columns * 8));
  if (terminal.unicode) return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
  return '#'.repeat(Math.ceil(eighths / 8));
}

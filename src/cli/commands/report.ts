import { resolve } from 'node:path';
import { readResults } from '../../run/store.ts';
import type { Context } from '../context.ts';
import { type Drawing, type OutputFormat, renderOutput } from '../draw.ts';
import { formatOf } from '../save-run.ts';
import type { ExitCode } from '../shell.ts';
import { usageError } from '../usage.ts';
import { writeOutput } from '../write-output.ts';

type ReportOptions = Omit<Drawing, 'warn'> & { readonly format?: OutputFormat; readonly output?: string };

/** Draws saved results again, without running anything. */
export async function action(
  [dir = '']: readonly string[],
  options: ReportOptions,
  context: Context,
): Promise<ExitCode> {
  const run = readResults(resolve(context.shell.cwd, dir));
  const format = chosenFormat(options, context.options.json === true);
  refuseFigureOptions(options, format);
  const content = await renderOutput(run, format, { ...options, warn: context.note });
  if (options.output === undefined) {
    if (format === 'png') throw usageError('a file for a PNG', 'none', 'Name one: -o figure.png.');
    if (context.options.json === true) context.document(format === 'json' ? run.results : { format, content });
    else context.shell.stdout.write(content as string);
    return 0;
  }
  writeOutput(context.shell.cwd, options.output, content);
  if (context.options.json === true) context.document({ written: [options.output] });
  context.say(`wrote ${options.output}`);
  return 0;
}

/** What was typed, else by the ending, else what is asked for most: under --json the results, a figure as SVG, the report as a page. */
function chosenFormat({ format, output, figure }: ReportOptions, isJson: boolean): OutputFormat {
  if (format !== undefined) return format;
  if (output !== undefined) return formatOf(output);
  if (figure !== undefined) return 'svg';
  return isJson ? 'json' : 'html';
}

/** The page has every scenario in it, and its reader chooses width and theme. */
function refuseFigureOptions({ figure, scenario, width, theme }: ReportOptions, format: OutputFormat): void {
  const isFigure = format === 'svg' || format === 'png' || figure !== undefined;
  const typed = Object.entries({ scenario, width, theme }).find(([, value]) => value !== undefined)?.[0];
  if (isFigure || typed === undefined) return;
  throw usageError(
    `--figure with --${typed}`,
    `a whole ${format} document`,
    `Choose a figure: --figure layers, or leave --${typed} out.`,
  );
}

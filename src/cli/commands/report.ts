import { join } from 'node:path';
import type { Context } from '../context.ts';
import { type Drawing, type Drawn, isDrawn, nothingToDraw, renderFigure, renderOutput } from '../draw.ts';
import { namedRuns } from '../named-runs.ts';
import { quoted } from '../option-value.ts';
import { formatOf, type OutputFormat, outputFormats } from '../output-format.ts';
import type { ExitCode } from '../shell.ts';
import { suggestion } from '../suggestion.ts';
import { usageError } from '../usage.ts';
import { writeOutput, writeOutputs } from '../write-output.ts';

type ReportOptions = Omit<Drawing, 'warn'> & { readonly format?: OutputFormat; readonly output?: string };

/** Draws saved results again, without running anything. */
export async function action(dirs: readonly string[], options: ReportOptions, context: Context): Promise<ExitCode> {
  const { shell } = context;
  const drawn = namedRuns(shell.cwd, dirs);
  const format = chosenFormat(options, context.options.json === true);
  refuseSeveralAs(format, drawn);
  refuseFigureOptions(options, format);
  refuseUnknownComponent(options, drawn);
  refuseBytesOnScreen(options, format);
  const drawing = { ...options, warn: context.note };
  if (options.figure === ALL) return writeAll(drawn, format, drawing, context);
  const content = await renderOutput(drawn, format, drawing, shell.env);
  if (options.output === undefined) return print(content, format, drawn, context);
  writeOutput(shell.cwd, options.output, content);
  if (context.options.json === true) context.document({ written: [options.output] });
  context.say(`wrote ${options.output}`);
  return 0;
}

/** What `--figure` takes besides the names of figures. */
const ALL = 'all';

function print(content: string | Uint8Array, format: OutputFormat, { results }: Drawn, context: Context): ExitCode {
  if (context.options.json === true) context.document(format === 'json' ? results : { format, content });
  else context.shell.stdout.write(content as string);
  return 0;
}

/** Every figure that the results hold data for, each in a file of its name. */
async function writeAll(drawn: Drawn, format: OutputFormat, drawing: Drawing, context: Context): Promise<ExitCode> {
  const { output } = drawing as ReportOptions;
  if (output === undefined) throw usageError('a folder for all figures', 'none', 'Name one: -o figures.');
  const ending = outputFormats.find((one) => output.toLowerCase().endsWith(`.${one}`));
  if (ending !== undefined)
    throw usageError('a folder for all figures', quoted(output), `Name a folder, and --format ${ending}.`);
  if (format !== 'svg' && format !== 'png' && format !== 'pdf')
    throw usageError('--format svg, png or pdf for all figures', format, 'Leave --format out for SVG.');
  if (!isDrawn(drawn)) throw nothingToDraw();
  const [{ figures }, { scenarioPosition }, { viewOf }] = await Promise.all([
    import('../../../viz/figures/figures.ts'),
    import('../scenario-position.ts'),
    import('../../../viz/view.ts'),
  ]);
  const view = viewOf(drawn, scenarioPosition(drawn.results, drawing.scenario));
  const [shown, left] = [figures.filter((one) => one.isFor(view)), figures.filter((one) => !one.isFor(view))];
  const outputs = [];
  for (const { name } of shown) {
    const whole = await renderFigure(drawn, name, format, onlyFor(name, drawing), context.shell.env);
    outputs.push({ path: join(output, `${name}.${format}`), content: { whole } });
  }
  writeOutputs(context.shell.cwd, outputs);
  if (context.options.json === true) context.document({ written: outputs.map(({ path }) => path) });
  for (const { path } of outputs) context.say(`wrote ${path}`);
  for (const { name, needs } of left) context.note(`no ${name}: it needs ${needs}`);
  return 0;
}

/** `--log` and `--component` speak of one figure each. */
const onlyFor = (figure: string, { log, component, ...drawing }: Drawing): Drawing => ({
  ...drawing,
  ...(figure === 'ccdf' && log === true ? { log } : {}),
  ...(figure === 'paths' && component !== undefined ? { component } : {}),
});

/** What was typed, else by the ending, else what is asked for most: under --json the results, a figure as SVG, the report as a page. */
function chosenFormat({ format, output, figure }: ReportOptions, isJson: boolean): OutputFormat {
  if (format !== undefined) return format;
  if (output !== undefined && figure !== ALL) return formatOf(output);
  if (figure !== undefined) return 'svg';
  return isJson ? 'json' : 'html';
}

/** Results of one run are one document. */
function refuseSeveralAs(format: OutputFormat, { others = [] }: Drawn): void {
  if (format !== 'json' || others.length === 0) return;
  throw usageError(
    'one folder for json',
    `${others.length + 1}`,
    'Name them one by one, or use .html, .md or a figure.',
  );
}

/** The page has every scenario in it, and its reader chooses width and theme; each figure has its own options. */
function refuseFigureOptions(options: ReportOptions, format: OutputFormat): void {
  const { figure, scenario, component, log, width, theme, scale } = options;
  const refuse = (expected: string, found: string, fix: string): never => {
    throw usageError(expected, found, fix);
  };
  if (figure !== undefined && (format === 'html' || format === 'md' || format === 'json'))
    refuse(
      'the report, or a figure as .svg, .png or .pdf',
      `a figure as .${format}`,
      'Leave --figure out, or use .svg.',
    );
  const isFigure = format === 'svg' || format === 'png' || figure !== undefined;
  const typed = Object.entries({ scenario, component, log, width, theme, scale }).find(
    ([, value]) => value !== undefined,
  );
  if (!isFigure && typed !== undefined)
    refuse(
      `--figure with --${typed[0]}`,
      `a whole ${format} document`,
      `Choose a figure: --figure layers, or leave --${typed[0]} out.`,
    );
  if (component !== undefined && figure !== 'paths' && figure !== ALL)
    refuse('--figure paths with --component', `the figure ${figure ?? 'layers'}`, 'Leave --component out.');
  if (log === true && figure !== 'ccdf' && figure !== ALL)
    refuse('--figure ccdf with --log', `the figure ${figure ?? 'layers'}`, 'Leave --log out.');
  if (scale !== undefined && format !== 'png')
    refuse('a PNG with --scale', `.${format}`, 'It is drawn as lines and text.');
}

function refuseBytesOnScreen({ output, figure }: ReportOptions, format: OutputFormat): void {
  if (output !== undefined || figure === ALL || (format !== 'png' && format !== 'pdf')) return;
  throw usageError(`a file for a ${format.toUpperCase()}`, 'none', `Name one: -o figure.${format}.`);
}

function refuseUnknownComponent({ component }: ReportOptions, { details }: Drawn): void {
  if (component === undefined || details.components.some(({ id }) => id === component)) return;
  const ids = details.components.map(({ id }) => id);
  throw usageError('the id of a component after --component', quoted(component), suggestion(component, ids));
}

import type { InvalidInputError } from '../base/errors.ts';
import { jsonText } from '../run/json-text.ts';
import type { SuiteRun } from '../run/run-suite.ts';
import type { PaperWidth } from './figure-width.ts';
import type { OutputFormat } from './output-format.ts';
import { printer, printPdf } from './print-pdf.ts';
import { scenarioPosition } from './scenario-position.ts';
import type { Shell } from './shell.ts';
import { usageError } from './usage.ts';

/** A run that is drawn, and what stands beside it under which names. */
export type Drawn = Pick<SuiteRun, 'results' | 'details'> & {
  readonly label?: string;
  readonly others?: readonly (Pick<SuiteRun, 'results' | 'details'> & { readonly label: string })[];
};

export type Drawing = {
  readonly figure?: string;
  readonly scenario?: string;
  /** Id of the component that a figure is about. */
  readonly component?: string;
  readonly log?: true;
  readonly width?: PaperWidth;
  readonly theme?: 'light' | 'dark' | 'print';
  /** Of a PNG: pixels per px. */
  readonly scale?: number;
  /** Told of what a picture cannot show. */
  readonly warn?: (text: string) => void;
};

/** The report as one offline file. */
export async function drawReport(drawn: Drawn): Promise<string> {
  const [{ renderReport }, { loadReportAssets }] = await Promise.all([
    import('../../viz/page.ts'),
    import('../../viz/assets.ts'),
  ]);
  const { results, details, label, others } = drawn;
  return renderReport(
    { results, details, ...(label && { label }), ...(others && { others }) },
    await loadReportAssets(),
  );
}

/** Results in a format. @throws {InvalidInputError} if there is nothing to draw in it */
export async function renderOutput(
  drawn: Drawn,
  format: OutputFormat,
  drawing: Drawing,
  env: Shell['env'],
): Promise<string | Uint8Array> {
  if (format === 'json') return jsonText(drawn.results);
  if (format === 'md') return (await import('../../viz/markdown.ts')).renderMarkdown(drawn);
  if (!isDrawn(drawn)) throw nothingToDraw();
  if (format === 'html' || (format === 'pdf' && drawing.figure === undefined)) {
    const html = await drawReport(drawn);
    return format === 'html' ? html : printPdf(html, printer(env));
  }
  return renderFigure(drawn, drawing.figure ?? 'layers', format, drawing, env);
}

/** One figure. @throws {InvalidInputError} if the results do not hold what it shows */
export async function renderFigure(
  drawn: Drawn,
  figure: string,
  format: 'svg' | 'png' | 'pdf',
  drawing: Drawing,
  env: Shell['env'],
): Promise<string | Uint8Array> {
  const { charactersWithoutShapes, figurePage, figurePng } = await import('../../viz/static.ts');
  const svg = await drawFigure(drawn, figure, drawing);
  if (format === 'svg') return svg;
  if (format === 'pdf') return printPdf(await figurePage(svg), printer(env));
  const missing = charactersWithoutShapes(svg);
  if (missing.length > 0)
    drawing.warn?.(
      `The PNG shows boxes for ${missing.slice(0, 8).join(' ')}: its font has no shapes for them. An SVG keeps them.`,
    );
  return figurePng(svg, drawing.scale);
}

async function drawFigure(drawn: Drawn, figure: string, drawing: Drawing): Promise<string> {
  const { figureSvg, NothingToDraw } = await import('../../viz/static.ts');
  const { width, theme } = drawing;
  const choice = drawing.component ?? (drawing.log === true ? 'log' : undefined);
  try {
    return figureSvg(drawn, {
      figure,
      scenario: scenarioPosition(drawn.results, drawing.scenario),
      ...width,
      ...(theme === undefined ? {} : { theme }),
      ...(choice === undefined ? {} : { choice }),
    });
  } catch (error) {
    if (!(error instanceof NothingToDraw)) throw error;
    const found = 'results that do not hold it';
    throw usageError(`${error.figure.needs}, for the figure ${figure}`, found, fixOf(drawn, figure));
  }
}

const fixOf = ({ others = [] }: Drawn, figure: string): string =>
  figure === 'topologies' && others.length === 0
    ? 'Name several folders: blastradius report A B C --figure topologies.'
    : 'Run it so (again, if an earlier version ran it), or choose another figure: --figure all draws those that there are.';

/** A raw graph has no layers to draw. */
export const isDrawn = ({ details }: Pick<SuiteRun, 'details'>): boolean => details.components.length > 0;

export const nothingToDraw = (): InvalidInputError =>
  usageError('an ecosystem to draw', 'a raw graph, which has no layers', 'Use .json or .md.');

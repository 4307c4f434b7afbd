import type { InvalidInputError } from '../base/errors.ts';
import { jsonText } from '../run/json-text.ts';
import type { SuiteRun } from '../run/run-suite.ts';
import { scenarioPosition } from './scenario-position.ts';
import { usageError } from './usage.ts';

export const outputFormats = ['html', 'svg', 'png', 'md', 'json'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export type Drawing = {
  readonly figure?: string;
  readonly scenario?: string;
  readonly width?: number;
  readonly theme?: 'light' | 'dark' | 'print';
  /** Told of what a picture cannot show. */
  readonly warn?: (text: string) => void;
};

/** The report as one offline file. */
export async function drawReport({ results, details }: Pick<SuiteRun, 'results' | 'details'>): Promise<string> {
  const [{ renderReport }, { loadReportAssets }] = await Promise.all([
    import('../../viz/page.ts'),
    import('../../viz/assets.ts'),
  ]);
  return renderReport({ results, details }, await loadReportAssets());
}

/** Results in a format. @throws {InvalidInputError} if there is nothing to draw in it */
export async function renderOutput(
  run: Pick<SuiteRun, 'results' | 'details'>,
  format: OutputFormat,
  drawing: Drawing,
): Promise<string | Uint8Array> {
  if (format === 'json') return jsonText(run.results);
  if (format === 'md') return (await import('../../viz/markdown.ts')).renderMarkdown(run.results);
  if (!isDrawn(run)) throw nothingToDraw();
  if (format === 'html' && drawing.figure === undefined) return drawReport(run);
  const { charactersWithoutShapes, figurePng, figureSvg } = await import('../../viz/static.ts');
  const { figure = 'layers', width, theme } = drawing;
  const svg = figureSvg(run, {
    figure,
    scenario: scenarioPosition(run.results, drawing.scenario),
    ...(width === undefined ? {} : { width }),
    ...(theme === undefined ? {} : { theme }),
  });
  if (format === 'svg') return svg;
  if (format === 'html')
    throw usageError(
      'the report, or a figure as .svg or .png',
      'a figure as .html',
      'Leave --figure out, or use .svg.',
    );
  const missing = charactersWithoutShapes(svg);
  if (missing.length > 0)
    drawing.warn?.(
      `The PNG shows boxes for ${missing.slice(0, 8).join(' ')}: its font has no shapes for them. An SVG keeps them.`,
    );
  return figurePng(svg);
}

/** A raw graph has no layers to draw. */
export const isDrawn = ({ details }: Pick<SuiteRun, 'details'>): boolean => details.components.length > 0;

export const nothingToDraw = (): InvalidInputError =>
  usageError('an ecosystem to draw', 'a raw graph, which has no layers', 'Use .json or .md.');

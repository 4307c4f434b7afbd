import { createRequire } from 'node:module';
import { worstScenario } from '../src/measure/worst-scenario.ts';
import type { Figure } from './figures/figure.ts';
import { figureNamed } from './figures/figures.ts';
import { endOf } from './graph/moment.ts';
import { h } from './markup.ts';
import { scenarioLabel } from './sentences.ts';
import { palettes, type Theme } from './theme.ts';
import { type Shown, viewOf } from './view.ts';

export type FigureOptions = {
  /** Of figures.ts. */
  readonly figure: string;
  /** px; drawings are made for their width, not scaled to it. */
  readonly width?: number;
  /** `print` has no ground, for papers. */
  readonly theme?: Theme;
  /** Position in `results.scenarios`. */
  readonly scenario?: number;
};

/**
 * One figure as a file: text stays text, colours are plain, the same bytes on every machine.
 * @throws {RangeError} if there is no such scenario or figure
 * @throws {NothingToDraw} if the results do not hold what it shows
 */
export function figureSvg(
  shown: Shown,
  { figure: asked, width = 880, theme = 'light', scenario = worstScenario(shown.results) }: FigureOptions,
): string {
  const { results } = shown;
  const view = viewOf(shown, scenario);
  const figure = figureNamed(asked);
  if (figure === undefined) throw new RangeError(`no figure ${asked}`);
  const palette = palettes[theme];
  const drawn = figure.draw(view, { width, palette, moment: endOf(view), isInteractive: false })?.markup;
  if (drawn === undefined) throw new NothingToDraw(figure);
  const opening = drawn.indexOf('>') + 1;
  const title = h('title', {}, `${results.name}: ${scenarioLabel(view, view.scenario)}`).markup;
  const description = h('desc', {}, figure.label(view)).markup;
  const ground = theme === 'print' ? '' : h('rect', { width: '100%', height: '100%', fill: palette.paper }).markup;
  return `${drawn.slice(0, opening)}${title}${description}${ground}${drawn.slice(opening)}\n`;
}

/** Results do not hold what a figure shows. */
export class NothingToDraw extends Error {
  override readonly name = 'NothingToDraw';
  readonly figure: Figure;

  constructor(figure: Figure) {
    super(`the figure ${figure.name} needs ${figure.needs}`);
    this.figure = figure;
  }
}

const require = createRequire(import.meta.url);
const FONTS = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];

/**
 * The figure as PNG, by resvg with Inter from the package: no font of the machine takes part.
 * @param scale - pixels per px of the drawing
 */
export async function figurePng(svg: string, scale = 2): Promise<Uint8Array> {
  // Some 5 MB of native code that only this needs.
  const { Resvg } = await import('@resvg/resvg-js');
  const renderer = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map((file) => require.resolve(`@expo-google-fonts/inter/${file}`)),
      defaultFontFamily: 'Inter',
    },
  });
  return renderer.render().asPng();
}

/** Characters that Inter has no shapes for: they come out as boxes in a PNG, and are better kept as SVG. */
export function charactersWithoutShapes(svg: string): readonly string[] {
  const text = svg.replace(/<(title|desc)>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '');
  const foreign =
    text.match(
      /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}/gu,
    ) ?? [];
  return [...new Set(foreign)];
}

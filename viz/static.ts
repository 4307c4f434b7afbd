import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { worstScenario } from '../src/measure/worst-scenario.ts';
import type { Figure } from './figures/figure.ts';
import { figureNamed } from './figures/figures.ts';
import { endOf } from './graph/moment.ts';
import { h, rounded } from './markup.ts';
import { outlineMarks } from './outline-marks.ts';
import { scenarioLabel } from './sentences.ts';
import { palettes, type Theme } from './theme.ts';
import { type Shown, type View, viewOf } from './view.ts';

export type FigureOptions = {
  /** Of figures.ts. */
  readonly figure: string;
  /** px; drawings are made for their width, not scaled to it. */
  readonly width?: number;
  /** Width on paper instead: the smallest text is then 7 pt. */
  readonly mm?: number;
  /** `print` has no ground, for papers. */
  readonly theme?: Theme;
  /** Position in `results.scenarios`. */
  readonly scenario?: number;
  /** What a figure that can show several things is asked for, in its own words. */
  readonly choice?: string;
};

/** Width of a figure in a window of 1280 px, when nobody says another. */
const USUAL_PX = 880;

/**
 * One figure as a file: text stays text, colours are plain, the same bytes on every machine.
 * @throws {RangeError} if there is no such scenario or figure
 * @throws {NothingToDraw} if the results do not hold what it shows
 */
export function figureSvg(
  shown: Shown,
  {
    figure: asked,
    width = USUAL_PX,
    mm,
    theme = 'light',
    scenario = worstScenario(shown.results),
    choice,
  }: FigureOptions,
): string {
  const figure = figureNamed(asked);
  if (figure === undefined) throw new RangeError(`no figure ${asked}`);
  const view = viewOf(shown, scenario);
  const palette = palettes[theme];
  const options = {
    width: mm === undefined ? width : mm / MM_PER_PX,
    palette,
    moment: endOf(view),
    isInteractive: false,
    ...(choice === undefined ? {} : { choice }),
  };
  const drawn = figure.isFor(view) ? figure.draw(view, options)?.markup : undefined;
  if (drawn === undefined) throw new NothingToDraw(figure);
  const opening = drawn.indexOf('>') + 1;
  const ground = theme === 'print' ? '' : h('rect', { width: '100%', height: '100%', fill: palette.paper }).markup;
  const inside = theme === 'print' ? outlineMarks(drawn.slice(opening), palette) : drawn.slice(opening);
  return `${mm === undefined ? drawn.slice(0, opening) : measured(drawn.slice(0, opening))}${described(view, figure, choice)}${ground}${inside}\n`;
}

const described = (view: View, figure: Figure, choice: string | undefined): string =>
  h('title', {}, `${view.label}: ${scenarioLabel(view, view.scenario)}`).markup +
  h('desc', {}, figure.label(view, choice) || figure.title).markup;

/** The smallest text of pictures is 11 px, that of papers 7 pt. */
const MM_PER_PX = (7 * 25.4) / 72 / 11;

/** The drawing as large as it shall be on paper: its own numbers stay. */
const measured = (opening: string): string =>
  opening.replace(
    / (width|height)="([\d.]+)"/g,
    (_, side: string, px: string) => ` ${side}="${rounded(Number(px) * MM_PER_PX)}mm"`,
  );

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
const fontFiles = (): string[] => FONTS.map((file) => require.resolve(`@expo-google-fonts/inter/${file}`));
/** Of a figure that is measured in millimetres; resvg takes 96 unless told otherwise. */
const DPI_PER_SCALE = 300;

/**
 * The figure as PNG, by resvg with Inter from the package: no font of the machine takes part.
 * @param scale - pixels per px of the drawing; of one measured in millimetres, times 300 dpi
 */
export async function figurePng(svg: string, scale = 2): Promise<Uint8Array> {
  // Some 5 MB of native code that only this needs.
  const { Resvg } = await import('@resvg/resvg-js');
  const isPaper = /^<svg[^>]* width="[\d.]+mm"/.test(svg);
  const renderer = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: isPaper ? (scale * DPI_PER_SCALE) / 96 : scale },
    font: {
      loadSystemFonts: false,
      fontFiles: fontFiles(),
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

/** A page that holds nothing but the figure, as large as it, with its fonts: what is printed as its PDF. */
export async function figurePage(svg: string): Promise<string> {
  const [width, height] = ['width', 'height'].map((side) => {
    const value = new RegExp(`^<svg[^>]* ${side}="([^"]+)"`).exec(svg)?.[1] ?? '';
    return /^[\d.]+$/.test(value) ? `${value}px` : value;
  });
  const faces = await Promise.all(
    fontFiles().map(async (file, i) => {
      const base64 = (await readFile(file)).toString('base64');
      return `@font-face{font-family:Inter;font-weight:${i === 0 ? 400 : 600};src:url(data:font/ttf;base64,${base64})}`;
    }),
  );
  const style = `${faces.join('')}@page{size:${width} ${height};margin:0}html,body{margin:0}svg{display:block}`;
  return `<!doctype html><meta charset="utf-8"><title></title><style>${style}</style>${svg}`;
}

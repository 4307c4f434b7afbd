import { createRequire } from 'node:module';
import type { Details, Results } from '../src/measure/results.ts';
import { curveLabel, curveView } from './figures/curve-view.ts';
import { layerRows, layersLabel, layersView } from './figures/layers-view.ts';
import { graphView } from './graph/graph-view.ts';
import { graphLabel } from './graph/label.ts';
import { endOf } from './graph/moment.ts';
import { h, type Markup } from './markup.ts';
import { scenarioLabel } from './sentences.ts';
import { type Palette, palettes, type Theme } from './theme.ts';
import { type View, viewOf } from './view.ts';

export const figureNames = ['layers', 'graph', 'curve'] as const;
export type FigureName = (typeof figureNames)[number];

export type FigureOptions = {
  readonly figure: FigureName;
  /** px; drawings are made for their width, not scaled to it. */
  readonly width?: number;
  /** `print` has no ground, for papers. */
  readonly theme?: Theme;
  /** Position in `results.scenarios`. */
  readonly scenario?: number;
};

/**
 * One figure as a file: text stays text, colours are plain, the same bytes on every machine.
 * @throws {RangeError} if there is no such scenario
 */
export function figureSvg(
  results: Results,
  details: Details,
  { figure, width = 880, theme = 'light', scenario = 0 }: FigureOptions,
): string {
  const view = viewOf(results, details, scenario);
  const { draw, label } = figures[figure];
  const palette = palettes[theme];
  const drawn = draw(view, width, palette).markup;
  const opening = drawn.indexOf('>') + 1;
  const title = h('title', {}, `${results.name}: ${scenarioLabel(view, view.scenario)}`).markup;
  const description = h('desc', {}, label(view)).markup;
  const ground = theme === 'print' ? '' : h('rect', { width: '100%', height: '100%', fill: palette.paper }).markup;
  return `${drawn.slice(0, opening)}${title}${description}${ground}${drawn.slice(opening)}\n`;
}

type Figure = {
  readonly draw: (view: View, width: number, palette: Palette) => Markup;
  readonly label: (view: View) => string;
};

const figures: Readonly<Record<FigureName, Figure>> = {
  layers: {
    draw: (view, width, palette) => layersView(view, { width, palette }),
    label: (view) => layersLabel(layerRows(view)),
  },
  graph: {
    draw: (view, width, palette) => graphView(view, { width, palette, moment: endOf(view), isInteractive: false }),
    label: graphLabel,
  },
  curve: { draw: (view, width, palette) => curveView(view, { width, palette }), label: curveLabel },
};

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

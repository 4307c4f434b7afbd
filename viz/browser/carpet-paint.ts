import type { BandName } from '../graph/carpet.ts';
import { outlineOf } from '../graph/carpet.ts';
import { type CarpetHead, HEAD_SIZE } from '../graph/carpet-heads.ts';
import { type CarpetLabel, LABEL_SIZE } from '../graph/carpet-labels.ts';
import { type CarpetLayout, NARROW_PX } from '../graph/carpet-layout.ts';
import { type Lens, throughLens } from '../graph/carpet-lens.ts';
import type { CarpetLine } from '../graph/carpet-lines.ts';
import { type Palette, reachStep } from '../theme.ts';

type Context = CanvasRenderingContext2D;

/** Where and how a carpet is painted: coordinates are those of the picture, seen through the lens. */
export type Easel = { readonly layout: CarpetLayout; readonly lens: Lens; readonly palette: Palette };

const font = (size: number, weight: 400 | 600 = 400): string => `${weight} ${size}px Inter, system-ui, sans-serif`;

/** Bands, and heads of columns. */
export function paintGround(context: Context, { layout, lens, palette }: Easel, heads: readonly CarpetHead[]): void {
  const { plot, width, height } = layout;
  for (const { text, x, at, isEntrys } of heads) {
    const fill = isEntrys ? palette.ink : palette.soft;
    write(context, text, x, HEAD_SIZE + 4, { size: HEAD_SIZE, weight: 600, align: 'center', fill });
    context.fillStyle = palette.rule;
    context.fillRect(at - 0.5, 22, 1, plot.top - 26);
  }
  context.save();
  clip(context, { left: 0, top: plot.top, width, height: height - plot.top });
  for (const { layer, top, bottom } of layout.bands) {
    const from = throughLens(lens, plot, { x: 0, y: top }).y;
    const to = throughLens(lens, plot, { x: 0, y: bottom }).y;
    context.fillStyle = palette.sunk;
    context.fillRect(0, from, width, to - from);
    context.fillStyle = palette.layer[layer];
    context.fillRect(0, from, 4, to - from);
  }
  context.restore();
}

/** What the bands are, as far as they are in sight; above lines, which in narrow pages pass there. */
export function paintBandNames(context: Context, { layout, lens, palette }: Easel, names: readonly BandName[]): void {
  const { plot, width, height, bands } = layout;
  for (const [k, { top, bottom }] of bands.entries()) {
    const from = Math.max(plot.top, throughLens(lens, plot, { x: 0, y: top }).y);
    const to = Math.min(height, throughLens(lens, plot, { x: 0, y: bottom }).y);
    if (names[k] !== undefined && to - from > BAND_NAME_PX) paintBandName(context, palette, names[k], width, from);
  }
}

/** Two lines of text. */
const BAND_NAME_PX = 36;

function paintBandName(context: Context, palette: Palette, band: BandName, width: number, top: number): void {
  const { layer, name, reached } = band;
  const isNarrow = width < NARROW_PX;
  const size = isNarrow ? 11.5 : 12.5;
  const halo = isNarrow ? { halo: palette.sunk } : {};
  const [x, y] = isNarrow ? [11, top + 15] : [14, top + 18];
  context.font = font(size, 600);
  const after = x + context.measureText(`L${layer} `).width;
  write(context, isNarrow ? `${name}, ${reached}` : name, after, y, { size, fill: palette.soft, ...halo });
  write(context, `L${layer}`, x, y, { size, weight: 600, fill: palette.ink, ...halo });
  if (!isNarrow) write(context, reached, x, top + 33, { size: 11.5, fill: palette.mute });
}

export function paintLines(context: Context, easel: Easel, lines: readonly CarpetLine[]): void {
  inPlot(context, easel, () => {
    context.lineCap = 'round';
    const { scale } = easel.lens;
    for (const { curve, width, step, opacity, dash } of lines) {
      const [x, y, x1, y1, x2, y2, u, v] = curve;
      context.globalAlpha = opacity;
      context.strokeStyle = easel.palette.reach[step] as string;
      context.lineWidth = width / Math.sqrt(scale);
      context.setLineDash(dash === undefined ? [] : dash.split(' ').map((length) => Number(length) / Math.sqrt(scale)));
      context.beginPath();
      context.moveTo(x, y);
      context.bezierCurveTo(x1, y1, x2, y2, u, v);
      context.stroke();
    }
  });
}

/**
 * Squares in the colours of their shares, a step of the ramp at a time: changing the colour is what costs.
 * @param only - positions; all unless given
 */
export function paintSquares(
  context: Context,
  easel: Easel,
  shares: Float64Array,
  only: Iterable<number> = shares.keys(),
): void {
  const { places, tile } = easel.layout;
  const steps: number[][] = Array.from({ length: 11 }, () => []);
  for (const i of only) steps[reachStep(shares[i] as number)]?.push(i);
  inPlot(context, easel, () => {
    for (const [step, members] of steps.entries()) {
      if (members.length === 0) continue;
      context.fillStyle = easel.palette.reach[step] as string;
      for (const i of members) {
        const { x, y } = places[i] as { x: number; y: number };
        context.fillRect(x - tile / 2, y - tile / 2, tile, tile);
      }
      if (outlineOf(step) === 0) continue;
      context.lineWidth = outlineOf(step) / Math.sqrt(easel.lens.scale);
      context.strokeStyle = easel.palette.rule;
      for (const i of members) {
        const { x, y } = places[i] as { x: number; y: number };
        context.strokeRect(x - tile / 2, y - tile / 2, tile, tile);
      }
    }
  });
}

/** The same for squares that look otherwise than before: what stood in their places goes. */
export function repaintSquares(context: Context, easel: Easel, shares: Float64Array, changed: readonly number[]): void {
  const { places, pitch } = easel.layout;
  inPlot(context, easel, () => {
    for (const i of changed) {
      const { x, y } = places[i] as { x: number; y: number };
      context.clearRect(x - pitch / 2, y - pitch / 2, pitch, pitch);
    }
  });
  paintSquares(context, easel, shares, changed);
}

/** Rings of two px around squares: entry points, and who is picked out. */
export function paintRings(context: Context, { layout, lens, palette }: Easel, members: Iterable<number>): void {
  const { places, tile, plot, width } = layout;
  context.save();
  clip(context, { left: 0, top: plot.top - 6, width, height: plot.height + 6 });
  context.strokeStyle = palette.ink;
  context.lineWidth = 2.2;
  const half = (tile * lens.scale) / 2 + 3;
  for (const i of members) {
    const at = places[i];
    if (at === undefined) continue;
    const { x, y } = throughLens(lens, plot, at);
    context.beginPath();
    context.roundRect(x - half, y - half, 2 * half, 2 * half, 3);
    context.stroke();
  }
  context.restore();
}

/** Names beside squares, at their own size whatever the zoom. */
export function paintLabels(context: Context, { layout, palette }: Easel, labels: readonly CarpetLabel[]): void {
  context.save();
  clip(context, { ...layout.plot, left: 0, width: layout.width });
  for (const { text, x, y, isStrong } of labels) {
    write(context, text, x, y, {
      size: LABEL_SIZE,
      weight: isStrong ? 600 : 400,
      fill: palette.ink,
      halo: palette.sunk,
    });
  }
  context.restore();
}

type TextStyle = {
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly fill: string;
  readonly align?: CanvasTextAlign;
  readonly halo?: string;
};

function write(
  context: Context,
  text: string,
  x: number,
  y: number,
  { size, weight = 400, fill, align = 'left', halo }: TextStyle,
): void {
  context.font = font(size, weight);
  context.textAlign = align;
  if (halo !== undefined) {
    context.strokeStyle = halo;
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
  }
  context.fillStyle = fill;
  context.fillText(text, x, y);
}

/** Coordinates of the picture, enlarged by the lens and cut at the edges of the plot. */
function inPlot(context: Context, { layout, lens }: Easel, paint: () => void): void {
  const { plot } = layout;
  context.save();
  // A square at the very edge keeps its outline.
  clip(context, { left: lens.scale > 1 ? plot.left : 0, top: plot.top, width: layout.width, height: plot.height });
  const origin = throughLens(lens, plot, { x: 0, y: 0 });
  context.transform(lens.scale, 0, 0, lens.scale, origin.x, origin.y);
  paint();
  context.restore();
}

function clip(context: Context, box: { left: number; top: number; width: number; height: number }): void {
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
}

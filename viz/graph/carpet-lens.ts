import type { Plot } from './carpet-layout.ts';

/** How the squares are enlarged: `x` and `y` say which point of the plot stands in its middle, as shares of its size. */
export type Lens = { readonly scale: number; readonly x: number; readonly y: number };

export const wholeCarpet: Lens = { scale: 1, x: 0.5, y: 0.5 };

export const LEAST_ZOOM = 0.5;
export const MOST_ZOOM = 8;

type Point = { readonly x: number; readonly y: number };

/** From the picture to the screen. */
export const throughLens = ({ scale, x, y }: Lens, { left, top, width, height }: Plot, at: Point): Point => ({
  x: left + width / 2 + (at.x - left - x * width) * scale,
  y: top + height / 2 + (at.y - top - y * height) * scale,
});

/** From the screen to the picture. */
export const behindLens = ({ scale, x, y }: Lens, { left, top, width, height }: Plot, at: Point): Point => ({
  x: left + x * width + (at.x - left - width / 2) / scale,
  y: top + y * height + (at.y - top - height / 2) / scale,
});

/** Enlarges by a factor; what lies at that point of the screen stays there, as far as the edges allow. */
export function zoomedAt(lens: Lens, plot: Plot, factor: number, at: Point): Lens {
  const scale = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, lens.scale * factor));
  const fixed = behindLens(lens, plot, at);
  return withinPlot({
    scale,
    x: (fixed.x - plot.left - (at.x - plot.left - plot.width / 2) / scale) / plot.width,
    y: (fixed.y - plot.top - (at.y - plot.top - plot.height / 2) / scale) / plot.height,
  });
}

/** Moved by so many px of the screen. */
export const pannedBy = (lens: Lens, plot: Plot, dx: number, dy: number): Lens =>
  withinPlot({
    ...lens,
    x: lens.x - dx / lens.scale / plot.width,
    y: lens.y - dy / lens.scale / plot.height,
  });

/** Moved as little as brings the point of the picture into the middle four fifths of the plot. */
export function showing(lens: Lens, plot: Plot, at: Point): Lens {
  if (lens.scale <= 1) return lens;
  const [x, y] = [(at.x - plot.left) / plot.width, (at.y - plot.top) / plot.height];
  const reach = 0.4 / lens.scale;
  return withinPlot({
    ...lens,
    x: Math.min(x + reach, Math.max(x - reach, lens.x)),
    y: Math.min(y + reach, Math.max(y - reach, lens.y)),
  });
}

/** Nothing beyond the edges is shown; what is smaller than the plot stands in its middle. */
export function withinPlot({ scale, x, y }: Lens): Lens {
  const margin = scale <= 1 ? 0.5 : 0.5 / scale;
  const inside = (value: number): number => Math.min(1 - margin, Math.max(margin, value));
  return { scale, x: inside(x), y: inside(y) };
}

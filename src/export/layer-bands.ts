import type { Component } from '../graph/ecosystem.ts';
import { layers } from '../graph/kinds.ts';

/** y grows upwards. */
export type Point = { readonly x: number; readonly y: number };

const STEP = 120;

/** A place for each component: its layer's band, the seventh on top, in rows where a band would grow too wide. */
export function layerBands(components: readonly Pick<Component, 'layer'>[]): readonly Point[] {
  const perRow = Math.max(6, Math.ceil(2 * Math.sqrt(components.length)));
  const points = new Map<number, Point>();
  let y = 0;
  for (const layer of layers) {
    const band = [...components.keys()].filter((n) => components[n]?.layer === layer);
    for (let from = 0; from < band.length; from += perRow) {
      const row = band.slice(from, from + perRow);
      for (const [at, n] of row.entries()) points.set(n, { x: (at - (row.length - 1) / 2) * STEP, y });
      y += STEP;
    }
    if (band.length > 0) y += STEP;
  }
  return components.map((_, n) => points.get(n) ?? { x: 0, y: 0 });
}

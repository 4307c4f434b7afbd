import type { Tally } from '../engine/tally.ts';
import { layers } from '../graph/kinds.ts';
import { blastRadius } from './blast-radius.ts';

const FIRST_LOOK = 1024;
const GROWTH = 1.25;

/**
 * Numbers of worlds at which a run may stop: 1,024 x 1.25^k, rounded up to a multiple of 1,024, and in the
 * end `worlds` itself. Rising; never empty if `worlds` is above 0.
 */
export function looks(worlds: number): number[] {
  const stops: number[] = [];
  for (let factor = 1; ; factor *= GROWTH) {
    const stop = FIRST_LOOK * Math.ceil(factor);
    if (stop >= worlds) return worlds > 0 ? [...stops, worlds] : stops;
    if (stop !== stops.at(-1)) stops.push(stop);
  }
}

/** Whether the half width of the fraction's interval is at most `halfWidth`, of the total or of each layer as well. */
export const preciseEnough = (tally: Tally, halfWidth: number, of: 'total' | 'layers'): boolean =>
  (of === 'total' ? [0] : [0, ...layers]).every((scope) => {
    const { size, ci95 } = blastRadius(tally, scope);
    return size === 0 || (ci95[1] - ci95[0]) / (2 * size) <= halfWidth;
  });

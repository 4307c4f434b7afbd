import { wilson } from '../../src/base/intervals.ts';
import type { BlastRadius, Interval, ScenarioResult } from '../../src/measure/results.ts';

/** Chance that at least `x` components are reached, with its 95 % interval. */
export type Exceedance = { readonly x: number; readonly p: number; readonly ci95: Interval };

/**
 * P(at least x), from x = 1 to the most that any world reached.
 * An exact result has no interval: low and high are the chance itself.
 */
export function exceedance(scenario: ScenarioResult): Exceedance[] {
  const { total } = scenario.blastRadius;
  const worldsOf = new Map(total.histogram);
  const all = total.histogram.reduce((sum, [, worlds]) => sum + worlds, 0);
  const trials = effectiveWorlds(scenario);
  const rows: Exceedance[] = [];
  let above = 0;
  for (let x = total.max; x >= 1; x--) {
    above += worldsOf.get(x) ?? 0;
    const p = all > 0 ? above / all : 0;
    rows.push({ x, p, ci95: scenario.family === 'exact' ? [p, p] : wilson(p, trials) });
  }
  return rows.reverse();
}

/**
 * Worlds that would tell as much if each drew everything anew: where the worlds of a block share what is not known, fewer
 * than were run. From the interval of the mean, which takes that into account.
 */
function effectiveWorlds({ worlds, blastRadius: { total } }: ScenarioResult): number {
  const half = halfOf(total);
  if (!(half > 0 && total.sd > 0)) return worlds;
  const ratio = (Z95 * total.sd) / half;
  return Math.min(worlds, ratio * ratio);
}

const Z95 = 1.959964;

const halfOf = ({ ci95: [low, high] }: BlastRadius): number => (high - low) / 2;

import type { KeptWorld } from '../../src/measure/results.ts';
import { h, type Markup, path } from '../markup.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import type { CurveScales } from './curve-bands.ts';

const MOST_WORLDS = 24;
const NUDGE = 0.56;

/** Single worlds as steps, nudged so that equal ones show. */
export function worldLines(view: View, rounds: number, { x, y }: CurveScales, palette: Palette): Markup[] {
  return samplesOf(view).map((world, k) => {
    const nudge = (((k * 7) % MOST_WORLDS) / MOST_WORLDS) * NUDGE - NUDGE / 2;
    const counts = reachedByRound(view, world, rounds).map((count) => Math.max(0, count + nudge));
    return h('path', {
      d: steps(counts, x, y),
      fill: 'none',
      stroke: palette.reach[8],
      'stroke-width': 0.8,
      opacity: 0.4,
    });
  });
}

/** Worlds that were kept by number, not for what happened in them. */
export const samplesOf = ({ kept }: View): KeptWorld[] =>
  (kept?.worlds ?? []).filter(({ label }) => label === 'sample').slice(0, MOST_WORLDS);

/** Only the rounds in which something happens: a tenth of the text that a point per round would take. */
function steps(counts: readonly number[], x: (round: number) => number, y: (count: number) => number): string {
  let d = path`M${x(0)} ${y(counts[0] ?? 0)}`;
  for (const [round, count] of counts.entries()) {
    if (round > 0 && count !== counts[round - 1]) d += path`H${x(round)}V${y(count)}`;
  }
  return d + path`H${x(counts.length - 1)}`;
}

function reachedByRound({ isEntry }: View, { reached }: KeptWorld, rounds: number): number[] {
  const fresh = Array<number>(rounds + 1).fill(0);
  for (const [component, round] of reached) {
    if (!isEntry[component]) fresh[Math.min(round, rounds)] = (fresh[Math.min(round, rounds)] ?? 0) + 1;
  }
  let sum = 0;
  return fresh.map((count) => {
    sum += count;
    return sum;
  });
}

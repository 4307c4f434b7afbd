import type { KeptWorld } from '../../src/measure/results.ts';
import { percent } from '../numbers.ts';
import type { View } from '../view.ts';

/** What the graph shows: the expected wave, or one world, at the end of a round. */
export type Moment = { readonly round: number; readonly world: KeptWorld | null };

export const endOf = ({ lastRound }: View): Moment => ({ round: lastRound, world: null });

export type Look = {
  /** Fills the card: chance of having been reached, or 0 and 1 in one world. */
  readonly share: number;
  /** Second line of the card: "67%", "round 3", "clean". */
  readonly note: string;
};

/** How each component looks at that moment, by position. */
export function looksAt(view: View, moment: Moment): Look[] {
  const since = moment.world === null ? null : firstRounds(moment.world);
  return view.components.map((_, i) => lookOf(view, i, moment, since));
}

/** How one component looks at that moment. */
export const lookAt = (view: View, i: number, moment: Moment): Look =>
  lookOf(view, i, moment, moment.world === null ? null : firstRounds(moment.world));

/** The shares alone, by position: thousands of them are painted sixty times a second. */
export function sharesAt(view: View, { round, world }: Moment): Float64Array {
  const shares = new Float64Array(view.components.length);
  if (world === null) for (const i of shares.keys()) shares[i] = shareBy(view, i, round);
  else for (const [i, when] of world.reached) if (when <= round) shares[i] = 1;
  for (const i of shares.keys()) if (view.isEntry[i]) shares[i] = 1;
  return shares;
}

function lookOf(view: View, i: number, { round }: Moment, since: ReadonlyMap<number, number> | null): Look {
  if (view.isEntry[i]) return { share: 1, note: 'entry point' };
  if (since === null) {
    const share = shareBy(view, i, round);
    return { share, note: percent(share) };
  }
  const reachedIn = since.get(i);
  const isReached = reachedIn !== undefined && reachedIn <= round;
  return { share: isReached ? 1 : 0, note: isReached ? `round ${reachedIn}` : 'clean' };
}

/** Relations over which the world's infections came until the round; null if the moment is no single world. */
export function firedBy(view: View, { round, world }: Moment): ReadonlySet<number> | null {
  if (world === null) return null;
  const arcs = view.kept?.arcs ?? [];
  return new Set(
    world.reached.flatMap(([, when, arc]) => {
      const relation = arcs[arc]?.relation;
      return when <= round && relation !== undefined ? [relation] : [];
    }),
  );
}

/** The end is the measured reach itself: the wave is rounded to hundredths of a percent. */
function shareBy(view: View, i: number, round: number): number {
  const wave = view.kept?.reachByRound[i];
  if (wave === undefined || round >= view.lastRound) return view.reach[i] ?? 0;
  return wave[Math.min(round, wave.length - 1)] ?? 0;
}

function firstRounds({ reached }: KeptWorld): Map<number, number> {
  const rounds = new Map<number, number>();
  for (const [component, round] of reached) rounds.set(component, Math.min(round, rounds.get(component) ?? round));
  return rounds;
}

import type { View } from '../view.ts';

/** Shown however soon a spread is over: fewer rounds make no curve. */
const LEAST_ROUNDS = 4;
const STILL = 0.005;

/** The last round in which anything still moves, so that a long quiet end does not squeeze the rise. */
export function settledRound({ scenario, kept, lastRound }: View): number {
  const { total } = scenario.curve;
  const bands = kept?.bands ?? [];
  const [end, last] = [total.at(-1) ?? 0, bands.at(-1)];
  const isStill = (t: number): boolean =>
    end - (total[t] ?? 0) <= end * STILL && (bands[t] ?? []).every((value, i) => value === last?.[i]);
  let round = lastRound;
  while (round > LEAST_ROUNDS && isStill(round - 1)) round--;
  return Math.max(1, round);
}

/** What stands at the right end of an axis of rounds: "8", or "8 – 50" if nothing moves from there on. */
export const lastTick = (rounds: number, lastRound: number): string =>
  rounds < lastRound ? `${rounds} – ${lastRound}` : String(rounds);

import type { Guards } from '../compile/compiled.ts';
import { MOST_ON_PROMPTS } from '../compile/factors/prompt-level.ts';

/** How much a guard of this effectiveness stops: of a tuned attacker at most half, if it works on prompts. */
export const stoppedShare = ({ stopsAtMostHalf }: Guards, guard: number, effectiveness: number): number =>
  stopsAtMostHalf?.[guard] === 1 ? Math.min(MOST_ON_PROMPTS, effectiveness) : effectiveness;

import type { Tally } from '../engine/tally.ts';
import type { OnProgress, Progress } from './run-scenarios.ts';

/**
 * Progress for whoever only counts worlds, and for whoever looks at what they add up to. The first look is before
 * the first world.
 * @param worlds - of all scenarios
 */
export function alsoLooking(
  worlds: number,
  onProgress: ((progress: Progress) => void) | undefined,
  look: OnProgress | undefined,
): OnProgress {
  look?.({ done: 0, total: worlds }, () => []);
  return (progress: Progress, tallies: () => readonly Tally[]) => {
    onProgress?.(progress);
    look?.(progress, tallies);
  };
}

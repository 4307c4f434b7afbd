import type { ScenarioResult } from '../measure/results.ts';
import type { Consequence } from './threat-document.ts';

/** By component: from where an attacker gets there most probably. */
export type Arrivals = ReadonlyMap<string, NonNullable<Consequence['arrival']>>;

/**
 * How probably an attacker gets to each component from what is exposed: the best of the entry points.
 * @param scenarios - one per exposed component, with their reach
 */
export function arrivalsOf(scenarios: readonly ScenarioResult[]): Arrivals {
  const best = new Map<string, NonNullable<Consequence['arrival']>>();
  for (const { entry, entryLikelihood, reach = [] } of scenarios) {
    if (entryLikelihood === null) continue;
    for (const { id, p, entry: isEntry } of reach) {
      const probability = entryLikelihood * p;
      if (isEntry === true || probability <= (best.get(id)?.probability ?? 0)) continue;
      best.set(id, { from: entry[0] as string, probability });
    }
  }
  return best;
}

import type { Trials } from '../../graph/belief.ts';
import { byCodeUnits } from '../../graph/ids.ts';
import { type Measurement, measurementText } from './measurement.ts';

/** What was measured, pooled, with its evidence in an order of its own. */
export function posterior(measurements: readonly Measurement[], priorEvidence: readonly string[]): Trials {
  const texts = merged(measurements).map(measurementText).sort(byCodeUnits);
  return {
    form: 'trials',
    successes: measurements.reduce((sum, { successes }) => sum + successes, 0),
    trials: measurements.reduce((sum, { trials }) => sum + trials, 0),
    evidence: [...texts, `prior: ${priorEvidence.join(', ')}`],
  };
}

/** What one file says of one component in several groups, with the same note, as one. */
function merged(measurements: readonly Measurement[]): Measurement[] {
  const sums = new Map<string, Measurement>();
  for (const one of measurements) {
    const key = measurementText({ ...one, successes: 0, trials: 0 });
    const before = sums.get(key) ?? { successes: 0, trials: 0 };
    sums.set(key, {
      ...one,
      successes: one.successes + before.successes,
      trials: one.trials + before.trials,
    });
  }
  return [...sums.values()];
}

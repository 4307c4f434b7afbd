import { describeProblem } from '../base/errors.ts';
import type { LoadedGraph } from './loaded.ts';
import { count } from './numbers.ts';

/** What was assumed and left out when a raw graph was read, as results say it. */
export const rawRemarks = ({
  assumedProbability,
  droppedSelfLoops: dropped,
  warnings,
}: LoadedGraph): { readonly assumptions: readonly string[]; readonly warnings: readonly string[] } => ({
  assumptions:
    assumedProbability === null
      ? []
      : [`No probabilities in the file: ${assumedProbability} for every arc is assumed.`],
  warnings: [
    ...warnings.map(describeProblem),
    ...(dropped === 0 ? [] : [`${count(dropped, 'self-loop')} left out: a node does not infect itself.`]),
  ],
});

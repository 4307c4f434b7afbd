import { describeProblem } from '../base/errors.ts';
import type { LoadedGraph } from './loaded.ts';
import { count } from './numbers.ts';

const EVERY_ARC = 'Every arc at';

/** What was assumed and left out when a raw graph was read, as results say it. */
export const rawRemarks = ({
  assumedProbability,
  droppedSelfLoops: dropped,
  warnings,
}: LoadedGraph): { readonly assumptions: readonly string[]; readonly warnings: readonly string[] } => ({
  assumptions:
    assumedProbability === null ? [] : [`${EVERY_ARC} ${assumedProbability}, assumed: the file has no probabilities.`],
  warnings: [
    ...warnings.map(describeProblem),
    ...(dropped === 0 ? [] : [`${count(dropped, 'self-loop')} left out: a node does not infect itself.`]),
  ],
});

/** The assumption that decides the numbers of a raw graph, in a few words; undefined if it is another. */
export const spokenAssumption = (assumption: string): string | undefined =>
  assumption.startsWith(EVERY_ARC) ? assumption.replace('E', 'e').replace(/:.*/, '') : undefined;

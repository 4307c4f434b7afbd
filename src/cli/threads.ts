import { availableParallelism } from 'node:os';
import { scenariosOf } from '../compile/scenario.ts';
import type { SuiteFile } from '../compile/suite.ts';

/** Below this many visits to a component or relation, threads take longer to start than they save. */
const WORTH_THREADS = 50_000_000;

/**
 * As many as were asked for; else one for a small run and all that there are for others. Never changes a result.
 * @param visits - worlds of all scenarios times what each may visit
 */
export const threadsFor = (asked: number | undefined, visits: number): number =>
  asked ?? (visits < WORTH_THREADS ? 1 : availableParallelism());

/** An upper bound, known before anything is compiled. */
export function visitsOf({ ecosystem, suite }: SuiteFile): number {
  const replicas = ecosystem.components.reduce((sum, { count }) => sum + count, 0);
  return suite.worlds * scenariosOf(ecosystem, suite).length * (replicas + ecosystem.relations.length);
}

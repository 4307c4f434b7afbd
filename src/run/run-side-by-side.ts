import type { SideBySideRuns } from '../analyse/side-by-side-scenario.ts';
import { sideBySideSuites } from '../analyse/side-by-side-suites.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { Results } from '../measure/results.ts';
import { type RunOptions, runSuite } from './run-suite.ts';

/** Runs the entries of a file by STRIDE's classes, by the agentic ones and by both, one after the other. */
export async function runSideBySide(file: SuiteFile, options: Omit<RunOptions, 'scenario'>): Promise<SideBySideRuns> {
  const suites = sideBySideSuites(file);
  const run = async (suite: SuiteFile): Promise<Results> => (await runSuite(suite, options)).results;
  return { stride: await run(suites.stride), agentic: await run(suites.agentic), both: await run(suites.both) };
}

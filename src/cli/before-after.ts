import type { SuiteFile } from '../compile/suite.ts';
import type { Results, ScenarioResult } from '../measure/results.ts';
import { runSuite } from '../run/run-suite.ts';
import type { Context } from './context.ts';
import { listenForInterruption } from './interruption.ts';
import type { Signal } from './shell.ts';
import { threadsFor, visitsOf } from './threads.ts';
import { watched } from './watched.ts';

/** The scenarios of a suite that are worst, before and after: in the same worlds. */
export type BeforeAfter = readonly { readonly before: ScenarioResult; readonly after: ScenarioResult }[];

/** Nothing is known if it was interrupted. */
export type Simulated = { readonly pairs: BeforeAfter; readonly received: Signal | undefined };

const MOST_SHOWN = 3;

/** Simulates two states of one ecosystem file with the same draws. */
export async function beforeAfter(
  before: SuiteFile,
  after: SuiteFile,
  { worlds }: { readonly worlds?: number },
  context: Context,
): Promise<Simulated> {
  const interruption = listenForInterruption(context.shell, context.note);
  const { seed } = context.options;
  const asked = (file: SuiteFile): SuiteFile => ({
    ...file,
    thresholds: [],
    suite: {
      ...file.suite,
      controlsOff: [],
      ...(worlds === undefined ? {} : { worlds }),
      ...(seed === undefined ? {} : { seed }),
    },
  });
  const runs = await watched(
    async (how): Promise<readonly Results[]> => {
      const results: Results[] = [];
      for (const file of [asked(before), asked(after)]) {
        const threads = threadsFor(context.options.threads, visitsOf(file));
        results.push((await runSuite(file, { threads, ...how })).results);
      }
      return results;
    },
    interruption,
    context,
  );
  const [first, second] = runs;
  const { received } = interruption;
  if (received !== undefined || first === undefined || second === undefined) return { pairs: [], received };
  const pairs = first.scenarios.flatMap((one) => {
    const other = second.scenarios.find(({ id }) => id === one.id);
    return other === undefined ? [] : [{ before: one, after: other }];
  });
  const worst = ({ before: one, after: other }: (typeof pairs)[number]): number =>
    Math.max(one.blastRadius.total.mean, other.blastRadius.total.mean);
  return { pairs: pairs.toSorted((a, b) => worst(b) - worst(a)).slice(0, MOST_SHOWN), received };
}

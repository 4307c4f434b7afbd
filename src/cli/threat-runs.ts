import { pastaSuite } from '../analyse/pasta-suite.ts';
import type { SideBySideRuns } from '../analyse/side-by-side-scenario.ts';
import type { SuiteFile } from '../compile/suite.ts';
import { runSideBySide } from '../run/run-side-by-side.ts';
import { type RunOptions, runSuite, type SuiteRun } from '../run/run-suite.ts';
import { runThreats, type ThreatRun } from '../run/run-threats.ts';
import type { ThreatModel } from '../threats/applied-threat.ts';
import { visitsOf } from './threads.ts';

/** What is simulated for a threat model. */
export type ThreatRunOptions = {
  readonly simulate?: true;
  readonly stride?: true;
  readonly pasta?: true;
};

export type ThreatRuns = {
  readonly threats?: ThreatRun;
  readonly sideBySide?: SideBySideRuns;
  readonly pasta?: SuiteRun;
};

type How = Omit<RunOptions, 'threads'> & { readonly threads: (visits: number) => number };

/** One after the other, as far as they were asked for and there is anything to ask. PASTA's sixth stage is a simulation. */
export async function threatRuns(
  file: SuiteFile,
  model: ThreatModel,
  { simulate, stride, pasta }: ThreatRunOptions,
  { threads, ...how }: How,
): Promise<ThreatRuns> {
  if (simulate !== true && pasta !== true) return {};
  const usual = { ...how, threads: threads(visitsOf(file)) };
  return {
    ...(model.threats.length > 0 && {
      threats: await runThreats(file, model, { ...how, threads: threads(visitsOfThreats(file, model)) }),
    }),
    ...(stride === true && { sideBySide: await runSideBySide(file, usual) }),
    ...(pasta === true && { pasta: await runSuite(pastaSuite(file), usual) }),
  };
}

/** An upper bound: a scenario for every threat. */
const visitsOfThreats = ({ suite }: SuiteFile, { ecosystem, threats }: ThreatModel): number =>
  suite.worlds * threats.length * (ecosystem.components.length + ecosystem.relations.length);

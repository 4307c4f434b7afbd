import { arrivalsOf } from '../analyse/arrivals.ts';
import type { Simulated } from '../analyse/threat-report.ts';
import { arrivalScenarios, threatScenario } from '../analyse/threat-scenarios.ts';
import { compileScenarios } from '../compile/compile-scenarios.ts';
import type { Scenario } from '../compile/scenario.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { AppliedThreat, ThreatModel } from '../threats/applied-threat.ts';
import { type RunOptions, runSuite, type SuiteRun } from './run-suite.ts';

export type ThreatRun = { readonly run: SuiteRun; readonly simulated: Simulated };

/**
 * Simulates every threat of a model: one scenario for each component and set of classes, in the same worlds, and one for
 * each exposed component, which says how attackers get to the others. Thresholds of the file are about its own scenarios and are not asked.
 * @throws {InvalidInputError} if the system is too large
 */
export async function runThreats(file: SuiteFile, model: ThreatModel, options: RunOptions): Promise<ThreatRun> {
  const { ecosystem } = file;
  const scenarioFor = new Map<AppliedThreat, Scenario>(
    model.threats.map((applied) => [applied, threatScenario(ecosystem, file.suite, applied)]),
  );
  const arriving = arrivalScenarios(ecosystem, file.suite);
  const entries = new Set(arriving.map(({ id }) => id));
  const all = [...scenarioFor.values(), ...arriving];
  const scenarios = [...new Map(all.map((scenario) => [scenario.id, scenario])).values()];
  const compilations = compileScenarios(ecosystem, scenarios);
  const run = await runSuite({ ...file, thresholds: [] }, { ...options, compilations });
  return {
    run,
    simulated: {
      results: run.results,
      arrivals: arrivalsOf(run.results.scenarios.filter(({ id }) => entries.has(id))),
      compilationOf: new Map(compilations.map((compilation) => [compilation.scenario.id, compilation])),
      scenarioOf: (applied) => (scenarioFor.get(applied) as Scenario).id,
    },
  };
}

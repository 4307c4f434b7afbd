import type { Compilation } from '../compile/arcs.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { Tally } from '../engine/tally.ts';
import type { ScenarioResult, ThresholdResult } from '../measure/results.ts';

export type Gates = (scenarios: readonly ScenarioResult[], looks: number, tallyOf: ReadonlyMap<Compilation, Tally>) => ThresholdResult[];

export function prepareGates(_file: SuiteFile, _compilations: readonly Compilation[]): Gates {
  return () => [];
}

import type { Estimate, ScenarioResult } from '../../src/measure/results.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import type { View } from '../view.ts';

/** The shown scenario under one filter by maturity. */
export type MaturityRow = {
  readonly least: Maturity;
  /** Position in `results.scenarios`. */
  readonly index: number;
  readonly scenario: ScenarioResult;
  readonly isChosen: boolean;
  /** Against the narrowest filter, in the same worlds; null for that itself, and where the run did not compare. */
  readonly difference: Estimate | null;
};

const PART = /\/maturity=(\w+)/u;

/** Scenarios that differ from the shown one in the maturity filter only, the narrowest first; none without a filter. */
export function maturityRows({ results, details, scenario }: View): MaturityRow[] {
  if (!PART.test(scenario.id)) return [];
  const family = scenario.id.replace(PART, '');
  const rows = results.scenarios.flatMap((other, index) => {
    const least = maturities.find((one) => one === PART.exec(other.id)?.[1]);
    return least === undefined || other.id.replace(PART, '') !== family ? [] : [{ least, index, scenario: other }];
  });
  rows.sort((a, b) => maturities.indexOf(b.least) - maturities.indexOf(a.least));
  const [first] = rows;
  return rows.map((row) => ({
    ...row,
    isChosen: row.scenario === scenario,
    difference:
      details.pairs?.find(({ baseline, variant }) => baseline === first?.scenario.id && variant === row.scenario.id)
        ?.total ?? null,
  }));
}

/** What is simulated under a filter, in words. */
export const filterWords: Readonly<Record<Maturity, string>> = {
  realized: 'seen in incidents',
  demonstrated: '… and demonstrated',
  feasible: '… and only feasible',
};

import type { Problem } from '../base/errors.ts';
import { isLike } from '../base/wildcard.ts';
import type { BlastRadius, Interval, LayerKey, ScenarioResult, ThresholdResult, Verdict } from './results.ts';
import type { Comparison, RadiusMeasure, Threshold } from './threshold-rule.ts';

/** What a rule is compared with. `reach` is needed by rules about components. */
export type Gated = Pick<ScenarioResult, 'id' | 'blastRadius' | 'reach'>;

export type Evaluated = { readonly results: readonly ThresholdResult[]; readonly warnings: readonly Problem[] };

/**
 * One row per rule and scenario that it is for, in the order of rules, then of scenarios. Intervals are
 * those of the scenarios: for a gate that was looked at several times, measure them at {@link gateConfidence}.
 */
export function evaluateThresholds(thresholds: readonly Threshold[], scenarios: readonly Gated[]): Evaluated {
  const results: ThresholdResult[] = [];
  const warnings: Problem[] = [];
  for (const threshold of thresholds) {
    const matching = scenarios.filter(({ id }) => appliesTo(threshold, id));
    if (matching.length === 0) warnings.push(nothingMatches(threshold, scenarios));
    for (const scenario of matching) {
      const estimate = estimateFor(threshold, scenario);
      if (estimate === undefined) warnings.push(noLayers(threshold));
      else results.push(row(threshold, scenario.id, estimate));
    }
  }
  return { results, warnings };
}

/** The verdict on screen, in JSON, in SARIF and in the exit code: rules of level warn never fail a run. */
export function verdictOf(results: readonly ThresholdResult[]): Verdict {
  const verdicts = results.filter(({ level }) => level === 'error').map(({ verdict }) => verdict);
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('undecided') ? 'undecided' : 'passed';
}

/** Rows that {@link evaluateThresholds} will give. */
export const countRows = (thresholds: readonly Threshold[], scenarioIds: readonly string[]): number =>
  thresholds.reduce((sum, threshold) => sum + scenarioIds.filter((id) => appliesTo(threshold, id)).length, 0);

/**
 * Level of the intervals of gates that could have stopped at several looks: the error of 5 % is spent over
 * looks and rows, so that all verdicts of a run together are wrong in at most 5 % of runs. One look, where
 * nothing was chosen by what was seen, keeps 95 % for each row. @see Bonferroni's inequality
 */
export const gateConfidence = (looks: number, rows: number): number =>
  looks <= 1 ? 0.95 : 1 - 0.05 / (looks * Math.max(1, rows));

type ValueAndInterval = { readonly value: number; readonly interval: Interval };

function row(
  { rule, level, comparison, bound }: Threshold,
  scenario: string,
  estimate: ValueAndInterval,
): ThresholdResult {
  return { rule, scenario, ...estimate, level, verdict: decide(estimate.interval, comparison, bound) };
}

/** Passed or failed if the whole interval lies on one side of the bound. */
function decide([low, high]: Interval, comparison: Comparison, bound: number): Verdict {
  const holds = satisfies[comparison];
  if (holds(low, bound) && holds(high, bound)) return 'passed';
  return holds(low, bound) || holds(high, bound) ? 'undecided' : 'failed';
}

const satisfies: { readonly [C in Comparison]: (value: number, bound: number) => boolean } = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** Undefined for a layer of a system without layers. @throws {RangeError} if the scenario was measured without `reach`. */
function estimateFor({ scope }: Threshold, { id, blastRadius, reach }: Gated): ValueAndInterval | undefined {
  if (scope.form === 'component') {
    const found = reach?.find((component) => component.id === scope.id);
    if (found === undefined) throw new RangeError(`${id} was measured without the reach of ${scope.id}`);
    return { value: found.p, interval: found.ci95 };
  }
  const radius = scope.form === 'total' ? blastRadius.total : blastRadius.layers[String(scope.layer) as LayerKey];
  return radius === undefined ? undefined : estimates[scope.measure](radius);
}

const estimates: { readonly [M in RadiusMeasure]: (radius: BlastRadius) => ValueAndInterval } = {
  mean: ({ mean, ci95 }) => ({ value: mean, interval: ci95 }),
  // Of a scope without components nothing can fall: 0, not "no number".
  fraction: ({ mean, ci95: [low, high], size }) =>
    size === 0 ? { value: 0, interval: [0, 0] } : { value: mean / size, interval: [low / size, high / size] },
  p50: ({ p50, p50ci95 }) => ({ value: p50, interval: p50ci95 }),
  p95: ({ p95, p95ci95 }) => ({ value: p95, interval: p95ci95 }),
  cvar95: ({ cvar95, cvar95ci95 }) => ({ value: cvar95, interval: cvar95ci95 }),
  max: ({ max }) => ({ value: max, interval: [max, max] }),
  touched: ({ touched, touchedCi95 }) => ({ value: touched, interval: touchedCi95 }),
  impact: ({ impact }) => ({ value: impact.mean, interval: impact.ci95 }),
  disabled: ({ disabled, disabledCi95 }) => ({ value: disabled, interval: disabledCi95 }),
  disclosed: ({ disclosed, disclosedCi95 }) => ({ value: disclosed, interval: disclosedCi95 }),
};

/** A glob that says nothing of maturity holds under every filter: `--maturity each` must not switch a gate off. */
const appliesTo = ({ glob }: Threshold, scenarioId: string): boolean =>
  glob === null || isLike(scenarioId, glob) || isLike(scenarioId.replace(/\/maturity=[a-z]+/u, ''), glob);

const nothingMatches = ({ at, glob }: Threshold, scenarios: readonly Gated[]): Problem => ({
  at,
  expected: 'a pattern that matches a scenario',
  found: `"${glob ?? '*'}"`,
  fix: scenarios[0] === undefined ? 'The run has no scenarios.' : `The first scenario is called "${scenarios[0].id}".`,
});

const noLayers = ({ at, rule }: Threshold): Problem => ({
  at,
  expected: 'a rule about the total or a component, since a raw graph has no layers',
  found: `"${rule}"`,
  fix: 'Run an ecosystem file, or write "total".',
});

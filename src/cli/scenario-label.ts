import type { Results, ScenarioResult } from '../measure/results.ts';
import { variantNames } from '../measure/variant.ts';

/** Where a scenario starts: ids as people read them. */
export const entryLabel = ({ entry, id }: ScenarioResult): string =>
  entry.length === 0 || id.split('/')[1] === 'random' ? 'a random component' : entry.join(' + ');

/** What tells a scenario apart from the others besides its entry; empty where the entry is all. */
export const variantLabel = ({ id }: ScenarioResult, { scenarios }: Results): string =>
  variantNames(scenarios.map((scenario) => scenario.id))(id);

/** `from customer`, `from customer without input-guardrail`. */
export function scenarioLabel(scenario: ScenarioResult, results: Results): string {
  const variant = variantLabel(scenario, results);
  return `from ${entryLabel(scenario)}${variant === '' ? '' : `, ${variant}`}`;
}

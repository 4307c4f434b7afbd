import type { Results } from '../measure/results.ts';
import { quoted } from './option-value.ts';
import { hasAllControls } from './scenario-label.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** Where the scenario of that id stands in results, or without an id the worst. @throws {InvalidInputError} if there is none */
export function scenarioPosition({ scenarios }: Results, id: string | undefined): number {
  if (id === undefined) {
    // The worst of the system as it is: a scenario without one of its controls is a question, not a finding.
    const baseline = scenarios.some(hasAllControls) ? scenarios.filter(hasAllControls) : scenarios;
    const worst = baseline.reduce((a, b) => (b.blastRadius.total.mean > a.blastRadius.total.mean ? b : a));
    return scenarios.indexOf(worst);
  }
  const position = scenarios.findIndex((scenario) => scenario.id === id);
  if (position >= 0) return position;
  throw usageError(
    'the id of a scenario of these results',
    quoted(id),
    suggestion(
      id,
      scenarios.map((scenario) => scenario.id),
    ),
  );
}

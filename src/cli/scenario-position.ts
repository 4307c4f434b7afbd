import type { Results } from '../measure/results.ts';
import { worstScenario } from '../measure/worst-scenario.ts';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** Where the scenario of that id stands in results, or without an id the worst. @throws {InvalidInputError} if there is none */
export function scenarioPosition(results: Results, id: string | undefined): number {
  const { scenarios } = results;
  if (id === undefined) return worstScenario(results);
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

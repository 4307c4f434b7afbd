import { decodeId } from '../graph/ids.ts';
import type { Results, ScenarioResult } from '../measure/results.ts';

/** Where a scenario starts: ids as people read them. */
export const entryLabel = ({ entry, id }: ScenarioResult): string =>
  entry.length === 0 || entryPart(id) === 'random' ? 'a random component' : entry.join(' + ');

/** Only with all controls on does a scenario speak of the system as it is. */

/**
 * What tells a scenario apart from the others besides its entry: the parts of its id that not all share;
 * empty where the entry is all.
 */
export function variantLabel({ id }: ScenarioResult, { scenarios }: Results): string {
  const all = scenarios.map((scenario) => otherParts(scenario.id));
  const shared = (part: string): boolean => all.every((parts) => parts.includes(part));
  return otherParts(id)
    .filter((part) => !shared(part))
    .map(readable)
    .join(', ');
}

const entryPart = (id: string): string => id.split('/')[1] ?? '';
const otherParts = (id: string): string[] => id.split('/').toSpliced(1, 1);

const CONTROL_OFF = 'control-off:';
const readable = (part: string): string =>
  part.startsWith(CONTROL_OFF) ? `without ${decodeId(part.slice(CONTROL_OFF.length)) ?? part}` : part;

/** `from customer`, `from customer without input-guardrail`. */
export function scenarioLabel(scenario: ScenarioResult, results: Results): string {
  const variant = variantLabel(scenario, results);
  return `from ${entryLabel(scenario)}${variant === '' ? '' : `, ${variant}`}`;
}

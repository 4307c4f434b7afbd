import type { ListedThreat } from '../diagram/diagram.ts';
import { find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { type Reading, warn } from './reading.ts';

type Status = ListedThreat['status'];

/** States are free text: the first row that fits. Tools that list threats by rule say nothing about them yet: null. */
const rows: readonly (readonly [words: RegExp, status: Status | null])[] = [
  [/not[ _-]?applicable|false[ _-]?positive|^n\/?a$|^hidden$/i, 'not-applicable'],
  [/partial|partly|^un|^not/i, 'open'],
  [/mitigat|resolved|closed/i, 'mitigated'],
  [/accept/i, 'accepted'],
  [/expos|open|identified|investigat|progress|required|recommended/i, 'open'],
  [/auto[ _-]?generated|^$/i, null],
];

/** What became of a threat: its own state says it, else whether all of its mitigations are implemented. */
export function statusOf(instance: LocatedMap, reading: Reading): Status {
  const state = find(instance, 'state');
  const row = rows.find(([words]) => words.test(textOf(state) ?? ''));
  if (row === undefined) {
    const expected = 'exposed, mitigated, accepted or not applicable as the state of a threat';
    warn(reading, (state ?? instance).at, { expected, found: 'another word', fix: 'It is taken as open.' });
    return 'open';
  }
  const mitigations = listOf(find(instance, 'mitigations')).filter(({ form }) => form === 'map');
  return row[1] ?? (mitigations.length > 0 && mitigations.every(isImplemented) ? 'mitigated' : 'unjudged');
}

/** Not `not implemented`, `required`, `recommended`, `rejected`. */
export const isImplemented = (mitigation: Located): boolean =>
  /^(?:implemented|verified|done|complete|completed|mitigated)$/i.test(textOf(find(mitigation, 'state')) ?? '');

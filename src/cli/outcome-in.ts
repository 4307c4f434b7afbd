import { InvalidInputError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Outcome } from '../export/outcome.ts';
import { outcomeOf } from '../export/outcome-of.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { SuiteRun } from '../run/run-suite.ts';
import { count } from './numbers.ts';
import { scenarioPosition } from './scenario-position.ts';

/**
 * What a run says about an ecosystem: its scenario of that id, or the worst.
 * @param dir - what the folder of the run is called
 * @throws {InvalidInputError} if it is a run of another ecosystem
 */
export function outcomeIn(
  run: SuiteRun,
  ecosystem: Ecosystem,
  { dir, scenario }: { readonly dir: string; readonly scenario: string | undefined },
): Outcome {
  const found = differences(ecosystem, run);
  if (found !== undefined) {
    const fix = 'Run it again as it is now: blastradius run FILE --out DIR.';
    throw new InvalidInputError([{ at: { file: dir }, expected: 'results of this ecosystem', found, fix }]);
  }
  return outcomeOf(run, scenarioPosition(run.results, scenario));
}

/** What only one of the two has, components before relations; undefined if they are the same. */
function differences({ components, relations }: Ecosystem, { details }: SuiteRun): string | undefined {
  if (details.components.length === 0) return 'those of a raw graph, which has no components';
  // Controls reach what they are on without a relation of the file.
  const written = details.relations.filter(({ kind }) => kind !== 'guards');
  return (
    difference('component', components, details.components, details.components) ??
    difference('relation', relations, written, details.relations)
  );
}

type Named = readonly { readonly id: string }[];

/** @param stored - that must be here as well; @param known - that may be */
function difference(what: string, here: Named, stored: Named, known: Named): string | undefined {
  const without = (all: Named, others: Named): string[] => {
    const ids = new Set(others.map(({ id }) => id));
    return all.flatMap(({ id }) => (ids.has(id) ? [] : id));
  };
  const parts = [
    ...listed(without(here, known), (names) => `without the ${what} ${names}`),
    ...listed(without(stored, here), (names) => `with the ${what} ${names}, which is not here`),
  ];
  return parts.length === 0 ? undefined : `results ${parts.join(' and ')}`;
}

const MOST_NAMED = 3;

function listed(ids: readonly string[], sentence: (names: string) => string): string[] {
  if (ids.length === 0) return [];
  const shown = ids.slice(0, MOST_NAMED).map((id) => printable(JSON.stringify(id)));
  const more = ids.length - shown.length;
  return [sentence(`${shown.join(', ')}${more > 0 ? ` (and ${count(more, 'more', 'more')})` : ''}`)];
}

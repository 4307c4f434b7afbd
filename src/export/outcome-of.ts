import { InvalidInputError } from '../base/errors.ts';
import { byCodeUnits } from '../graph/ids.ts';
import type { Details, Reach, Results, ScenarioResult } from '../measure/results.ts';
import type { Outcome } from './outcome.ts';

/**
 * One scenario of a run as graph files show it.
 * @param position - of the scenario in the results
 * @throws {InvalidInputError} if there is none, or the results are without reach
 */
export function outcomeOf(
  { results, details }: { readonly results: Results; readonly details: Details },
  position: number,
): Outcome {
  const scenario = results.scenarios[position];
  if (scenario?.reach === undefined) throw withoutReach(results);
  return {
    scenario: scenario.id,
    worlds: scenario.worlds,
    entries: new Set(scenario.reach.filter(({ entry }) => entry === true).map(({ id }) => id)),
    reach: new Map(scenario.reach.map(({ id, p, ci95 }) => [id, { p, ci95 }])),
    blastRadius: radiusByEntry(results.scenarios, scenario),
    credit: creditByRelation(scenario, details),
  };
}

/** What tells a scenario apart from others besides its entry: model, threats, controls that are off, parameters. */
const variantOf = ({ id }: ScenarioResult): string => id.split('/').toSpliced(1, 1).join('/');

/** By component: the mean of the scenario of the same variant that starts from it alone. */
function radiusByEntry(scenarios: readonly ScenarioResult[], like: ScenarioResult): Outcome['blastRadius'] {
  const variant = variantOf(like);
  return new Map(
    scenarios
      .filter((scenario) => variantOf(scenario) === variant)
      .flatMap((scenario) => {
        const alone = onlyEntry(scenario);
        return alone === undefined ? [] : [[alone, scenario.blastRadius.total.mean] as const];
      })
      .sort(([a], [b]) => byCodeUnits(a, b)),
  );
}

/** Undefined for several together, and for worlds that draw their own. */
function onlyEntry({ entry, reach = [] }: ScenarioResult): string | undefined {
  const [id, ...others] = entry;
  // A random entry is called like a component could be: only of that one the reach says that it is an entry.
  const isEntry = (row: Reach): boolean => row.id === id && row.entry === true;
  return others.length === 0 && reach.some(isEntry) ? id : undefined;
}

/** Arcs between replicas have names of their own: the details say of which relation each is, in any scenario. */
function creditByRelation({ credit = [] }: ScenarioResult, { relations, scenarios }: Details): Outcome['credit'] {
  const total = credit.reduce((sum, [, share]) => sum + share, 0);
  const relationOf = new Map(
    scenarios.flatMap(({ arcs }) => arcs.map(({ id, relation }) => [id, relations[relation]?.id] as const)),
  );
  const shares = new Map<string, number>();
  for (const [arc, share] of credit) {
    const relation = relationOf.get(arc);
    if (relation !== undefined) shares.set(relation, (shares.get(relation) ?? 0) + (total === 0 ? 0 : share / total));
  }
  return shares;
}

const withoutReach = ({ name }: Results): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file: name },
      expected: 'results that say how likely each component is reached',
      found: 'results without reach',
      fix: 'Run it again with --out DIR, which keeps it.',
    },
  ]);

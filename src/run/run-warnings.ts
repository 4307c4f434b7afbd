import type { Compilation } from '../compile/arcs.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { idleFactors } from '../compile/factors/idle-factors.ts';
import { meanBase } from '../engine/bounds.ts';
import type { Tally } from '../engine/tally.ts';
import { burnsOut } from '../graph/propagation-model.ts';
import { isAtLeast } from '../threats/maturities.ts';
import { maturityOf } from '../threats/maturity.ts';

const STILL_GROWING = 0.05;

/**
 * What a reader of the results should know about how they came about; whole sentences, in the order of the scenarios.
 * @param isAsked - somebody asked for each of the scenarios, and will wonder where one goes nowhere
 */
export function runWarnings(
  compilations: readonly Compilation[],
  tallyOf: ReadonlyMap<Compilation, Tally>,
  isAsked: boolean,
): string[] {
  const ofEach = compilations.flatMap((compilation) => {
    const tally = tallyOf.get(compilation);
    return [
      ...(isAsked ? nothingToSpread(compilation) : []),
      ...(tally === undefined
        ? []
        : [
            ...noWorlds(compilation, tally),
            ...stillGrowing(compilation.compiled, tally),
            ...stillInfectious(compilation.compiled, tally),
          ]),
      ...saturating(compilation),
    ];
  });
  const ofAll = (of: (compilation: Compilation) => string[]): Set<string> => new Set(compilations.flatMap(of));
  return [...ofAll(immatureClasses), ...ofAll(idleFactors), ...ofEach];
}

/** Classes that a filter by maturity takes away altogether, wherever they are asked for. */
const immatureClasses = ({ scenario: { threats, settings } }: Compilation): string[] =>
  threats
    .filter((threat) => !isAtLeast(maturityOf(threat, settings.atlas), settings.maturity))
    .map(
      (threat) =>
        `No channel of ${threat} is at least ${settings.maturity} by ATLAS ${settings.atlas.version}: under this filter it spreads nowhere.`,
    );

function nothingToSpread({ scenario: { id, settings }, arcs }: Compilation): string[] {
  if (arcs.length > 0) return [];
  const least = settings.maturity === 'feasible' ? '' : ` through a channel that is at least ${settings.maturity}`;
  return [`Nothing can spread in ${id}: no relation carries any of its threat classes${least}.`];
}

/** A run that was stopped early says nothing about this scenario: its zeros are no results. */
const noWorlds = ({ scenario }: Compilation, { worlds }: Tally): string[] =>
  worlds === 0 ? [`No world of ${scenario.id} was done before the run was stopped.`] : [];

export function stillGrowing({ key, settings }: CompiledScenario, { growing, worlds }: Tally): string[] {
  if (growing <= worlds * STILL_GROWING) return [];
  const percent = Math.round((100 * growing) / worlds);
  return [
    `In ${key} ${percent} % of worlds still grow in the last fifth of the ${settings.horizonRounds} rounds: raise the horizon to see where they end.`,
  ];
}

/** Where everyone recovers for good, a world that did not come to rest is not told to its end. */
export function stillInfectious({ key, model, settings }: CompiledScenario, { extinct, worlds }: Tally): string[] {
  const left = worlds - (extinct[0] as number);
  if (!burnsOut(model) || left <= worlds * STILL_GROWING) return [];
  const percent = Math.round((100 * left) / worlds);
  return [
    `In ${key} somebody is still infectious after the ${settings.horizonRounds} rounds in ${percent} % of worlds: raise the horizon to see where they end.`,
  ];
}

/** With independent retries everything that can fall does, given time. */
function saturating({ scenario, compiled }: Compilation): string[] {
  const { model, settings } = scenario;
  if (model !== 'agentic' || settings.retries !== 'independent') return [];
  const highest = meanBase(compiled).reduce((a, b) => Math.max(a, b), 0);
  if (settings.horizonRounds * highest <= 1) return [];
  return [
    `In ${scenario.id} every failed attempt is retried afresh in each round, so what can be reached mostly will be: use retries: correlated, or a shorter horizon.`,
  ];
}

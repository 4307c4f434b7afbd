import type { Seed } from '../base/random.ts';
import type { ArcDraft } from '../compile/arc-draft.ts';
import type { Compilation } from '../compile/arcs.ts';
import { isSimulated } from '../engine/kernels.ts';
import type { Tally } from '../engine/tally.ts';
import type { ScenarioResult, Witnessed } from './results.ts';
import { type Watchable, witnessedBudget } from './witnessed-budget.ts';
import { witnessedCurve } from './witnessed-curve.ts';
import { witnessedPaths } from './witnessed-paths.ts';
import { sizesAtEnd } from './witnessed-sizes.ts';
import { typicalWorld } from './witnessed-typical.ts';
import { type WitnessedWorlds, witnessWorlds } from './witnessed-worlds.ts';

/** A scenario that was run, and what came of it. */
export type RunScenario = {
  readonly compilation: Compilation;
  readonly result: ScenarioResult;
  /** Null without worlds. */
  readonly tally: Tally | null;
};

/** What watching the first worlds of a scenario has told. */
export type WitnessOf = {
  readonly witnessed: Witnessed;
  /** Number of the typical one. */
  readonly typical: number;
  /** [world * SCOPES + scope]: components reached. */
  readonly sizes: Uint32Array;
};

/**
 * Runs the first worlds of scenarios again, with someone listening. Those without worlds, and too large ones, are not
 * in the map.
 * @param scenarios - in the order in which they are wanted, if they are too many
 * @param componentOf - node of a compiled scenario -> position in the report's list of components
 */
export function witness(
  scenarios: readonly RunScenario[],
  seed: Seed,
  componentOf: (compilation: Compilation, node: number) => number,
): Map<Compilation, WitnessOf> {
  return new Map(
    worldsToWatch(scenarios).map(({ scenario, worlds }) => {
      const seen = witnessWorlds(scenario.compilation.compiled, seed, worlds);
      return [scenario.compilation, witnessOf(scenario, seen, componentOf)] as const;
    }),
  );
}

/** How many worlds of which scenarios are watched: see {@link witnessedBudget}; those of which none are, are left out. */
export function worldsToWatch(scenarios: readonly RunScenario[]): { scenario: Watched; worlds: number }[] {
  const watchable = scenarios.filter(canBeWatched);
  const budget = witnessedBudget(watchable.map(costOf));
  return watchable.map((scenario, i) => ({ scenario, worlds: budget[i] as number })).filter(({ worlds }) => worlds > 0);
}

export type Watched = RunScenario & { readonly tally: Tally };

const canBeWatched = (scenario: RunScenario): scenario is Watched =>
  isSimulated(scenario.compilation.compiled.model) &&
  scenario.tally !== null &&
  scenario.tally.worlds > 0 &&
  scenario.tally.changes !== null;

const costOf = ({ compilation: { compiled }, result, tally }: Watched): Watchable => ({
  components: compiled.components.count,
  arcs: compiled.arcs.count,
  rounds: result.curve.total.length,
  worlds: tally.worlds,
});

/** @param seen - its first worlds */
export function witnessOf(
  { compilation, result, tally }: Watched,
  seen: WitnessedWorlds,
  componentOf: (compilation: Compilation, node: number) => number,
): WitnessOf {
  const { compiled, arcs } = compilation;
  const { layer, count } = compiled.components;
  const component = Uint32Array.from({ length: count }, (_, node) => componentOf(compilation, node));
  const map = { source: compiled.arcs.source, way: waysOf(arcs, component), component };
  return {
    witnessed: { worlds: seen.worlds, paths: witnessedPaths(seen, map), ...witnessedCurve(seen, tally, result, layer) },
    typical: typicalWorld(seen, tally),
    sizes: sizesAtEnd(seen, layer),
  };
}

/** Per arc: the first that differs from it in replicas alone. */
function waysOf(arcs: readonly ArcDraft[], component: Uint32Array): Uint32Array {
  const first = new Map<string, number>();
  return Uint32Array.from(arcs, ({ relation, source, target, direction, threat }, arc) => {
    const way = JSON.stringify([relation.id, component[source], component[target], direction, threat]);
    const known = first.get(way);
    if (known === undefined) first.set(way, arc);
    return known ?? arc;
  });
}

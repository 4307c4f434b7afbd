import type { Compilation } from '../compile/arcs.ts';
import { byCodeUnits } from '../graph/ids.ts';
import type { Layer } from '../graph/kinds.ts';
import type { ScenarioResult } from '../measure/results.ts';
import { crossedLayers } from './crossed-layers.ts';
import { likelyPaths } from './likely-paths.ts';
import { passingSteps } from './passing-steps.ts';
import type { Consequence, PathStep } from './threat-document.ts';

/** What one scenario shows, but for its rank. */
export function consequenceOf(
  compilation: Compilation,
  result: ScenarioResult,
  arrival: Consequence['arrival'],
): Omit<Consequence, 'rank'> {
  const { entryLikelihood } = result;
  const { size, mean, ci95, belief95, p95, affected, affectedCi95 } = result.blastRadius.total;
  const likelihood = entryLikelihood ?? arrival?.probability ?? null;
  return {
    scenario: result.id,
    start: result.entry[0] ?? '',
    entryLikelihood,
    arrival: entryLikelihood === null ? arrival : null,
    blastRadius: { size, mean, ci95, belief95, p95 },
    affected,
    affectedCi95,
    risk: likelihood === null ? null : mean * likelihood,
    crossesInto: crossedLayers(layersOfEntry(compilation), result),
    path: likeliestWay(compilation, result),
  };
}

/** Of its entry points. */
function layersOfEntry({ compiled, expanded }: Compilation): ReadonlySet<Layer | undefined> {
  const entries = compiled.entry === 'random' ? [] : compiled.entry;
  return new Set([...entries].map((entry) => expanded.nodes[entry]?.component.layer));
}

/** To whomever it reaches most often; among equals to the most valuable, then the first by id. */
function likeliestWay(compilation: Compilation, { reach = [] }: ScenarioResult): PathStep[] {
  const { scenario, expanded } = compilation;
  if (scenario.entry === 'random') return [];
  const worth = new Map(expanded.nodes.map(({ component }) => [component.id as string, component.valueThousandths]));
  const [most] = reach
    .filter(({ entry, p }) => entry !== true && p > 0)
    .toSorted((a, b) => b.p - a.p || (worth.get(b.id) ?? 0) - (worth.get(a.id) ?? 0) || byCodeUnits(a.id, b.id));
  if (most === undefined) return [];
  return [...(likelyPaths(passingSteps(compilation), new Set<string>(scenario.entry), most.id, 1)[0]?.steps ?? [])];
}

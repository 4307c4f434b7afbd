import type { Compilation } from '../compile/arcs.ts';
import { meanProbability } from '../compile/arcs.ts';
import { effectivenessOn, guardRules } from '../compile/guard-index.ts';
import { meanOf } from '../graph/belief.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { type Layer, layers } from '../graph/kinds.ts';
import type { ScenarioResult } from '../measure/results.ts';
import { likelyPaths } from './likely-paths.ts';
import type { Consequence, PathStep } from './threat-document.ts';
import { originOf } from './threat-row.ts';

/** Worlds in which a layer must be touched to be said to be crossed into. */
const LEAST_CROSSING = 0.001;

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
    entryLikelihood,
    arrival: entryLikelihood === null ? arrival : null,
    blastRadius: { size, mean, ci95, belief95, p95 },
    affected,
    affectedCi95,
    risk: likelihood === null ? null : mean * likelihood,
    crossesInto: crossed(compilation, result),
    path: likeliestWay(compilation, result),
  };
}

function crossed({ compiled, expanded }: Compilation, { blastRadius }: ScenarioResult): Layer[] {
  const entries = compiled.entry === 'random' ? [] : compiled.entry;
  const own = new Set([...entries].map((entry) => expanded.nodes[entry]?.component.layer));
  return layers.filter((layer) => !own.has(layer) && (blastRadius.layers[`${layer}`]?.affected ?? 0) > LEAST_CROSSING);
}

/** To whomever it reaches most often; among equals to the most valuable, then the first by id. */
function likeliestWay({ scenario, arcs, expanded }: Compilation, { reach = [] }: ScenarioResult): PathStep[] {
  if (scenario.entry === 'random') return [];
  const worth = new Map(expanded.nodes.map(({ component }) => [component.id as string, component.valueThousandths]));
  const [most] = reach
    .filter(({ entry, p }) => entry !== true && p > 0)
    .toSorted((a, b) => b.p - a.p || (worth.get(b.id) ?? 0) - (worth.get(a.id) ?? 0) || byCodeUnits(a.id, b.id));
  if (most === undefined) return [];
  const rules = guardRules(expanded).filter(({ control }) => control !== scenario.controlOff);
  const idOf = (node: number): string => expanded.nodes[node]?.component.id ?? '';
  const steps = arcs.map((arc): PathStep => {
    const stopped = rules.flatMap((rule) => effectivenessOn(rule, arc, expanded) ?? []);
    const free = meanProbability(arc, expanded, scenario.settings.attempts);
    const { relation, direction, threat } = arc;
    return {
      from: idOf(arc.source),
      to: idOf(arc.target),
      relation: relation.id,
      direction,
      class: threat,
      passes: stopped.reduce((passes, effectiveness) => passes * (1 - meanOf(effectiveness)), free),
      source: originOf(
        'provenance' in relation ? (relation.provenance as Provenance) : provenanceOf(arc.target, expanded),
      ),
    };
  });
  return [...(likelyPaths(steps, new Set<string>(scenario.entry), most.id, 1)[0]?.steps ?? [])];
}

/** A way into a control is implied by the control. */
const provenanceOf = (node: number, { nodes }: Compilation['expanded']): Provenance =>
  (nodes[node] as Compilation['expanded']['nodes'][number]).component.provenance;

import type { Compilation } from '../compile/arcs.ts';
import { meanProbability } from '../compile/arcs.ts';
import { effectivenessOn, guardRules } from '../compile/guard-index.ts';
import { meanOf } from '../graph/belief.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import { effectOf } from '../threats/classes.ts';
import type { PathStep } from './threat-document.ts';
import { originOf } from './threat-row.ts';

/** Every arc by which a component is taken, with the probability that it passes when it is tried, at the means of its inputs and past its controls: whoever is only disabled, blinded or disclosed attacks nobody. */
export function passingSteps(compilation: Compilation): readonly PathStep[] {
  const known = stepsOf.get(compilation.arcs);
  if (known !== undefined) return known;
  const steps = makeSteps(compilation);
  stepsOf.set(compilation.arcs, steps);
  return steps;
}

/** Scenarios that differ only in their entry points share their arcs, and ask for the same steps. */
const stepsOf = new WeakMap<Compilation['arcs'], readonly PathStep[]>();

function makeSteps({ scenario, arcs, expanded }: Compilation): PathStep[] {
  const rules = guardRules(expanded).filter(({ control }) => control !== scenario.controlOff);
  const idOf = (node: number): string => expanded.nodes[node]?.component.id ?? '';
  const taking = arcs.filter(({ threat }) => effectOf(threat) === 'compromise');
  return taking.map((arc): PathStep => {
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
}

/** A way into a control is implied by the control. */
const provenanceOf = (node: number, { nodes }: Compilation['expanded']): Provenance =>
  (nodes[node] as Compilation['expanded']['nodes'][number]).component.provenance;

import { describePlace } from '../base/errors.ts';
import type { Compilation } from '../compile/arcs.ts';
import { guardRules, rulesFinder } from '../compile/guard-index.ts';
import type { Ecosystem, Provenance } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { layers } from '../graph/kinds.ts';
import type { ComponentDetail, LayerKey, RelationDetail, Results } from '../measure/results.ts';

/** How many components (replicas and reserved slots written out) and relations there are. */
export function describeGraph({ relations }: Ecosystem, { expanded }: Compilation): Results['graph'] {
  const inLayer = (layer: number): number => expanded.nodes.filter(({ component }) => component.layer === layer).length;
  return {
    components: expanded.nodes.length,
    relations: relations.length,
    layers: Object.fromEntries(layers.map((layer) => [String(layer), inLayer(layer)])) as Record<LayerKey, number>,
  };
}

export const describeComponents = ({ components }: Ecosystem): ComponentDetail[] =>
  components.map(({ id, name, kind, layer, exposed, count, valueThousandths, zone, tier, tags, provenance }) => ({
    id,
    name,
    kind,
    layer,
    exposed,
    count,
    value: valueThousandths / 1000,
    zone,
    tier,
    tags,
    ...origin(provenance),
  }));

/** The relations of the ecosystem, then one per control and guarded source that no relation of the file stands for. */
export function describeRelations(ecosystem: Ecosystem, compilations: readonly Compilation[]): RelationDetail[] {
  const different = oncePerArcs(compilations);
  const controlsOf = controlsByRelation(different);
  const written = ecosystem.relations.map(
    ({ id, from, to, kind, provenance }): RelationDetail => ({
      id,
      from,
      to,
      kind,
      ...origin(provenance),
      controls: [...(controlsOf.get(id) ?? [])].sort(byCodeUnits),
    }),
  );
  const known = new Set(written.map(({ id }) => id));
  const provenanceOf = new Map(ecosystem.components.map(({ id, provenance }) => [id, provenance]));
  const implied = new Map<string, RelationDetail>();
  for (const { arcs } of different) {
    for (const { relation } of arcs) {
      if (known.has(relation.id) || implied.has(relation.id)) continue;
      const { id, from, to, kind } = relation;
      // Those that agentic factors add say where they came from; the way into a control comes with the control.
      const provenance = 'provenance' in relation ? relation.provenance : (provenanceOf.get(from) as Provenance);
      const controls = [...(controlsOf.get(id) ?? [])].sort(byCodeUnits);
      implied.set(id, { id, from, to, kind, ...origin(provenance), controls });
    }
  }
  return [...written, ...[...implied.values()].sort((a, b) => byCodeUnits(a.id, b.id))];
}

/** Whether a control is on or off in a scenario: what it is on is the same. */
function controlsByRelation(compilations: readonly Compilation[]): Map<string, Set<string>> {
  const controls = new Map<string, Set<string>>();
  for (const { arcs, expanded } of compilations) {
    const rulesOn = rulesFinder(guardRules(expanded), expanded);
    for (const arc of arcs) {
      for (const { rule } of rulesOn(arc)) {
        const ids = controls.get(arc.relation.id) ?? new Set();
        controls.set(arc.relation.id, ids.add(rule.control));
      }
    }
  }
  return controls;
}

/** Scenarios that differ only in their entry points have the same arcs. */
const oncePerArcs = (compilations: readonly Compilation[]): Compilation[] => [
  ...new Map(compilations.map((compilation) => [compilation.arcs, compilation])).values(),
];

const origin = ({ certainty, at, rule }: Provenance) => ({ certainty, source: describePlace(at), rule: rule ?? null });

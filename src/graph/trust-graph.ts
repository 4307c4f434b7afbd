import { MultiDirectedGraph } from 'graphology';
import type { Component, Ecosystem, Relation } from './ecosystem.ts';
import { byCodeUnits, componentId, relationId } from './ids.ts';

/** Everything of a component but its id, which is its node's key. */
export type ComponentAttributes = Omit<Component, 'id'>;
/** Everything of a relation but its id and ends, which its edge has already. */
export type RelationAttributes = WithoutEnds<Relation>;
export type EcosystemAttributes = Pick<Ecosystem, 'name' | 'description'>;

/** The ecosystem as a graphology graph: nodes are components, edges are relations as written, from -> to. */
export type TrustGraph = MultiDirectedGraph<ComponentAttributes, RelationAttributes, EcosystemAttributes>;

// Distributes over the union, which a plain Omit would melt into one.
type WithoutEnds<R extends Relation> = R extends Relation ? Omit<R, 'id' | 'from' | 'to'> : never;

/** Nothing is lost: {@link fromTrustGraph} gives the same ecosystem back. */
export function toTrustGraph({ components, relations, ...ecosystem }: Ecosystem): TrustGraph {
  const graph: TrustGraph = new MultiDirectedGraph();
  graph.replaceAttributes(ecosystem);
  for (const { id, ...attributes } of components) graph.addNode(id, attributes);
  for (const { id, from, to, ...attributes } of relations) {
    graph.addDirectedEdgeWithKey(id, from, to, attributes as RelationAttributes);
  }
  return graph;
}

/** The ecosystem behind a graph, in canonical order whatever was added first; ordinals are kept. */
export function fromTrustGraph(graph: TrustGraph): Ecosystem {
  const components = graph.mapNodes((id, attributes): Component => ({ id: componentId(id), ...attributes }));
  const relations = graph.mapEdges((id, attributes, from, to): Relation => {
    const { kind, ...rest } = attributes;
    // The cast: TypeScript loses that a kind and the fields of its own stayed together.
    return { id: relationId(id), kind, from: componentId(from), to: componentId(to), ...rest } as Relation;
  });
  return {
    ...graph.getAttributes(),
    components: components.sort((a, b) => byCodeUnits(a.id, b.id)),
    relations: relations.sort(byEnds),
  };
}

const byEnds = (a: Relation, b: Relation): number =>
  byCodeUnits(a.from, b.from) || byCodeUnits(a.kind, b.kind) || byCodeUnits(a.to, b.to) || a.ordinal - b.ordinal;

import { xmlText } from '../base/xml-text.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import { type ColumnType, columnTypes } from './column-types.ts';
import { graphFacts } from './graph-facts.ts';
import type { GraphFormat } from './graph-format.ts';
import type { Outcome } from './outcome.ts';

/** GraphML (graphml.graphdrawing.org), for networkx, igraph, Cytoscape, yEd and Gephi. */
export const graphml: GraphFormat = {
  format: 'graphml',
  title: 'GraphML',
  endings: ['.graphml'],
  write: (ecosystem, outcome) => [{ suffix: '', text: write(ecosystem, outcome) }],
};

type Scope = 'graph' | 'node' | 'edge';

function write(ecosystem: Ecosystem, outcome: Outcome | undefined): string {
  const facts = graphFacts(ecosystem, outcome);
  // What tools show beside a node or an edge is called label in all of them.
  const nodes = ecosystem.components.map((component) => [
    ['label', component.name] as const,
    ...componentAttributes(component, outcome),
  ]);
  const edges = ecosystem.relations.map((relation) => [
    ['label', relation.kind] as const,
    ...relationAttributes(relation, outcome),
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<graphml ${NAMESPACES}>`,
    ...keys('graph', columnTypes([facts])),
    ...keys('node', columnTypes(nodes)),
    ...keys('edge', columnTypes(edges)),
    '  <graph id="ecosystem" edgedefault="directed">',
    ...data('graph', facts, '    '),
    ...ecosystem.components.flatMap(({ id }, n) => [
      `    <node id="${xmlText(id)}">`,
      ...data('node', nodes[n] ?? [], '      '),
      '    </node>',
    ]),
    ...ecosystem.relations.flatMap(({ id, from, to }, n) => [
      `    <edge id="${xmlText(id)}" source="${xmlText(from)}" target="${xmlText(to)}">`,
      ...data('edge', edges[n] ?? [], '      '),
      '    </edge>',
    ]),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

const NAMESPACES = [
  'xmlns="http://graphml.graphdrawing.org/xmlns"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"',
].join(' ');

/** Nodes and edges both have a kind, and an id of a key is unique in the file. */
const keyId = (scope: Scope, name: string): string => `${scope}_${name}`;

const keys = (scope: Scope, types: ReadonlyMap<string, ColumnType>): string[] =>
  [...types].map(
    ([name, type]) => `  <key id="${keyId(scope, name)}" for="${scope}" attr.name="${name}" attr.type="${type}"/>`,
  );

const data = (scope: Scope, attributes: readonly AttributeValue[], indent: string): string[] =>
  attributes.map(([name, value]) => `${indent}<data key="${keyId(scope, name)}">${xmlText(String(value))}</data>`);

import { xmlText } from '../base/xml-text.ts';
import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { GENERATOR } from '../import/network/network-source.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import { columnTypes } from './column-types.ts';
import type { GraphFormat } from './graph-format.ts';
import { layerBands, type Point } from './layer-bands.ts';
import type { Outcome } from './outcome.ts';
import { layerColours } from './picture-colours.ts';

/** GEXF (gexf.net): Gephi shows bands of layers, in their colours, and what is reached most as the largest. */
export const gexf: GraphFormat = {
  format: 'gexf',
  title: 'GEXF (Gephi)',
  endings: ['.gexf'],
  write: (ecosystem, outcome) => [{ suffix: '', text: write(ecosystem, outcome) }],
};

function write(ecosystem: Ecosystem, outcome: Outcome | undefined): string {
  const { name, components, relations } = ecosystem;
  const nodes = components.map((component) => componentAttributes(component, outcome));
  const edges = relations.map((relation) => relationAttributes(relation, outcome));
  const points = layerBands(components);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<gexf ${NAMESPACES} version="1.2">`,
    ...meta(ecosystem, outcome),
    `  <graph mode="static" defaultedgetype="directed" name="${xmlText(name)}">`,
    ...attributes('node', nodes),
    ...attributes('edge', edges),
    '    <nodes>',
    ...components.flatMap((component, n) => node(component, nodes[n] ?? [], points[n], outcome)),
    '    </nodes>',
    '    <edges>',
    ...relations.flatMap((relation, n) => edge(relation, edges[n] ?? [])),
    '    </edges>',
    '  </graph>',
    '</gexf>',
    '',
  ].join('\n');
}

/** 1.2: networkx before 3.6 knows no 1.3, and Gephi does not look at the version. */
const NAMESPACES = [
  'xmlns="http://www.gexf.net/1.2draft"',
  'xmlns:viz="http://www.gexf.net/1.2draft/viz"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd"',
].join(' ');

const meta = ({ description }: Ecosystem, outcome: Outcome | undefined): string[] => [
  '  <meta>',
  `    <creator>${GENERATOR}</creator>`,
  ...(outcome === undefined
    ? []
    : [`    <keywords>${xmlText(`scenario ${outcome.scenario}, ${outcome.worlds} worlds`)}</keywords>`]),
  ...(description === undefined ? [] : [`    <description>${xmlText(description)}</description>`]),
  '  </meta>',
];

const attributes = (owner: 'node' | 'edge', rows: readonly (readonly AttributeValue[])[]): string[] => [
  `    <attributes class="${owner}" mode="static">`,
  ...[...columnTypes(rows)].map(([name, type]) => `      <attribute id="${name}" title="${name}" type="${type}"/>`),
  '    </attributes>',
];

const values = (row: readonly AttributeValue[]): string[] => [
  '        <attvalues>',
  ...row.map(([name, value]) => `          <attvalue for="${name}" value="${xmlText(String(value))}"/>`),
  '        </attvalues>',
];

function node(
  { id, name, layer, valueThousandths }: Component,
  row: readonly AttributeValue[],
  point: Point | undefined,
  outcome: Outcome | undefined,
): string[] {
  const { x, y } = point ?? { x: 0, y: 0 };
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(layerColours[layer].slice(at, at + 2), 16));
  const share = outcome?.reach.get(id)?.p ?? Math.min(1, (valueThousandths - 1000) / 9000);
  const size = SMALLEST + Math.max(0, Math.round(share * (LARGEST - SMALLEST)));
  return [
    `      <node id="${xmlText(id)}" label="${xmlText(name)}">`,
    ...values(row),
    `        <viz:color r="${r}" g="${g}" b="${b}"/>`,
    `        <viz:position x="${x}" y="${y}" z="0"/>`,
    `        <viz:size value="${size}"/>`,
    '      </node>',
  ];
}

const SMALLEST = 12;
const LARGEST = 48;

/** The kind is what tells parallel edges apart: of one kind they would be one in Gephi. */
const edge = ({ id, from, to, kind }: Relation, row: readonly AttributeValue[]): string[] => [
  `      <edge id="${xmlText(id)}" source="${xmlText(from)}" target="${xmlText(to)}" kind="${kind}" label="${kind}">`,
  ...values(row),
  '      </edge>',
];

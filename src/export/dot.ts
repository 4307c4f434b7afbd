import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { type ComponentKind, layerNames, layers } from '../graph/kinds.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import { dotLabel, dotText, isQuotable } from './dot-text.ts';
import { graphFacts } from './graph-facts.ts';
import type { GraphFormat } from './graph-format.ts';
import type { Outcome } from './outcome.ts';
import { layerColours, onReach, reachColours, reachStep, reachText } from './picture-colours.ts';

/** DOT for Graphviz: boxes for trust zones, or for layers where there are none; what is reached is filled by how likely. */
export const dot: GraphFormat = {
  format: 'dot',
  title: 'DOT (Graphviz)',
  endings: ['.dot', '.gv'],
  write: (ecosystem, outcome) => [{ suffix: '', text: write(ecosystem, outcome) }],
};

function write(ecosystem: Ecosystem, outcome: Outcome | undefined): string {
  const nodes = nodeNames(ecosystem.components);
  const nameOf = (id: string): string => nodes.get(id) ?? dotText(id);
  const inBoxes = boxesOf(ecosystem);
  const boxed = new Set(inBoxes.flatMap(({ components }) => components));
  return [
    `digraph ${isQuotable(ecosystem.name) ? `${dotText(ecosystem.name)} ` : ''}{`,
    `  graph ${attributeList([...graphFacts(ecosystem, outcome), ...look])} [label=${title(ecosystem, outcome)}];`,
    '  node [shape=box, style="filled,rounded", fillcolor="#ffffff", fontname="Helvetica", fontsize=11];',
    '  edge [color="#83888f", fontcolor="#4a505b", fontname="Helvetica", fontsize=9];',
    ...inBoxes.flatMap((box, n) => [
      `  subgraph cluster_${n + 1} {`,
      `    graph ${attributeList(box.attributes)} [label=${dotLabel([box.label])}];`,
      ...box.components.map((component) => `    ${nodeStatement(component, nameOf(component.id), outcome)}`),
      '  }',
    ]),
    ...ecosystem.components
      .filter((component) => !boxed.has(component))
      .map((component) => `  ${nodeStatement(component, nameOf(component.id), outcome)}`),
    ...ecosystem.relations.map((relation) => `  ${edgeStatement(relation, nameOf, outcome)}`),
    '}',
    '',
  ].join('\n');
}

const look: readonly AttributeValue[] = [
  ['labelloc', 't'],
  ['rankdir', 'LR'],
  ['fontname', 'Helvetica'],
];

const title = ({ name }: Ecosystem, outcome: Outcome | undefined): string =>
  dotLabel(outcome === undefined ? [name] : [name, `reached in ${outcome.scenario}`]);

/** What nodes are called in the file: their ids, or where quotes cannot hold one, another name, unlike all ids. */
function nodeNames(components: readonly Component[]): ReadonlyMap<string, string> {
  const ids = new Set<string>(components.map(({ id }) => id));
  const names = new Map<string, string>();
  for (const { id } of components) {
    let name = id as string;
    for (let n = 1; !isQuotable(name) || (name !== id && ids.has(name)); n++) name = `node ${n}`;
    ids.add(name);
    names.set(id, dotText(name));
  }
  return names;
}

type Box = {
  readonly label: string;
  readonly attributes: readonly AttributeValue[];
  readonly components: readonly Component[];
};

const PLAIN: readonly AttributeValue[] = [['style', 'rounded']];

function boxesOf({ components }: Ecosystem): readonly Box[] {
  const zones = [...new Set(components.flatMap(({ zone }) => zone ?? []))];
  if (zones.length > 0) {
    return zones.map((zone) => ({
      label: zone,
      attributes: [...PLAIN, ['color', '#a6262b']],
      components: components.filter((one) => one.zone === zone),
    }));
  }
  return layers
    .map((layer) => ({
      label: `${layer} ${layerNames[layer]}`,
      attributes: [...PLAIN, ['color', layerColours[layer]], ['layer', layer]] satisfies AttributeValue[],
      components: components.filter((one) => one.layer === layer),
    }))
    .filter(({ components: inside }) => inside.length > 0);
}

const shapes: Readonly<Record<ComponentKind, string>> = {
  model: 'hexagon',
  memory: 'cylinder',
  'data-store': 'cylinder',
  'rag-pipeline': 'cylinder',
  orchestrator: 'doubleoctagon',
  framework: 'component',
  plugin: 'component',
  host: 'box3d',
  container: 'box3d',
  network: 'box3d',
  'secret-store': 'cylinder',
  monitor: 'invhouse',
  evaluator: 'invhouse',
  'log-store': 'cylinder',
  control: 'octagon',
  'policy-engine': 'octagon',
  'identity-provider': 'octagon',
  credential: 'cds',
  agent: 'box',
  tool: 'tab',
  human: 'ellipse',
  registry: 'folder',
  external: 'house',
};

function nodeStatement(component: Component, name: string, outcome: Outcome | undefined): string {
  const { id, kind } = component;
  const said = componentAttributes(component, outcome);
  const alias: readonly AttributeValue[] = isQuotable(id) ? [] : [['componentId', id]];
  const drawn: readonly AttributeValue[] = [['shape', shapes[kind]], ...nodeLook(component, outcome)];
  return `${name} [label=${label(component, outcome)}] ${attributeList(drawn)} ${attributeList([...alias, ...said])};`;
}

function label({ id, name, kind, layer, count }: Component, outcome: Outcome | undefined): string {
  const p = outcome?.reach.get(id)?.p;
  return dotLabel([
    count === 1 ? name : `${name} (${count})`,
    `[${kind}, layer ${layer}]`,
    ...(p === undefined ? [] : [outcome?.entries.has(id) === true ? 'entry' : reachText(p)]),
  ]);
}

/** The border has the colour of the layer; filled is how likely it is reached, or that an attacker can touch it. */
function nodeLook({ id, layer, exposed }: Component, outcome: Outcome | undefined): readonly AttributeValue[] {
  const p = outcome?.reach.get(id)?.p;
  const border = ['color', layerColours[layer]] as const;
  if (p === undefined) return [border, ['fillcolor', `${layerColours[layer]}22`], ['penwidth', exposed ? 3 : 1]];
  const step = reachStep(p);
  return [
    border,
    ['fillcolor', reachColours[step] ?? ''],
    ['fontcolor', onReach(step)],
    ['penwidth', 1 + Math.round(p * 40) / 10],
  ];
}

const DASHED = new Set(['guards', 'monitors', 'supervises', 'authenticates']);

function edgeStatement(relation: Relation, nameOf: (id: string) => string, outcome: Outcome | undefined): string {
  const { id, from, to, kind } = relation;
  const credit = outcome?.credit.get(id);
  const drawn: readonly AttributeValue[] = [
    ...(DASHED.has(kind) ? [['style', 'dashed'] as const] : []),
    ...(credit === undefined ? [] : [['penwidth', 1 + Math.round(credit * 80) / 10] as const]),
  ];
  const all = [...drawn, ...relationAttributes(relation, outcome)];
  return `${nameOf(from)} -> ${nameOf(to)} [label=${dotLabel([kind])}] ${attributeList(all)};`;
}

const attributeList = (attributes: readonly AttributeValue[]): string =>
  `[${attributes.map(([name, value]) => `${name}=${valueText(value)}`).join(', ')}]`;

const valueText = (value: AttributeValue[1]): string => {
  const text = String(value);
  return typeof value === 'string' || !/^(?:\d+(?:\.\d+)?|true|false)$/u.test(text) ? dotText(text) : text;
};

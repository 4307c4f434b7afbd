import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { type ComponentKind, type Layer, layerNames, layers } from '../graph/kinds.ts';
import { MARK } from '../import/mermaid/own-records.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import { graphFacts } from './graph-facts.ts';
import type { GraphFormat } from './graph-format.ts';
import { commentJson, mermaidNames, mermaidText } from './mermaid-text.ts';
import type { Outcome } from './outcome.ts';
import { layerColours, onReach, reachColours, reachStep, reachText } from './picture-colours.ts';

/** A flowchart for Markdown: a box for each layer; what Mermaid cannot say stands in comments below it. */
export const mermaid: GraphFormat = {
  format: 'mermaid',
  title: 'Mermaid flowchart',
  endings: ['.mmd', '.mermaid'],
  write: (ecosystem, outcome) => [{ suffix: '', text: write(ecosystem, outcome) }],
};

function write(ecosystem: Ecosystem, outcome: Outcome | undefined): string {
  const { components, relations } = ecosystem;
  const names = mermaidNames(components.map(({ id }) => id));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const used = layers.filter((layer) => components.some((one) => one.layer === layer));
  return [
    '---',
    `title: ${commentJson(ecosystem.name)}`,
    '---',
    'flowchart LR',
    ...used.flatMap((layer) => [
      `  subgraph ${boxOf(layer)}[${mermaidText(`${layer} ${layerNames[layer]}`)}]`,
      ...components.filter((one) => one.layer === layer).map((one) => `    ${nodeLine(one, nameOf(one.id), outcome)}`),
      '  end',
    ]),
    ...relations.map((relation) => `  ${linkLine(relation, nameOf)}`),
    ...used.map(
      (layer) => `  style ${boxOf(layer)} fill:#fbfaf7,stroke:${layerColours[layer]},color:${layerColours[layer]}`,
    ),
    ...lookLines(ecosystem, nameOf, outcome),
    ...records(ecosystem, used, nameOf, outcome),
    '',
  ].join('\n');
}

const boxOf = (layer: Layer): string => `layer_${layer}`;

const round = ['([', '])'] as const;
const store = ['[(', ')]'] as const;
const box = ['[', ']'] as const;
const guard = ['{{', '}}'] as const;
const brackets: Readonly<Record<ComponentKind, readonly [open: string, close: string]>> = {
  model: guard,
  memory: store,
  'data-store': store,
  'rag-pipeline': store,
  orchestrator: ['[[', ']]'],
  framework: box,
  plugin: box,
  host: ['[/', '/]'],
  container: ['[/', '/]'],
  network: ['[/', '/]'],
  'secret-store': store,
  monitor: ['>', ']'],
  evaluator: ['>', ']'],
  'log-store': store,
  control: ['{', '}'],
  'policy-engine': ['{', '}'],
  'identity-provider': ['{', '}'],
  credential: ['>', ']'],
  agent: round,
  tool: ['(', ')'],
  human: ['((', '))'],
  registry: store,
  external: ['[\\', '/]'],
};

function nodeLine({ id, name, kind, count }: Component, node: string, outcome: Outcome | undefined): string {
  const [open, close] = brackets[kind];
  const p = outcome?.reach.get(id)?.p;
  const reached = p === undefined ? [] : [outcome?.entries.has(id) === true ? 'entry' : reachText(p)];
  const lines = [count === 1 ? name : `${name} (${count})`, `[${kind}]`, ...reached];
  return `${node}${open}"${lines.map((line) => mermaidText(line).slice(1, -1)).join('<br/>')}"${close}`;
}

const DOTTED = new Set(['guards', 'monitors', 'supervises', 'authenticates']);

const linkLine = ({ from, to, kind }: Relation, nameOf: (id: string) => string): string =>
  `${nameOf(from)} ${DOTTED.has(kind) ? '-.->' : '-->'}|${kind}| ${nameOf(to)}`;

/** Colours of layers, or of reach where there are results; thick is what carried much. */
function lookLines(
  { components, relations }: Ecosystem,
  nameOf: (id: string) => string,
  outcome: Outcome | undefined,
): readonly string[] {
  const classes = new Map<string, string[]>();
  for (const { id, layer } of components) {
    const p = outcome?.reach.get(id)?.p;
    const name = p === undefined ? boxOf(layer).replace('_', '') : `reach${reachStep(p)}`;
    classes.set(name, [...(classes.get(name) ?? []), nameOf(id)]);
  }
  const thick = relations.flatMap(({ id }, n) => {
    const credit = outcome?.credit.get(id) ?? 0;
    return credit === 0 ? [] : [`  linkStyle ${n} stroke-width:${1 + Math.round(credit * 80) / 10}px`];
  });
  return [
    ...[...classes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, nodes]) => [`  classDef ${name} ${styleOf(name)}`, `  class ${nodes.join(',')} ${name}`]),
    ...thick,
  ];
}

function styleOf(name: string): string {
  const step = Number(/^reach(\d+)$/.exec(name)?.[1] ?? -1);
  if (step >= 0) return `fill:${reachColours[step]},color:${onReach(step)},stroke:#4a505b`;
  const layer = layers.find((one) => name === `layer${one}`) ?? 7;
  return `fill:#ffffff,color:#191c22,stroke:${layerColours[layer]},stroke-width:2px`;
}

/** Everything, for reading it back. */
function records(
  ecosystem: Ecosystem,
  used: readonly Layer[],
  nameOf: (id: string) => string,
  outcome: Outcome | undefined,
): readonly string[] {
  return [
    { is: Object.fromEntries(graphFacts(ecosystem, outcome)) },
    ...used.map((layer) => ({ box: boxOf(layer) })),
    ...ecosystem.components.map((component) => ({
      node: nameOf(component.id),
      id: component.id,
      is: Object.fromEntries(componentAttributes(component, outcome)),
    })),
    ...ecosystem.relations.map((relation) => ({
      from: nameOf(relation.from),
      to: nameOf(relation.to),
      is: Object.fromEntries(relationAttributes(relation, outcome)),
    })),
  ].map((record) => `${MARK}${commentJson(record)}`);
}

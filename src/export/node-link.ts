import type { Ecosystem } from '../graph/ecosystem.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import { columnTypes } from './column-types.ts';
import { graphFacts } from './graph-facts.ts';
import type { GraphFormat } from './graph-format.ts';
import type { Outcome } from './outcome.ts';

/** Nodes and links in JSON: what d3 draws and networkx reads (from 3.4 on with `edges="links"`). */
export const nodeLink: GraphFormat = {
  format: 'node-link',
  title: 'Node-link JSON',
  endings: ['.json'],
  write: (ecosystem, outcome) => [{ suffix: '', text: write(ecosystem, outcome) }],
};

/** One line for each node and link: changes are seen in a diff. */
function write(ecosystem: Ecosystem, outcome: Outcome | undefined): string {
  const { components, relations } = ecosystem;
  const nodes = components.map((component) => [
    ['id', component.id] as const,
    ...componentAttributes(component, outcome),
  ]);
  const links = relations.map((relation) => {
    const { from, kind, to, ordinal } = relation;
    // networkx tells parallel links apart by their keys.
    const key = ordinal === 0 ? kind : `${kind}#${ordinal + 1}`;
    const ends = [['source', from] as const, ['target', to] as const, ['key', key] as const];
    return [...ends, ...relationAttributes(relation, outcome)];
  });
  return [
    '{',
    '  "directed": true,',
    '  "multigraph": true,',
    `  "graph": ${objectText(graphFacts(ecosystem, outcome))},`,
    `  "nodes": ${listText(withNumbers(nodes))},`,
    `  "links": ${listText(withNumbers(links))}`,
    '}',
    '',
  ].join('\n');
}

type Rows = readonly (readonly AttributeValue[])[];

/** Probabilities come as texts, since some are intervals; where all of a name are numbers, they are written as such. */
function withNumbers(rows: Rows): Rows {
  const types = columnTypes(rows);
  const isNumeric = (name: string): boolean => types.get(name) === 'double' || types.get(name) === 'long';
  return rows.map((row) =>
    row.map(([name, value]) => [name, !IDS.has(name) && isNumeric(name) ? Number(value) : value]),
  );
}

/** Texts, whatever components are called. */
const IDS: ReadonlySet<string> = new Set(['id', 'source', 'target', 'key']);

const listText = (rows: Rows): string =>
  rows.length === 0 ? '[]' : `[\n${rows.map((row) => `    ${objectText(row)}`).join(',\n')}\n  ]`;

const objectText = (attributes: readonly AttributeValue[]): string => JSON.stringify(Object.fromEntries(attributes));

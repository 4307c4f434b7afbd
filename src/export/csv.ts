import { csvText } from '../base/csv-text.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import type { GraphFormat } from './graph-format.ts';
import type { Outcome } from './outcome.ts';

/**
 * Two tables (RFC 4180) with the columns by which Gephi, spreadsheets and data frames know nodes and edges. A text that
 * a spreadsheet would run as a formula has an apostrophe before it; an empty text is `""`, and nothing at all is
 * nothing. The name and the description of the ecosystem have no place in a table: its name is that of the files.
 */
export const csv: GraphFormat = {
  format: 'csv-pair',
  title: 'CSV tables of nodes and edges',
  endings: ['.csv'],
  write: (ecosystem, outcome) => [
    { suffix: '.nodes', text: nodesText(ecosystem, outcome) },
    { suffix: '.edges', text: edgesText(ecosystem, outcome) },
  ],
};

type Row = ReadonlyMap<string, AttributeValue[1]>;

function nodesText({ components }: Ecosystem, outcome: Outcome | undefined): string {
  const rows = components.map((component) => {
    const attributes = componentAttributes(component, outcome).filter(([name]) => name !== 'name');
    return new Map<string, AttributeValue[1]>([['Id', component.id], ['Label', component.name], ...attributes]);
  });
  return tableText(['Id', 'Label', 'kind', 'layer'], rows);
}

function edgesText({ relations }: Ecosystem, outcome: Outcome | undefined): string {
  const rows = relations.map((relation) => {
    const { from, to, id, kind } = relation;
    const known = { Source: from, Target: to, Type: 'Directed', Id: id, Label: kind };
    return new Map<string, AttributeValue[1]>([...Object.entries(known), ...relationAttributes(relation, outcome)]);
  });
  return tableText(['Source', 'Target', 'Type', 'Id', 'Label', 'kind'], rows);
}

/** @param first - columns that are there in any case */
function tableText(first: readonly string[], rows: readonly Row[]): string {
  const columns = [...new Set([...first, ...rows.flatMap((row) => [...row.keys()])])];
  return csvText([columns, ...rows.map((row) => columns.map((column) => row.get(column)))]);
}

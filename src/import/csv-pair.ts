import { type CsvRecord, csvRecords } from '../base/csv-records.ts';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { detectTable, isOurs, MISSING } from './csv-pair/detect-table.ts';
import { type Header, headerOf } from './csv-pair/header.ts';
import { readEdges, readNodes, type Table } from './csv-pair/read-table.ts';
import { pairName, siblingNames } from './csv-pair/sibling-names.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { listedDiagram } from './network/listed-graph.ts';
import { MOST_CHARACTERS, refuse } from './reading-limits.ts';
import type { ImportSettings } from './settings.ts';

/** A table of nodes and a table of edges, as Gephi, Neo4j, spreadsheets and data frames write them. */
export const csvPair: Importer = {
  format: 'csv-pair',
  title: 'CSV tables of nodes and edges (Gephi, Neo4j, spreadsheets)',
  gives:
    'nodes and edges with the columns of their tables, zones, directions and probabilities; either table finds the other',
  isPlainGraph: true,
  detect: detectTable,
  read,
};

function read(file: SourceFile, open: OpenSibling, settings?: ImportSettings): Imported {
  const problems: Problem[] = [];
  const first = openTable(file, problems);
  const { of } = first.header;
  const sibling = siblingNames(file.name, of)
    .map(open)
    .find((one) => one !== undefined);
  const second = sibling === undefined ? undefined : openTable(sibling, problems);
  const drafts = new Drafts();
  const tables = [first, ...(second === undefined ? [] : [second])];
  if (second?.header.of === of) problems.push(twoOfAKind(second, of));
  if (second === undefined) drafts.warnings.push(alone(file, of));
  const nodes = tables.flatMap(({ header, table }) => (header.of === 'nodes' ? readNodes(header, table) : []));
  const edges = tables.flatMap((one) => edgesOf(one, drafts));
  if (problems.length > 0) throw new InvalidInputError(problems.slice(0, MOST_PROBLEMS));
  const diagram = listedDiagram({ nodes, edges, title: pairName(file.name, of) }, file.name, drafts);
  const names = tables.map(({ table }) => table.file.replace(/^.*[\\/]/u, ''));
  const description = isOurs(first.header) ? undefined : `From the CSV tables ${names.join(' and ')}.`;
  return fromDiagram(diagram, { file: file.name, description, drafts, settings, isPlain: true });
}

const MOST_PROBLEMS = 20;

type OpenTable = { readonly header: Header; readonly table: Table };

/** @throws {InvalidInputError} unless it is a table of nodes or edges */
function openTable({ name, text }: SourceFile, problems: Problem[]): OpenTable {
  const at = { file: name, line: 1, column: 1 };
  if (text.length > MOST_CHARACTERS)
    throw refuse(at, 'at most 50 MB of text', 'more', 'Leave out what does not matter.');
  const [head, ...rows]: readonly CsvRecord[] = csvRecords(text, name);
  const header = headerOf(head);
  if (header !== undefined) return { header, table: { file: name, rows, problems } };
  const fix = 'Call the columns Id and Label, or Source, Target and Type.';
  throw refuse(at, MISSING, head === undefined ? 'an empty file' : `${head.length} columns called otherwise`, fix);
}

function edgesOf({ header, table }: OpenTable, drafts: Drafts) {
  if (header.of === 'nodes') return [];
  const { edges, isOpen } = readEdges(header, table);
  if (isOpen) {
    drafts.warnings.push({
      at: { file: table.file, line: 1, column: 1 },
      expected: 'a column Type that says Directed or Undirected',
      found: 'edges that do not say it',
      fix: 'They are taken to run from source to target.',
    });
  }
  return edges;
}

const twoOfAKind = ({ table }: OpenTable, of: 'nodes' | 'edges'): Problem => ({
  at: { file: table.file, line: 1, column: 1 },
  expected: `a table of ${of === 'nodes' ? 'edges' : 'nodes'}`,
  found: `another one of ${of}, by its header`,
  fix: of === 'nodes' ? 'Call its columns Source and Target.' : 'Call its columns Id and Label.',
});

/** @returns that nodes have no edges, or edges no attributes of their nodes */
function alone({ name }: SourceFile, of: 'nodes' | 'edges'): Problem {
  const [usual] = siblingNames(name, of);
  const other = of === 'nodes' ? 'edges' : 'nodes';
  return {
    at: { file: name },
    expected: `a table of ${other} beside it${usual === undefined ? '' : `, called ${usual}`}`,
    found: 'none',
    fix: of === 'nodes' ? 'Without it nothing is joined to anything.' : 'Without it nothing is known of the nodes.',
  };
}

import { type CsvRecord, csvRecords } from '../../base/csv-records.ts';
import { InvalidInputError } from '../../base/errors.ts';
import type { Detection, SourceFile } from '../importer.ts';
import { type Header, headerOf, isOfNeo4j } from './header.ts';
import { siblingNames } from './sibling-names.ts';

export const MISSING = 'a header with Id, or with Source and Target';

/** A header that could stand over any table is one of nodes or edges only if the file is called so. */
export function detectTable({ name, text }: SourceFile): Detection {
  const first = firstRecord(text);
  const header = headerOf(first);
  if (header === undefined) {
    return { score: 0, reason: 'its first line names no ids, sources or targets', missing: MISSING };
  }
  const { of, columns } = header;
  if (isOurs(header)) return { score: 0.95, reason: `a table of ${of} with their kind and certainty` };
  if (isOfNeo4j(first)) return { score: 0.8, reason: `a table of ${of}, as Neo4j has them` };
  if (of === 'edges' && columns.some((column) => /^type$/iu.test(column)) && DIRECTION.test(text.slice(0, LOOKED_AT))) {
    return { score: 0.8, reason: 'a table of edges that says of each whether it is directed' };
  }
  const isCalled = siblingNames(name, of).length > 0 && /\.[ct]sv$/iu.test(name);
  return { score: isCalled ? 0.7 : 0.3, reason: `a table of ${of} by its header${isCalled ? ' and its name' : ''}` };
}

const DIRECTION = /(?:^|[,;\t"])(?:un)?directed(?:[,;\t"\r\n]|$)/imu;
const LOOKED_AT = 4_000;

/** Cheap: only the first line is read. */
function firstRecord(text: string): CsvRecord | undefined {
  const head = text.slice(0, LOOKED_AT).replace(/^sep=.*[\r\n]+/u, '');
  const [line = ''] = head.trimStart().split(/[\r\n]/u, 1);
  if (/^[<{[#%]/u.test(line) || !/[,;\t]/u.test(line)) return undefined;
  try {
    return csvRecords(line, '')[0];
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** Our own exports say of everything how it is known. */
export const isOurs = ({ columns }: Header): boolean => columns.includes('kind') && columns.includes('certainty');

/** Whether it lists more than arcs: nodes, marks of Neo4j, directions. A plain `source,target` is a list of edges. */
export function isTableOfPair(file: SourceFile): boolean {
  const { score } = detectTable(file);
  return score >= 0.8 || (score >= 0.7 && headerOf(firstRecord(file.text))?.of === 'nodes');
}

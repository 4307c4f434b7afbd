import { type ArcLine, aloneLines, arcLines } from './arc-lines.ts';
import type { RawGraphFormat } from './raw-graph-format.ts';

/** RFC 4180 with a header; holds every name. */
export const rawCsv: RawGraphFormat = {
  format: 'csv',
  title: 'CSV: source, target, p',
  endings: ['.csv'],
  *lines(graph, hasChances) {
    yield hasChances ? 'source,target,p' : 'source,target';
    yield* arcLines(graph, hasChances, field, row);
    yield* aloneLines(graph, hasChances, field, row);
  },
};

const row: ArcLine = (from, to, p) => (p === undefined ? `${from},${to}` : `${from},${to},${p}`);

const field = (name: string): string => (PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
const PLAIN = /^[\w.:@-]+$/;

import { type Cell, type DataTable, precise } from '../data-table.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';
import { type Hop, type Way, waysTo } from './paths-shown.ts';

/** More rows than anybody reads would stop the page. */
const MOST_HOPS = 600;

/** A row for each hop of each way, with all that its chance and its relation rest on. */
export function pathsTable(view: View): DataTable {
  const rows = waysTo(view, 'any').flatMap((way, i) => way.hops.map((hop, k) => rowOf(view, way, i + 1, hop, k + 1)));
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: `Ways by which compromise first came to a component, hop by hop${rows.length > MOST_HOPS ? `; the first ${MOST_HOPS} hops` : ''}`,
    columns: [
      number('way'),
      { title: 'to' },
      ...['% of worlds', 'low', 'high', 'hop'].map(number),
      { title: 'from' },
      { title: 'relation' },
      { title: 'into' },
      { title: 'class' },
      number('chance'),
      { title: 'evidence' },
      { title: 'controls' },
      { title: 'provenance' },
      { title: 'source' },
    ],
    rows: rows.slice(0, MOST_HOPS),
  };
}

function rowOf({ components }: View, { target, share, ci95 }: Way, way: number, hop: Hop, position: number): Cell[] {
  const named = (i: number): Cell => ({ text: name(components[i]?.name ?? '') });
  const inPercent = (value: number): string => (100 * value).toFixed(2);
  const { from, to, verb, isAgainst, threat, chance, evidence, controls, certainty, relation } = hop;
  return [
    way,
    named(target),
    ...[share, ...ci95].map(inPercent),
    position,
    named(from),
    isAgainst ? `${verb}, against it` : verb,
    named(to),
    threat,
    precise(chance),
    { text: name(evidence) },
    { text: name(controls.join(', ')) },
    relation?.rule ? `${certainty}: ${relation.rule}` : certainty,
    { text: name(relation?.source ?? '') },
  ];
}

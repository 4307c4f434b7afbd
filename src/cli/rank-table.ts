import type { Consequence } from '../analyse/threat-document.ts';
import { controlsOf, type ThreatGroup } from '../analyse/threat-groups.ts';
import { printable } from '../base/printable.ts';
import { displayWidth } from './display-width.ts';
import { amount, chance, interval } from './numbers.ts';
import { type Column, type Terminal, table } from './terminal.ts';

export type RankTable = {
  readonly text: string;
  /** Heads of the columns that had no room. */
  readonly leftOut: readonly string[];
};

/** Threats by rank. Columns that nobody fills are left out, and on a narrow terminal those that decide least. */
export function rankTable(groups: readonly ThreatGroup[], terminal: Terminal): RankTable {
  const filled = columnsFor(terminal)
    .map((column) => ({ ...column, cells: groups.map((group) => printable(cellOf(group, column))) }))
    .filter(({ isAlways, cells }) => isAlways === true || cells.some((cell) => cell !== ''));
  const room = terminal.columns - INDENT;
  const leftOut = leaveOut(filled, room);
  const kept = filled.filter(({ head }) => !leftOut.includes(head));
  const shown = fits(kept, room) ? kept.map(({ comfortable, ...column }) => atLeast(column, comfortable)) : kept;
  return {
    text: table(
      terminal,
      shown,
      groups.map((_, row) => shown.map(({ cells }) => cells[row] ?? '')),
      INDENT,
    ),
    leftOut: filled.map(({ head }) => head).filter((head) => leftOut.includes(head)),
  };
}

const INDENT = 2;
const GAP = 2;

type Row = { readonly group: ThreatGroup; readonly consequence: Consequence };

type RankColumn = Column & {
  readonly cell: (row: Row) => string;
  readonly isAlways?: true;
  /** Wide enough to be read: others leave before it is cut further. */
  readonly comfortable?: number;
};

/** Which leave when there is no room, the first first. */
const leaving = ['into', '95 %', 'from', 'controls', 'likelihood'];

function columnsFor(terminal: Terminal): readonly RankColumn[] {
  return [
    { head: '', align: 'right', cell: ({ consequence }) => String(consequence.rank) },
    { head: 'threat', shrinkTo: 14, comfortable: 20, cell: ({ group: [{ threat, name }] }) => `${threat} ${name}` },
    { head: '', cell: ({ group }) => (group.length === 1 ? '' : `×${group.length}`) },
    { head: 'at', shrinkTo: 10, comfortable: 14, cell: (row) => placeOf(row, terminal) },
    {
      head: 'risk',
      align: 'right',
      isAlways: true,
      cell: ({ consequence: { risk } }) => (risk === null ? '' : amount(risk)),
    },
    { head: 'likelihood', align: 'right', isAlways: true, cell: likelihoodOf },
    { head: 'from', shrinkTo: 7, comfortable: 8, cell: fromOf },
    { head: 'blast radius', cell: radiusOf },
    { head: '95 %', cell: ({ consequence }) => interval(terminal, consequence.blastRadius.ci95) },
    { head: 'into', cell: ({ consequence }) => consequence.crossesInto.join(' ') },
    {
      head: 'controls',
      shrinkTo: 8,
      comfortable: 11,
      paint: terminal.paint.red,
      cell: ({ group }) => controlsOf(group).join(', '),
    },
  ];
}

const cellOf = (group: ThreatGroup, { cell }: RankColumn): string => {
  const { consequence } = group[0];
  return consequence === undefined ? '' : cell({ group, consequence });
};

const placeOf = ({ group: [{ component }], consequence: { start } }: Row, { unicode }: Terminal): string =>
  start === component.id ? start : `${start}${unicode ? '→' : '->'}${component.id}`;

function likelihoodOf({ consequence: { entryLikelihood, arrival } }: Row): string {
  const likelihood = entryLikelihood ?? arrival?.probability;
  return likelihood === undefined ? '' : chance(likelihood);
}

/** Those who are only disabled or disclosed come on top. */
function radiusOf({ consequence: { affected, blastRadius } }: Row): string {
  const { mean } = blastRadius;
  return affected > mean ? `${amount(mean)} + ${amount(affected - mean)}` : amount(mean);
}

const fromOf = ({ consequence: { entryLikelihood, arrival } }: Row): string =>
  entryLikelihood === null ? (arrival?.from ?? 'nobody') : 'outside';

type Filled = RankColumn & { readonly cells: readonly string[] };

function leaveOut(columns: readonly Filled[], room: number): readonly string[] {
  const enough = leaving.findIndex((_, n) => {
    const gone = leaving.slice(0, n);
    return fits(
      columns.filter(({ head }) => !gone.includes(head)),
      room,
    );
  });
  return enough === -1 ? leaving : leaving.slice(0, enough);
}

const fits = (columns: readonly Filled[], room: number): boolean =>
  columns.reduce((sum, column) => sum + comfortableWidth(column) + GAP, -GAP) <= room;

const comfortableWidth = ({ head, cells, comfortable = Number.POSITIVE_INFINITY }: Filled): number =>
  Math.max(displayWidth(head), Math.min(comfortable, Math.max(0, ...cells.map(displayWidth))));

const atLeast = (column: Filled, shrinkTo: number | undefined): Filled =>
  shrinkTo === undefined ? column : { ...column, shrinkTo };

import { markdownTable } from './markdown-table.ts';
import type { Outcome } from './measured.ts';
import type { BenchResults, Row } from './results.ts';
import { type Figure, reaches, type Unit, units } from './units.ts';

const heads = [
  'workload',
  'ours',
  'unit',
  'floor',
  'target',
  'reached',
  'ratio to reference',
  'M arcs/s',
  'worlds/s',
  'mean blast radius',
  'the reference’s',
  'peak MiB',
] as const;

/** One line for each figure, as Markdown that also reads well on a screen. */
export function benchTable({ rows }: Pick<BenchResults, 'rows'>): string {
  return markdownTable(
    heads,
    rows.flatMap((row) => row.figures.map((figure) => cellsOf(row, figure))),
  );
}

function cellsOf({ what, outcome }: Row, { unit, floor, target }: Figure): readonly string[] {
  const bounds = [unit, numberText(unit, floor), numberText(unit, target)];
  if (outcome.state !== 'measured') return [what, outcome.state, ...bounds, '', '', '', '', '', '', ''];
  const { values, ratio, ours, reference, peakBytes } = outcome;
  const value = values[unit];
  return [
    outcome.note === null ? what : `${what} (${outcome.note})`,
    value === undefined ? 'not measured' : numberText(unit, value),
    ...bounds,
    value === undefined ? '' : boundReached(unit, value, { floor, target }),
    ratio === null ? '' : `${ratio.toPrecision(3)}×`,
    ours === null ? '' : whole(ours.arcsPerSecond / 1e6),
    ours === null ? '' : whole(ours.worldsPerSecond),
    ours === null ? '' : sizeText(ours),
    reference === null ? '' : sizeText(reference),
    peakBytes === null ? '' : whole(peakBytes / 2 ** 20),
  ];
}

const boundReached = (unit: Unit, value: number, { floor, target }: Pick<Figure, 'floor' | 'target'>): string =>
  reaches(unit, value, target) ? 'target' : reaches(unit, value, floor) ? 'floor' : 'missed';

/** Notes and reasons that do not fit a table. */
export const failures = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ id, outcome }) => (isFailure(outcome) ? [`${id}: ${outcome.why}`] : []));

const isFailure = (outcome: Outcome): outcome is Extract<Outcome, { state: 'failed' }> => outcome.state === 'failed';

function numberText(unit: Unit, value: number): string {
  const { digits } = units[unit];
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const whole = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US'));

const sizeText = ({ meanBlastRadius, standardError }: { meanBlastRadius: number; standardError: number }): string => {
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.max(standardError, 1e-9))));
  return `${meanBlastRadius.toFixed(Math.min(digits, 4))} ± ${standardError.toFixed(Math.min(digits, 4))}`;
};

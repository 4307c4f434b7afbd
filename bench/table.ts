import { markdownTable } from './markdown-table.ts';
import type { BenchResults, Row } from './results.ts';
import { sizeText } from './size-text.ts';
import { type Figure, reaches, type Unit, units } from './units.ts';

const heads = [
  'workload',
  'kernel',
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
  if (outcome.state !== 'measured') return [what, '', outcome.state, ...bounds, '', '', '', '', '', '', ''];
  const { kernel, values, ratio, ours, reference, peakBytes } = outcome;
  const value = values[unit];
  return [
    outcome.note === null ? what : `${what} (${outcome.note})`,
    kernel,
    value === undefined ? 'not measured' : numberText(unit, value),
    ...bounds,
    value === undefined ? '' : boundReached(unit, value, { floor, target }),
    ratio === null ? '' : `${ratio.toLocaleString('en-US', { maximumSignificantDigits: 3 })}×`,
    ours === null || ours.arcsPerSecond === 0 ? '' : whole(ours.arcsPerSecond / 1e6),
    ours === null ? '' : whole(ours.worldsPerSecond),
    ours === null ? '' : sizeText(ours),
    reference === null ? '' : sizeText(reference),
    peakBytes === null ? '' : whole(peakBytes / 2 ** 20),
  ];
}

const boundReached = (unit: Unit, value: number, { floor, target }: Pick<Figure, 'floor' | 'target'>): string =>
  reaches(unit, value, target) ? 'target' : reaches(unit, value, floor) ? 'floor' : 'missed';

/** What a reader must not overlook: workloads that failed, and means so far apart that not the same process was run. */
export const doubts = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ id, outcome }) => {
    if (outcome.state === 'failed') return [`${id} failed: ${outcome.why}`];
    if (outcome.state !== 'measured' || outcome.ours === null || outcome.reference === null) return [];
    const { ours, reference } = outcome;
    // Of a few worlds, most of which take off alike, the standard error says little.
    if (Math.min(ours.worlds, reference.worlds) < 100) return [];
    const error = Math.hypot(ours.standardError, reference.standardError);
    const errors = Math.abs(ours.meanBlastRadius - reference.meanBlastRadius) / error;
    return errors > MOST_ERRORS ? [`${id}: the mean blast radii differ by ${errors.toFixed(1)} standard errors`] : [];
  });

/** By chance alone, one comparison in some hundred thousands. */
const MOST_ERRORS = 5;

function numberText(unit: Unit, value: number): string {
  const { digits } = units[unit];
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const whole = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US'));

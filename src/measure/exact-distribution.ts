import type { Tally } from '../engine/tally.ts';
import { blastRadius, outbreakOf } from './blast-radius.ts';
import type { BlastRadius, Interval } from './results.ts';

/** What is known without simulation about one scope. Everything but `chances` is a mean or a probability. */
export type ExactScope = {
  /** Components of the scope that are not entry points. */
  readonly size: number;
  /** [components reached]: probability; adds up to 1, missing ends are 0. */
  readonly chances: ArrayLike<number>;
  /** In units of value. */
  readonly impact: number;
  readonly disabled: number;
  readonly disclosed: number;
  readonly affected: number;
  readonly born: number;
  /** Component-rounds compromised. */
  readonly dwell: number | null;
  /** Probability that nobody of the scope, entry points included, is dormant or compromised at the end. */
  readonly extinct: number;
  /** Null if the model has no rounds. */
  readonly medianRound: number | null;
};

/** Sums of probabilities miss a whole share by this much at most. */
const ROUNDING = 1e-12;

/** The same measures without chance: every interval is a point, the histogram holds probabilities. */
export function exactBlastRadius(scope: ExactScope): BlastRadius {
  const { size } = scope;
  const histogram = Array.from(scope.chances, (p, value) => [value, p] as const).filter(([, p]) => p > 0);
  const expect = (of: (value: number) => number): number =>
    histogram.reduce((sum, [value, p]) => sum + of(value) * p, 0);
  const chance = (holds: (value: number) => boolean): number =>
    Math.min(
      1,
      expect((value) => (holds(value) ? 1 : 0)),
    );
  const mean = expect((value) => value);
  const [p50, p95] = [quantile(histogram, 0.5), quantile(histogram, 0.95)];
  const cvar95 = p95 + 20 * expect((value) => Math.max(0, value - p95));
  const touched = chance((value) => value >= 1);
  const isOutbreak = outbreakOf(size);
  const outbreak = chance(isOutbreak);
  return {
    size,
    mean,
    ci95: point(mean),
    belief95: null,
    fraction: size === 0 ? null : mean / size,
    sd: Math.sqrt(expect((value) => (value - mean) * (value - mean))),
    p50,
    p50ci95: point(p50),
    p95,
    p95ci95: point(p95),
    cvar95,
    cvar95ci95: point(cvar95),
    max: histogram.at(-1)?.[0] ?? 0,
    touched,
    touchedCi95: point(touched),
    untouched: chance((value) => value === 0),
    outbreak,
    outbreakMean: outbreak === 0 ? null : expect((value) => (isOutbreak(value) ? value : 0)) / outbreak,
    extinct: scope.extinct,
    histogram,
    impact: { mean: scope.impact, ci95: point(scope.impact) },
    disabled: scope.disabled,
    disabledCi95: point(scope.disabled),
    disclosed: scope.disclosed,
    disclosedCi95: point(scope.disclosed),
    affected: scope.affected,
    affectedCi95: point(scope.affected),
    contained: 0,
    born: scope.born,
    dwell: scope.dwell,
    firstHit: { p: touched, medianRound: touched === 0 ? null : scope.medianRound },
    variance: { chance: null, knowledge: null },
  };
}

/** A model whose only world is certain (`worst-case`): its one world as an exact answer. */
export function certainBlastRadius(tally: Tally, scope: number): BlastRadius {
  const world = blastRadius(tally, scope);
  const chances = new Float64Array(world.size + 1);
  chances[world.max] = 1;
  return exactBlastRadius({ ...world, chances, impact: world.impact.mean, medianRound: world.firstHit.medianRound });
}

const point = (value: number): Interval => [value, value];

/** Least x with P(X <= x) >= q. */
function quantile(histogram: readonly (readonly [number, number])[], q: number): number {
  let below = 0;
  for (const [value, p] of histogram) {
    below += p;
    if (below >= q - ROUNDING) return value;
  }
  return histogram.at(-1)?.[0] ?? 0;
}

import { betaQuantile } from './beta.ts';
import { binomialQuantile } from './binomial.ts';
import { normalDeviate } from './normal.ts';
import { studentDeviate } from './student.ts';

/** [low, high] */
export type Bounds = readonly [low: number, high: number];

/**
 * Interval of a share of which `share * trials` were seen; trials may be an effective number, not whole.
 * Without trials nothing is known: [0, 1].
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference
 */
export function wilson(share: number, trials: number, confidence = 0.95): Bounds {
  if (!(trials > 0)) return [0, 1];
  const z = normalDeviate(confidence);
  const z2 = (z * z) / trials;
  const middle = share + z2 / 2;
  const reach = z * Math.sqrt((share * (1 - share)) / trials + (z2 / trials) * 0.25);
  // Exactly 0 and 1 at the ends, where rounding would leave 1e-17.
  const low = share <= 0 ? 0 : Math.max(0, (middle - reach) / (1 + z2));
  const high = share >= 1 ? 1 : Math.min(1, (middle + reach) / (1 + z2));
  return [low, high];
}

/**
 * Interval of a share that covers at least `confidence`, whatever the share: wider than {@link wilson}.
 * @see Clopper and Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the binomial
 */
export function clopperPearson(successes: number, trials: number, confidence = 0.95): Bounds {
  const tail = (1 - confidence) / 2;
  const low = successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1);
  const high = successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes);
  return [low, high];
}

/** Interval of a mean whose estimate is close to normal: many independent terms. */
export function normalInterval(mean: number, standardError: number, confidence = 0.95): Bounds {
  const reach = normalDeviate(confidence) * standardError;
  return [mean - reach, mean + reach];
}

/** Interval of a mean of `count` independent terms with sample standard deviation `sd`; count at least 2. @see Student (1908) */
export function studentInterval(mean: number, sd: number, count: number, confidence = 0.95): Bounds {
  const reach = studentDeviate(confidence, count - 1) * (sd / Math.sqrt(count));
  return [mean - reach, mean + reach];
}

/**
 * Ranks (from 1) of the two order statistics of `count` independent values between which the q-quantile
 * lies with at least `confidence`. Rank 0 stands for the least and count + 1 for the largest possible
 * value, where so few values cannot bound it. @see David and Nagaraja, Order Statistics (2003), section 7.1
 */
export function quantileRanks(q: number, count: number, confidence = 0.95): Bounds {
  const tail = (1 - confidence) / 2;
  const low = binomialQuantile(tail, count, q); // P(fewer than low values below the quantile) < tail
  const high = binomialQuantile(1 - tail, count, q) + 1;
  return [low, high];
}

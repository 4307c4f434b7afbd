import { exp, HALF_LN_TWO_PI, ln, lnOnePlus, stirlingRest } from './elementary.ts';
import { normalQuantile } from './normal.ts';

/** Shapes of a Beta distribution, both above 0. */
export type BetaShape = { readonly a: number; readonly b: number };

/** Quantile of Beta(a, b), good to about 1e-12; u in [0, 1], a and b above 0. */
export const betaQuantile = (u: number, a: number, b: number): number => betaQuantiles({ a, b })(u);

/** {@link betaQuantile} of one distribution, for many u: what depends on the shape alone is done once. */
export function betaQuantiles({ a, b }: BetaShape): (u: number) => number {
  const lnB = lnBeta(a, b);
  return (u) => {
    if (u <= 0) return 0;
    if (u >= 1) return 1;
    const logit = betaLogit(u, a, b, lnB);
    return logit < 0 ? exp(logit) / (1 + exp(logit)) : 1 / (1 + exp(-logit));
  };
}

/** Logarithm of the odds x / (1 - x) of the u-quantile of Beta(a, b): keeps its digits near 0 and 1. u in (0, 1). */
export function betaQuantileLogit(u: number, a: number, b: number): number {
  return betaLogit(u, a, b, lnBeta(a, b));
}

/** Distribution function of Beta(a, b) at x, the regularized incomplete beta function; x in [0, 1]. */
export function betaCumulative(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const lnDensity = a * ln(x) + b * lnOnePlus(-x) - lnBeta(a, b);
  return x <= (a + 1) / (a + b + 2)
    ? (exp(lnDensity) * fraction(x, a, b)) / a
    : 1 - (exp(lnDensity) * fraction(1 - x, b, a)) / b;
}

/**
 * Halley's method on ln F(y) - ln u, with y the log-odds of x. In y the density is log-concave, so ln F is
 * concave: steps never run away, neither for tiny shapes (x as small as u^(1/a)) nor for huge ones.
 * Solved in the smaller tail.
 */
function betaLogit(u: number, a: number, b: number, lnB: number): number {
  return u <= 0.5 ? lowerLogit(u, a, b, lnB) : -lowerLogit(1 - u, b, a, lnB);
}

const MAX_STEPS = 100;

function lowerLogit(u: number, a: number, b: number, lnB: number): number {
  const lnU = ln(u);
  const scale = Math.sqrt(1 / a + 1 / b);
  const turn = (a + 1) / (a + b + 2);
  let y = a >= 1 && b >= 1 ? normalStart(u, a, b) : tailStart(lnU, a, b, lnB);
  for (let step = 0; step < MAX_STEPS; step++) {
    const e = exp(-Math.abs(y));
    const nearer = 1 / (1 + e);
    const x = y < 0 ? e * nearer : nearer;
    const lnBoth = -lnOnePlus(e);
    const lnX = y < 0 ? y + lnBoth : lnBoth;
    const ln1X = y < 0 ? lnBoth : lnBoth - y;
    const lnDensity = a * lnX + b * ln1X - lnB; // of y, not of x
    let share: number; // F / density
    let excess: number; // ln F - ln u
    if (x <= turn) {
      share = fraction(x, a, b) / a;
      excess = lnDensity + ln(share) - lnU;
    } else {
      const density = exp(lnDensity);
      const below = 1 - (density * fraction(y < 0 ? nearer : e * nearer, b, a)) / b;
      share = below / density;
      excess = ln(below) - lnU;
    }
    const slope = (a - (a + b) * x) * share - 1;
    const denominator = 2 - excess * slope;
    const move = denominator > 1 ? (-2 * excess * share) / denominator : -excess * share;
    y += move;
    // The error shrinks to its third power each time: what is left after a step this small is below 1e-14.
    if (Math.abs(move) < 2e-5 * scale) return y;
  }
  return y;
}

/** A first guess for shapes of at least 1. @see Abramowitz and Stegun (1964), 26.5.22 */
function normalStart(u: number, a: number, b: number): number {
  const z = -normalQuantile(u);
  const lambda = (z * z - 3) / 6;
  const ra = 1 / (2 * a - 1);
  const rb = 1 / (2 * b - 1);
  const h = 2 / (ra + rb);
  const w = (z * Math.sqrt(Math.max(0, h + lambda))) / h - (rb - ra) * (lambda + 5 / 6 - 2 / (3 * h));
  return ln(a / b) - 2 * w;
}

/** A first guess for a shape below 1: F behaves like x^a / (a B) near 0, 1 - F like (1 - x)^b / (b B) near 1. */
function tailStart(lnU: number, a: number, b: number, lnB: number): number {
  const lnX = (lnU + ln(a) + lnB) / a;
  const ln1X = (lnOnePlus(-exp(lnU)) + ln(b) + lnB) / b;
  return lnX <= ln1X ? Math.min(lnX, 1) : Math.max(-ln1X, -1);
}

/**
 * The continued fraction of the incomplete beta function, I_x(a, b) a B(a, b) / (x^a (1 - x)^b), which
 * converges fast for x up to (a + 1) / (a + b + 2). @see DLMF 8.17.22
 */
function fraction(x: number, a: number, b: number): number {
  // Wallis' recurrence, scaled so that the current denominator is 1.
  let value = 1 / (1 - ((a + b) * x) / (a + 1));
  let numerator = value;
  let numeratorBefore = value;
  let denominatorBefore = value;
  for (let m = 1; m < 100_000; m++) {
    const k = a + 2 * m;
    const even = (m * (b - m) * x) / ((k - 1) * k);
    const odd = (-(a + m) * (a + b + m) * x) / (k * (k + 1));
    const numeratorEven = numerator + even * numeratorBefore;
    const denominatorEven = 1 + even * denominatorBefore;
    const numeratorOdd = numeratorEven + odd * numerator;
    const scale = 1 / (denominatorEven + odd);
    numeratorBefore = numeratorEven * scale;
    denominatorBefore = denominatorEven * scale;
    numerator = numeratorOdd * scale;
    if (Math.abs(numerator - value) <= 1e-15 * Math.abs(numerator)) return numerator;
    value = numerator;
  }
  return numerator;
}

/** Logarithm of the complete beta function, from the parts of Stirling's formula that do not cancel. */
function lnBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  const rests = stirlingRest(small) + stirlingRest(large) - stirlingRest(a + b);
  const smallPart = (small - 0.5) * ln(small / (a + b));
  return smallPart - large * lnOnePlus(small / large) - 0.5 * ln(large) + HALF_LN_TWO_PI + rests;
}

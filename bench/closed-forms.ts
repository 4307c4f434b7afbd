import { exp, lnGamma } from '../src/base/elementary.ts';

/** P(k of n), each with probability p below 1. */
export function binomial(n: number, p: number): number[] {
  const q = 1 - p;
  let term = 1;
  for (let i = 0; i < n; i++) term *= q;
  return Array.from({ length: n + 1 }, (_, k) => {
    const current = term;
    term *= ((n - k) / (k + 1)) * (p / q);
    return current;
  });
}

/** With probability p as `given`, else 0. */
export function mixture(p: number, given: readonly number[]): number[] {
  return given.map((chance, k) => (k === 0 ? 1 - p : 0) + p * chance);
}

/** {@link binomial} with p from Beta(a, b). */
export function betaBinomial(n: number, a: number, b: number): number[] {
  const lnBeta = (x: number, y: number): number => lnGamma(x) + lnGamma(y) - lnGamma(x + y);
  return Array.from({ length: n + 1 }, (_, k) => {
    const lnChoose = lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
    return exp(lnChoose + lnBeta(k + a, n - k + b) - lnBeta(a, b));
  });
}

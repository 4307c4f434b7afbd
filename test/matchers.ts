import { expect } from 'vitest';

/**
 * Matchers for what worlds say: an estimate is right when it lies within a stated number of standard errors
 * of the truth, not within a hand-picked tolerance. Four errors miss a right answer about once in 16,000.
 */
type StatisticalMatchers<R> = {
  /** For a share of `worlds` independent worlds; the error is that of the expected share, √(p(1 − p)/worlds). */
  toBeWithinStandardErrors(expected: number, of: { readonly worlds: number; readonly errors: number }): R;
  /** For anything else whose standard error is known. An error of 0 asks for equality. */
  toBeWithinStandardErrorsOf(expected: number, of: { readonly standardError: number; readonly errors: number }): R;
};

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameter must be spelled as vitest spells it, to merge
  interface Matchers<T = any> extends StatisticalMatchers<T> {}
}

type Verdict = { readonly pass: boolean; readonly message: () => string };

expect.extend({
  toBeWithinStandardErrors(
    received: unknown,
    expected: number,
    { worlds, errors }: { worlds: number; errors: number },
  ) {
    if (!(expected >= 0 && expected <= 1)) throw new RangeError(`a share lies in [0, 1], expected is ${expected}`);
    if (!(worlds > 0)) throw new RangeError(`worlds must be positive, not ${worlds}`);
    return within(received, expected, Math.sqrt((expected * (1 - expected)) / worlds), errors);
  },
  toBeWithinStandardErrorsOf(
    received: unknown,
    expected: number,
    { standardError, errors }: { standardError: number; errors: number },
  ) {
    return within(received, expected, standardError, errors);
  },
});

function within(received: unknown, expected: number, standardError: number, errors: number): Verdict {
  if (!(standardError >= 0)) throw new RangeError(`a standard error is at least 0, not ${standardError}`);
  if (!(errors > 0)) throw new RangeError(`errors must be positive, not ${errors}`);
  if (typeof received !== 'number' || !Number.isFinite(received)) {
    return { pass: false, message: () => `expected a finite number, received ${String(received)}` };
  }
  const distance = Math.abs(received - expected);
  // The rounding of a sum or a division must not fail an exact answer.
  const pass = distance <= errors * standardError + 1e-12 * Math.max(1, Math.abs(expected));
  const apart = standardError > 0 ? `${(distance / standardError).toFixed(2)} standard errors` : `${distance}`;
  return {
    pass,
    message: () =>
      `expected ${received} ${pass ? 'not ' : ''}to lie within ${errors} standard errors (${standardError}) ` +
      `of ${expected}; it is ${apart} away`,
  };
}

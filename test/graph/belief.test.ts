import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCumulative } from '../../src/base/beta.ts';
import { describeBelief, meanOf, type Prior, posteriorOf, type Trials } from '../../src/graph/belief.ts';
import { quantileOfBelief } from '../../src/graph/belief-quantile.ts';
import { beliefOf, beliefText } from '../../src/import/records/belief-text.ts';

const seen = (successes: number, trials: number, prior?: Prior): Trials => ({
  form: 'trials',
  successes,
  trials,
  ...(prior === undefined ? {} : { prior }),
});

describe('the posterior of trials', () => {
  it('is Beta(mean × weight + successes, (1 − mean) × weight + trials − successes)', () => {
    expect(posteriorOf(seen(3, 40, { mean: 0.25, weight: 8 }))).toEqual({ a: 5, b: 43 });
  });
  it('without a prior is what it was before there were priors: Beta(successes + 1, failures + 1)', () => {
    expect(posteriorOf(seen(45, 50))).toEqual({ a: 46, b: 6 });
    expect(meanOf(seen(45, 50))).toBe(46 / 52);
  });
  it('with the uniform prior, mean a half and worth two, is the same', () => {
    expect(posteriorOf(seen(45, 50, { mean: 0.5, weight: 2 }))).toEqual(posteriorOf(seen(45, 50)));
  });
  it('has the quantiles of that Beta', () => {
    const belief = seen(3, 40, { mean: 0.25, weight: 8 });
    const quantile = quantileOfBelief(belief);
    for (const u of [0.025, 0.5, 0.975]) expect(betaCumulative(quantile(u), 5, 43)).toBeCloseTo(u, 10);
  });
  it('is drawn towards the prior by its weight: the mean is their weighted mean', () => {
    expect(meanOf(seen(10, 10, { mean: 0.2, weight: 30 }))).toBeCloseTo((0.2 * 30 + 10) / 40, 14);
  });
});

const priors = fc.option(
  fc.record({
    mean: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    weight: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
  }),
  { nil: undefined },
);

describe('more successes', () => {
  it('never lower the mean, nor any quantile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), priors, (trials, more, prior) => {
        const successes = more % trials;
        const [fewer, another] = [seen(successes, trials, prior), seen(successes + 1, trials, prior)];
        expect(meanOf(another)).toBeGreaterThan(meanOf(fewer));
      }),
    );
  });
});

describe('trials as one text', () => {
  it('come back as they were, prior and evidence with them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.nat(),
        priors,
        fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 3 }),
        (trials, more, prior, evidence) => {
          const belief = {
            ...seen(more % (trials + 1), trials, prior),
            ...(evidence.length === 0 ? {} : { evidence }),
          };
          expect(beliefOf(beliefText(belief))).toEqual(belief);
        },
      ),
    );
  });
  it('are told with their prior', () => {
    expect(describeBelief(seen(3, 40, { mean: 0.3, weight: 10 }))).toBe('3 of 40 and a prior 0.3 worth 10');
    expect(describeBelief(seen(3, 40))).toBe('3 of 40');
  });
});

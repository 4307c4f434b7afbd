import { describe, expect, it } from 'vitest';
import { type Belief, meanOf } from '../../src/graph/belief.ts';
import { quantileOfBelief } from '../../src/graph/belief-quantile.ts';

describe('drawing from a belief', () => {
  it.each<Belief>([
    { form: 'number', value: 0.3 },
    { form: 'range', low: 0.1, high: 0.4 },
    { form: 'trials', successes: 45, trials: 50 },
    { form: 'trials', successes: 0, trials: 0 },
    { form: 'judged', mean: 0.3, low: 0.16, high: 0.8 },
    { form: 'judged', mean: 0.05, low: 0.01, high: 0.2 },
    { form: 'judged', mean: 1, low: 0.9, high: 1 },
    { form: 'judged', mean: 0.2, low: 0.2, high: 0.2 },
  ])('has the mean of $form', (belief) => {
    const quantile = quantileOfBelief(belief);
    let sum = 0;
    const steps = 4000;
    for (let i = 0; i < steps; i++) sum += quantile((i + 0.5) / steps);
    expect(sum / steps).toBeCloseTo(meanOf(belief), 3);
  });

  it('spreads a uniform range evenly, and a judged one over its 5-95 % width', () => {
    expect(quantileOfBelief({ form: 'range', low: 0.1, high: 0.4 })(0.25)).toBeCloseTo(0.175, 15);
    const judged = quantileOfBelief({ form: 'judged', mean: 0.3, low: 0.16, high: 0.8 });
    expect(judged(0.95) - judged(0.05)).toBeCloseTo(0.64, 10);
  });
});

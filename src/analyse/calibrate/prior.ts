import { betaQuantiles } from '../../base/beta.ts';
import { fitBeta } from '../../base/beta-fit.ts';
import { type Belief, meanOf, type Prior, posteriorOf, type Trials } from '../../graph/belief.ts';

/** What a prior counts for at most, in trials, unless somebody says otherwise. */
export const usualPriorWeight = 10;

/**
 * A belief as the prior of a posterior: its mean, and as many equivalent trials as the Beta with that mean has whose
 * 5-95 % range is as wide, at most `most`. Published rates hold for other models: uncapped they would outweigh tests
 * of the system itself. What was measured before counts whole.
 */
export function priorOf(belief: Belief, most: number): Prior {
  if (belief.form === 'trials') {
    const { a, b } = posteriorOf(belief);
    return rounded(a / (a + b), a + b);
  }
  const [low, high] = rangeOf(belief);
  const mean = meanOf(belief);
  const shape = fitBeta(mean, low, high);
  return rounded(mean, Math.min(most, shape === null ? most : shape.a + shape.b));
}

/** 5 and 95 %. */
function rangeOf(belief: Exclude<Belief, Trials>): readonly [number, number] {
  if (belief.form === 'number') return [belief.value, belief.value];
  if (belief.form === 'judged') return [belief.low, belief.high];
  const tail = (belief.high - belief.low) / 20;
  return [belief.low + tail, belief.high - tail];
}

/** Nobody is as sure as 0 and 1 say; more than four digits nobody reads. */
const rounded = (mean: number, weight: number): Prior => ({
  mean: Math.min(0.999, Math.max(0.001, Number(mean.toPrecision(4)))),
  weight: Number(Math.max(weight, 0.01).toPrecision(4)),
});

export type Summary = { readonly mean: number; readonly low: number; readonly high: number };

/** Mean and central 95 % of a prior and of a posterior. */
export const priorSummary = ({ mean, weight }: Prior): Summary => summaryOf(mean * weight, (1 - mean) * weight);

export function posteriorSummary(belief: Trials): Summary {
  const { a, b } = posteriorOf(belief);
  return summaryOf(a, b);
}

function summaryOf(a: number, b: number): Summary {
  const quantile = betaQuantiles({ a, b });
  return { mean: a / (a + b), low: quantile(0.025), high: quantile(0.975) };
}

import { betaQuantileLogit } from './beta.ts';
import { exp } from './elementary.ts';

/**
 * Two-sided: the t with `confidence` of Student's distribution between -t and t. Any degrees of freedom
 * above 0, fractions as well. t^2 / df is the odds of a Beta(1/2, df/2) variable. @see DLMF 8.17, Student (1908)
 */
export const studentDeviate = (confidence: number, df: number): number =>
  Math.sqrt(df * exp(betaQuantileLogit(confidence, 0.5, df / 2)));

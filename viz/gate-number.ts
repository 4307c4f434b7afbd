import type { ThresholdResult } from '../src/measure/results.ts';
import { fixed, thousands } from './numbers.ts';

const MOST_DECIMALS = 6;

/** A measured value as short as can be told apart from the limit of its rule: 0.098 of a rule "< 0.10" is not 0.10. */
export function gateNumber({ rule }: Pick<ThresholdResult, 'rule'>, value: number): string {
  if (Number.isInteger(value)) return thousands(value);
  const limit = Number(/[<>]=?\s*([\d.]+)/.exec(rule)?.[1]);
  let decimals = Math.abs(value) < 0.1 ? 3 : 2;
  while (decimals < MOST_DECIMALS && value !== limit && Number(value.toFixed(decimals)) === limit) decimals++;
  return fixed(value, decimals);
}

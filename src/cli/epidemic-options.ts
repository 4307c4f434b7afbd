import type { Settings } from '../compile/suite.ts';
import { known } from '../graph/belief.ts';
import { hasIncubation, hasRecovery, type ModelName, modelNames } from '../graph/propagation-model.ts';
import { usageError } from './usage.ts';

export type EpidemicOptions = { readonly recovery?: number; readonly incubation?: number };

const hasRate = { recovery: hasRecovery, incubation: hasIncubation } as const;
type Rate = keyof typeof hasRate;
const rates = Object.keys(hasRate) as Rate[];

/**
 * Settings with the rates that were typed.
 * @throws {InvalidInputError} if one was typed that no model of the run has
 */
export function withRates(settings: Settings, options: EpidemicOptions, models: readonly ModelName[]): Settings {
  for (const rate of rates) if (options[rate] !== undefined && !models.some(hasRate[rate])) throw unused(rate, models);
  const typed = rates.flatMap((rate) => (options[rate] === undefined ? [] : [[rate, known(options[rate])] as const]));
  return { ...settings, ...Object.fromEntries(typed) };
}

export const isTyped = (name: string, options: EpidemicOptions): boolean =>
  Object.hasOwn(hasRate, name) && options[name as Rate] !== undefined;

function unused(rate: Rate, models: readonly ModelName[]): Error {
  const having = modelNames.filter(hasRate[rate]);
  return usageError(
    `a model with ${rate}: ${having.join(', ')}`,
    `--${rate} for ${models.join(', ')}`,
    `Choose one of them with --model, or leave --${rate} out.`,
  );
}

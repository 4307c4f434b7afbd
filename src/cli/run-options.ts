import type { Attacker } from '../compile/factors/attackers.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { ModelName } from '../graph/propagation-model.ts';
import type { Maturity } from '../threats/maturities.ts';
import { parseEntry } from './entry-option.ts';
import { type EpidemicOptions, isTyped, withRates } from './epidemic-options.ts';
import { parseThreats } from './threats-option.ts';
import { withMaturities } from './with-maturities.ts';

/** The flags of `run` that say what is simulated. */
export type ScenarioOptions = EpidemicOptions & {
  readonly worlds?: number;
  readonly seed?: number | undefined;
  readonly model?: ModelName;
  readonly horizon?: number;
  readonly entry?: string;
  readonly threats?: string;
  readonly precision?: number;
  readonly attacker?: Attacker;
  /** Several make a scenario for each. */
  readonly maturity?: Maturity | readonly Maturity[];
};

/**
 * A suite file as if it had said what was typed: flags beat the file, and a grid over a setting that was typed is gone.
 * @throws {InvalidInputError} if an id or a class does not exist, or no model has a rate that was typed
 */
export function withRunOptions(file: SuiteFile, options: ScenarioOptions): SuiteFile {
  const { ecosystem } = file;
  const { worlds, seed, model, horizon, entry, threats, precision, attacker, maturity } = options;
  const suite = withMaturities(file.suite, maturity === undefined ? undefined : [maturity].flat());
  const models = model === undefined ? suite.models : [model];
  const settings = withRates(suite.settings, options, models);
  const ids = new Set<string>(ecosystem.components.map(({ id }) => id));
  return {
    ...file,
    suite: {
      ...suite,
      worlds: worlds ?? suite.worlds,
      seed: seed ?? suite.seed,
      models,
      entries:
        entry === undefined
          ? suite.entries
          : parseEntry(
              entry,
              (id) => ids.has(id),
              () => [...ids],
            ),
      threats: threats === undefined ? suite.threats : { together: parseThreats(threats) },
      settings: {
        ...settings,
        horizonRounds: horizon ?? settings.horizonRounds,
        attacker: attacker ?? settings.attacker,
      },
      parameters: suite.parameters.filter(
        ({ name }) =>
          !(name === 'horizon' && horizon !== undefined) &&
          !(name === 'attacker' && attacker !== undefined) &&
          !isTyped(name, options),
      ),
      precision:
        precision === undefined ? suite.precision : { halfWidth: precision, of: suite.precision?.of ?? 'total' },
    },
  };
}

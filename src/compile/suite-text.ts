import type { Ecosystem } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import { agenticClasses, isIn, strideClasses, type ThreatClass, threatClasses } from '../graph/kinds.ts';
import { toBelief } from './belief-text.ts';
import { type Factors, factorNames, noFactors } from './factors/factors.ts';
import type { Locate } from './locate.ts';
import {
  defaultSettings,
  type Entries,
  gridNames,
  type Settings,
  type Suite,
  type ThreatLists,
  usualEntries,
} from './suite.ts';
import { type SuiteText, suiteDefaults } from './suite-schema.ts';

/** The suite of a file that is free of problems, defaults filled in; a file without one has the default suite. */
export function toSuite(text: SuiteText, ecosystem: Ecosystem, locate: Locate): Suite {
  const { threats, entries, model = 'agentic', controls, parameters = {}, precision, channels = [] } = text;
  return {
    threats: toThreats(threats),
    entries: toEntries(entries),
    models: [model].flat(),
    controlsOff: toControlsOff(controls?.off, ecosystem),
    parameters: gridNames.flatMap((name) => {
      const values = parameters[name];
      return values === undefined ? [] : [{ name, values }];
    }),
    settings: toSettings(text),
    worlds: text.worlds ?? suiteDefaults.worlds,
    seed: text.seed ?? suiteDefaults.seed,
    precision: precision === undefined ? null : { halfWidth: precision, of: text.precisionOf ?? 'total' },
    channels: channels.map(({ threat, kind, direction, into, source, tier, probability }, index) => ({
      threat,
      kind,
      direction,
      // The id has been looked up.
      ...(into === undefined ? {} : { into: into as ComponentId }),
      ...(source === undefined ? {} : { source }),
      ...(tier === undefined ? {} : { tier }),
      probability: toBelief(probability),
      at: locate.value(['suite', 'channels', index]),
    })),
  };
}

const wordClasses = { agentic: agenticClasses, stride: strideClasses, all: threatClasses } as const;

/** A set that runs together is put in the order of the vocabulary; `each` keeps the author's order. */
function toThreats(text: SuiteText['threats'] = 'agentic'): ThreatLists {
  if (typeof text === 'string') return { together: wordClasses[text] };
  if (Array.isArray(text)) return { together: threatClasses.filter((threat) => text.includes(threat)) };
  return { each: typeof text.each === 'string' ? wordClasses[text.each] : (text.each as readonly ThreatClass[]) };
}

/** Casts: every id has been looked up. */
function toEntries(text: SuiteText['entries']): Entries {
  if (text === undefined) return usualEntries;
  if (text === 'each') return { form: 'every' };
  if (text === 'exposed' || text === 'random') return { form: text };
  if (Array.isArray(text)) return { form: 'together', ids: text as ComponentId[] };
  if ('random' in text) return { form: 'sample', count: text.random };
  return Array.isArray(text.each) ? { form: 'each', ids: text.each as ComponentId[] } : { form: 'exposed' };
}

function toControlsOff(off: 'each' | readonly string[] | undefined, { components }: Ecosystem): readonly ComponentId[] {
  if (off === 'each') return components.filter(({ kind }) => isIn('control', kind)).map(({ id }) => id);
  return (off ?? []) as readonly ComponentId[];
}

function toSettings(text: SuiteText): Settings {
  const { horizon, attempts, monoculture, retries, maturity, recovery, incubation, response, attacker, factors } = text;
  const defaults = defaultSettings.response;
  const { after, purge, repair, restore, alertFactor } = response ?? {};
  return {
    horizonRounds: horizon ?? defaultSettings.horizonRounds,
    attempts: attempts ?? defaultSettings.attempts,
    monoculture: monoculture === undefined ? defaultSettings.monoculture : toBelief(monoculture),
    retries: retries ?? defaultSettings.retries,
    maturity: maturity ?? defaultSettings.maturity,
    atlas: defaultSettings.atlas,
    recovery: recovery === undefined ? defaultSettings.recovery : toBelief(recovery),
    incubation: incubation === undefined ? defaultSettings.incubation : toBelief(incubation),
    response: {
      afterRounds: after ?? defaults.afterRounds,
      purge: purge === undefined ? defaults.purge : toBelief(purge),
      repair: repair === undefined ? defaults.repair : toBelief(repair),
      restore: restore === undefined ? defaults.restore : toBelief(restore),
      alertFactor: alertFactor ?? defaults.alertFactor,
    },
    attacker: attacker ?? defaultSettings.attacker,
    factors: toFactors(factors),
  };
}

function toFactors(text: SuiteText['factors'] = {}): Factors {
  const { nonDeterminism = noFactors.nonDeterminism } = text;
  const beliefs = factorNames.flatMap((name) => {
    const own = name === 'nonDeterminism' ? undefined : text[name];
    return own === undefined ? [] : [[name, toBelief(own)] as const];
  });
  return { ...noFactors, nonDeterminism, ...Object.fromEntries(beliefs) };
}

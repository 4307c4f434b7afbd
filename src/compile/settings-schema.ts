import { z } from 'zod';
import { maturities } from '../threats/maturities.ts';
import { attackers } from './factors/attackers.ts';
import { beliefSchema, caps, chance, distinct, oneOf, wholeNumber } from './schema-values.ts';
import { defaultSettings } from './suite.ts';

// What a round can do, who attacks, agentic factors; and grids over them.
export const retries = oneOf(['correlated', 'independent']);
export const maturity = oneOf(maturities);
export const horizon = wholeNumber(1, caps.horizonRounds);
export const attempts = wholeNumber(1, caps.attempts);
const after = wholeNumber(0, caps.horizonRounds);
const { response: responseDefaults } = defaultSettings;
export const responseSchema = z
  .strictObject({
    after: after.optional().meta({
      description: 'Rounds between a detection and containment.',
      default: responseDefaults.afterRounds,
      examples: [2],
    }),
    purge: beliefSchema.optional().meta({
      description: 'Probability that containing a component cleans each store that it `writes`.',
      default: 0,
      examples: [0.5],
    }),
    repair: beliefSchema.optional().meta({
      description: 'Probability per round that a contained component is clean again.',
      default: 0,
      examples: [0.1],
    }),
    restore: beliefSchema.optional().meta({
      description: 'Probability per round that a disabled component works again, or a blinded one sees again.',
      default: 0,
      examples: [0.2],
    }),
    alertFactor: chance.optional().meta({
      description: "Once something was contained, every working control's pass probability is multiplied by this.",
      default: responseDefaults.alertFactor,
      examples: [0.5],
    }),
  })
  .meta({ id: 'response', description: 'What happens after a detection.' });

export const attacker = oneOf(attackers);
export const factorsSchema = z
  .strictObject({
    nonDeterminism: chance.optional().meta({
      description:
        'Spread s of susceptibility: what would take an agent, or whatever runs on a model, is multiplied by a ' +
        'uniform of [1 - s, 1 + s], drawn for each of them.',
      default: 0,
      examples: [0.3],
    }),
    autonomy: beliefSchema.optional().meta({
      description:
        'Share of the actions of a supervised agent that nobody has to approve. Below 1 those who `supervises` it ' +
        'stand before what it invokes and delegates, and stop it with probability 1 - autonomy while they work.',
      default: 1,
      examples: [0.2],
    }),
    noTrustBoundary: beliefSchema.optional().meta({
      description: 'b: a trust t in words that reach an agent counts as t + b (1 - t).',
      default: 0,
      examples: [0.5],
    }),
    dynamicIdentity: beliefSchema.optional().meta({
      description: 'Probability that a credential goes along, from its holder to each delegate and child, and on.',
      default: 0,
      examples: [0.5],
    }),
    delegationChains: beliefSchema.optional().meta({
      description:
        'Probability that a delegate hands a brief on unread, so that it reaches the delegates of delegates.',
      default: 0,
      examples: [[0.1, 0.4]],
    }),
    goalCascades: beliefSchema.optional().meta({
      description:
        'Trust with which agents pull one another that share a goal: delegates of one agent, and agents that read ' +
        'and write one store.',
      default: 0,
      examples: [0.2],
    }),
    collusion: beliefSchema.optional().meta({
      description:
        'c: while two agents or more are compromised, monitors detect agents with detection x (1 - c). `agentic` only.',
      default: 0,
      examples: [0.5],
    }),
  })
  .meta({ id: 'factors', description: 'Agentic factors, each off by default.' });

const grid = <T extends z.ZodType>(item: T, description: string, example: unknown) =>
  distinct(item, 'a list of values')
    .optional()
    .meta({ description, examples: [example] });
export const parameters = z
  .strictObject({
    horizon: grid(horizon, 'Values of `horizon`.', [10, 50]),
    attempts: grid(attempts, 'Values of `attempts`.', [1, 10, 100]),
    monoculture: grid(chance, 'Values of `monoculture`.', [0, 0.5, 1]),
    retries: grid(retries, 'Values of `retries`.', ['correlated', 'independent']),
    maturity: grid(maturity, 'Values of `maturity`.', ['realized', 'demonstrated', 'feasible']),
    recovery: grid(chance, 'Values of `recovery`.', [0.05, 0.1, 0.2]),
    incubation: grid(chance, 'Values of `incubation`.', [0.2, 0.5]),
    after: grid(after, 'Values of `response.after`.', [0, 5]),
    purge: grid(chance, 'Values of `response.purge`.', [0, 1]),
    repair: grid(chance, 'Values of `response.repair`.', [0, 0.1]),
    restore: grid(chance, 'Values of `response.restore`.', [0, 0.1]),
    alertFactor: grid(chance, 'Values of `response.alertFactor`.', [0.5, 1]),
    attacker: grid(attacker, 'Values of `attacker`.', ['opportunistic', 'tuned']),
    nonDeterminism: grid(chance, 'Values of `factors.nonDeterminism`.', [0, 0.3]),
    autonomy: grid(chance, 'Values of `factors.autonomy`.', [0, 0.5, 1]),
    noTrustBoundary: grid(chance, 'Values of `factors.noTrustBoundary`.', [0, 1]),
    dynamicIdentity: grid(chance, 'Values of `factors.dynamicIdentity`.', [0, 0.5]),
    delegationChains: grid(chance, 'Values of `factors.delegationChains`.', [0, 0.5]),
    goalCascades: grid(chance, 'Values of `factors.goalCascades`.', [0, 0.2]),
    collusion: grid(chance, 'Values of `factors.collusion`.', [0, 0.5]),
  })
  .meta({ id: 'parameters', description: 'Grids: a scenario for every combination of these values.' });

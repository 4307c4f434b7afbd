import type { Belief } from '../graph/belief.ts';
import type { Effectiveness } from '../graph/ecosystem.ts';
import { type Direction, threatClasses } from '../graph/kinds.ts';
import type { BeliefText, EffectivenessText, TrustText } from './schema-values.ts';

/** The forms in which a file may write a probability. An array of two numbers is a range, also as a trust. */
export function toBelief(text: BeliefText): Belief {
  if (typeof text === 'number') return { form: 'number', value: text };
  if ('successes' in text) return toTrials(text);
  const [low, high] = text;
  return { form: 'range', low, high };
}

function toTrials({ successes, trials, prior, evidence = [] }: Extract<BeliefText, { trials: number }>): Belief {
  return {
    form: 'trials',
    successes,
    trials,
    ...(prior === undefined ? {} : { prior }),
    ...(evidence.length === 0 ? {} : { evidence }),
  };
}

/** One belief counts for both directions; a direction that is not given keeps its default. */
export function toTrust(text: TrustText): Partial<Record<Direction, Belief>> {
  if (isBelief(text)) return { along: toBelief(text), against: toBelief(text) };
  return {
    ...(text.along === undefined ? {} : { along: toBelief(text.along) }),
    ...(text.against === undefined ? {} : { against: toBelief(text.against) }),
  };
}

export function toEffectiveness(text: EffectivenessText): Effectiveness {
  if (isBelief(text)) return toBelief(text);
  const given = threatClasses.flatMap((threat) => {
    const belief = text[threat];
    return belief === undefined ? [] : [[threat, toBelief(belief)] as const];
  });
  return { byClass: Object.fromEntries(given) };
}

const isBelief = (text: TrustText | EffectivenessText): text is BeliefText =>
  typeof text === 'number' || Array.isArray(text) || 'successes' in text;

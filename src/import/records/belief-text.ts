import type { Belief, Prior, Trials } from '../../graph/belief.ts';

/** A belief as one text: `0.3`, `[0.1, 0.4]`, `45/50`, `45/50 prior 0.3 x 10 ["report"]`, `0.3 [0.1, 0.4]` (judged). Read back by {@link beliefOf}. */
export function beliefText(belief: Belief): string {
  switch (belief.form) {
    case 'number':
      return String(belief.value);
    case 'range':
      return `[${belief.low}, ${belief.high}]`;
    case 'trials':
      return trialsText(belief);
    case 'judged':
      return `${belief.mean} [${belief.low}, ${belief.high}]`;
  }
}

const trialsText = ({ successes, trials, prior, evidence = [] }: Trials): string =>
  [
    `${successes}/${trials}`,
    ...(prior === undefined ? [] : [`prior ${prior.mean} x ${prior.weight}`]),
    ...(evidence.length === 0 ? [] : [JSON.stringify(evidence)]),
  ].join(' ');

const NUMBER = String.raw`(\d*\.?\d+(?:[eE][-+]?\d+)?)`;
const FORM = new RegExp(
  String.raw`^\s*(?:(\d+)\s*\/\s*(\d+)(?:\s+prior\s+${NUMBER}\s*x\s*${NUMBER})?(?:\s*(\[\s*".*\]))?|${NUMBER}|(?:${NUMBER}\s*)?\[\s*${NUMBER}\s*,\s*${NUMBER}\s*\])\s*$`,
  'u',
);

/** The belief that a text says; undefined if it says none. */
export function beliefOf(text: string): Belief | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  const [, successes, trials, priorMean, priorWeight, evidence, value, mean, low, high] = found;
  if (trials !== undefined) {
    const prior = priorMean === undefined ? undefined : { mean: Number(priorMean), weight: Number(priorWeight) };
    return trialsOf(Number(successes), Number(trials), prior, evidence);
  }
  if (value !== undefined) return isShare(Number(value)) ? { form: 'number', value: Number(value) } : undefined;
  return rangeOf(Number(low), Number(high), mean === undefined ? undefined : Number(mean));
}

function trialsOf(
  successes: number,
  trials: number,
  prior: Prior | undefined,
  evidence: string | undefined,
): Belief | undefined {
  const texts = evidence === undefined ? [] : textsOf(evidence);
  if (trials < 1 || successes > trials || texts === undefined) return undefined;
  if (prior !== undefined && !(prior.mean > 0 && prior.mean < 1 && prior.weight > 0)) return undefined;
  return {
    form: 'trials',
    successes,
    trials,
    ...(prior === undefined ? {} : { prior }),
    ...(texts.length === 0 ? {} : { evidence: texts }),
  };
}

function textsOf(json: string): readonly string[] | undefined {
  try {
    const texts: unknown = JSON.parse(json);
    return Array.isArray(texts) && texts.every((one) => typeof one === 'string') ? texts : undefined;
  } catch {
    return undefined;
  }
}

function rangeOf(low: number, high: number, mean: number | undefined): Belief | undefined {
  if (!isShare(low) || !isShare(high) || low > high) return undefined;
  if (mean === undefined) return { form: 'range', low, high };
  return low <= mean && mean <= high ? { form: 'judged', mean, low, high } : undefined;
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;

import { z } from 'zod';
import { thousands } from '../base/thousands.ts';
import { idProblem } from '../graph/ids.ts';
import { threatClasses } from '../graph/kinds.ts';

/*
 * What an ecosystem/suite file may say: the one source of the parser's structure checks, of the JSON Schema
 * for editors and of docs/file-format.md. Each `error` is the noun phrase behind "expected" in messages;
 * `default` and `examples` only document, so that what was parsed is still what was written.
 */

/** Largest whole numbers a file may ask for; higher ones are taken for a slip. */
export const caps = {
  worlds: 1_000_000_000,
  seed: Number.MAX_SAFE_INTEGER,
  horizonRounds: 10_000,
  latencyRounds: 10_000,
  attempts: 100,
  count: 100_000,
  max: 10_000,
  trials: 1_000_000_000,
  value: 1_000_000,
  evidence: 2_000,
} as const;

export const listed = (words: readonly (string | number)[]): string => words.join(', ');
export const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: `one of ${listed(words)}` });

export function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${limitText(least)} to ${limitText(most)}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

export function text(expected: string, most: number) {
  const error = `${expected}: text of 1 to ${limitText(most)} characters`;
  return z.string({ error }).min(1, { error }).max(most, { error });
}

/** A limit as messages say it: 1,000,000; the largest whole number of all as it is written in the field's papers. */
export const limitText = (value: number): string => (value === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : thousands(value));

/** Lists in which an entry twice is a slip. */
export function distinct<T extends z.ZodType>(item: T, expected: string) {
  const error = `${expected}, at least one, each once`;
  return z
    .array(item, { error })
    .min(1, { error })
    .refine((values) => new Set(values).size === values.length, { error, params: { fix: 'Remove the repetition.' } })
    .meta({ uniqueItems: true });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: \p{Cc} is not known to every validator of JSON Schema
const NO_CONTROL_CHARACTER = /^[^\u0000-\u001f\u007f-\u009f]*$/;
const idExpected = 'an id: text of 1 to 200 characters without control characters, not __proto__';
export const id = z
  .string({ error: idExpected })
  .min(1, { error: idExpected })
  .max(200, { error: idExpected })
  .regex(NO_CONTROL_CHARACTER, { error: idExpected })
  .refine((text) => idProblem(text) === undefined, { error: idExpected })
  .meta({ id: 'id', description: 'Any text of 1 to 200 characters without control characters, not `__proto__`.' });

export const truth = z.boolean({ error: 'true or false' });
const chanceExpected = 'a number from 0 to 1';
export const chance = z
  .number({ error: chanceExpected })
  .min(0, { error: chanceExpected })
  .max(1, { error: chanceExpected });

const rangeExpected = 'a range [low, high] with 0 <= low <= high <= 1';
const range = z.tuple([chance, chance], { error: rangeExpected }).refine(([low, high]) => low <= high, {
  error: rangeExpected,
  params: { fix: 'Write the lower number first. For the two directions of a trust write { along: …, against: … }.' },
});

const priorMeanExpected = 'a number above 0 and below 1';
const priorWeightExpected = 'a number above 0, at most 1,000,000';
const evidenceExpected = 'a list of short texts';
const prior = z
  .strictObject(
    {
      mean: z
        .number({ error: priorMeanExpected })
        .gt(0, { error: priorMeanExpected })
        .lt(1, { error: priorMeanExpected })
        .meta({ description: 'What was believed on average.', examples: [0.3] }),
      weight: z
        .number({ error: priorWeightExpected })
        .gt(0, { error: priorWeightExpected })
        .max(caps.value, { error: priorWeightExpected })
        .meta({ description: 'How many trials of your own that belief is worth.', examples: [10] }),
    },
    { error: 'a prior { mean, weight }' },
  )
  .meta({
    id: 'prior',
    description:
      'What was believed before the trials: the Beta with this mean that is worth this many trials. The posterior is ' +
      'Beta(mean × weight + successes, (1 − mean) × weight + trials − successes). Left out: Beta(1, 1), every probability as likely.',
  });

const trialsExpected = 'successes that are no more than the trials';
const trials = z
  .strictObject({
    successes: wholeNumber(0, caps.trials).meta({ description: 'How often it happened.', examples: [45] }),
    trials: wholeNumber(1, caps.trials).meta({ description: 'How often it was tried.', examples: [50] }),
    prior: prior.optional(),
    evidence: z
      .array(text('evidence', caps.evidence), { error: evidenceExpected })
      .optional()
      .meta({
        description: 'Where the numbers come from: files, calibration ids, reports. `explain` and results show it.',
        examples: [['redteam.json (promptfoo 0.121.3)', 'int-agentdojo-gpt4o']],
      }),
  })
  .refine(({ successes, trials }) => successes <= trials, {
    error: trialsExpected,
    path: ['successes'],
    params: { fix: 'Check the two numbers: were they swapped?' },
  });

const beliefExpected = 'a number from 0 to 1, a range [low, high], or { successes, trials }';
export const beliefSchema = z.union([chance, range, trials], { error: beliefExpected }).meta({
  id: 'probability',
  description:
    'A probability as you know it: a number; a range `[low, high]` in which every value is as likely; or ' +
    '`{ successes, trials }` from red-team results (a Beta posterior, with a `prior` if you give one). The last two are drawn anew for every 32 worlds.',
  examples: [0.3, [0.1, 0.4], { successes: 45, trials: 50 }],
});

const byDirection = z.strictObject({
  along: beliefSchema
    .optional()
    .meta({ description: 'In the direction in which the relation is written.', default: 1 }),
  against: beliefSchema.optional().meta({ description: 'In the opposite direction.', default: 1 }),
});
export const trustSchema = z
  .union([beliefSchema, byDirection], { error: `${beliefExpected}, or { along, against } of them` })
  .meta({
    id: 'trust',
    description: 'One probability for both directions, or `{ along, against }`; an array of two numbers is a range.',
    examples: [0.8, { along: 0.9, against: 0.3 }],
  });

const byClass = z
  .partialRecord(oneOf(threatClasses), beliefSchema)
  .refine((map) => Object.keys(map).length > 0, { error: 'at least one threat class' });
export const effectivenessSchema = z
  .union([beliefSchema, byClass], { error: `${beliefExpected}, or a map from threat classes to them` })
  .meta({
    id: 'effectiveness',
    description:
      'Probability that a working control stops what would have passed: one for all threat classes, or a map by ' +
      'threat class (classes that are not in it are not stopped).',
    examples: [0.8, { successes: 45, trials: 50 }, { 'tool-misuse': 0.9 }],
  });

export type BeliefText = z.infer<typeof beliefSchema>;
export type TrustText = z.infer<typeof trustSchema>;
export type EffectivenessText = z.infer<typeof effectivenessSchema>;

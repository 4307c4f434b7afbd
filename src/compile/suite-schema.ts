import { z } from 'zod';
import { idProblem } from '../graph/ids.ts';
import {
  certainties,
  componentKinds,
  directions,
  modelTiers,
  type RelationKind,
  relationKindNames,
  threatClasses,
} from '../graph/kinds.ts';
import { modelNames } from '../graph/propagation-model.ts';
import { defaultSettings } from './suite.ts';

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
} as const;

export const suiteDefaults = { worlds: 10_000, seed: 1 } as const;

/** Keys of a relation that only some kinds have: the parser, the JSON Schema and the page read this. */
export const relationKeyHomes = {
  detection: ['monitors'],
  role: ['authenticates'],
  max: ['spawns'],
  effectiveness: ['guards'],
  on: ['guards'],
} as const satisfies Record<string, readonly RelationKind[]>;

export const listed = (words: readonly (string | number)[]): string => words.join(', ');
const oneOf = <const T extends readonly string[]>(words: T) => z.enum(words, { error: `one of ${listed(words)}` });

function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${grouped(least)} to ${grouped(most)}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

function text(expected: string, most: number) {
  const error = `${expected}: text of 1 to ${grouped(most)} characters`;
  return z.string({ error }).min(1, { error }).max(most, { error });
}

/** 1000000 -> 1,000,000; larger than a trillion as it is written in the field's papers, 2^53 - 1. */
function grouped(value: number): string {
  if (value === Number.MAX_SAFE_INTEGER) return '2^53 - 1';
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Lists in which an entry twice is a slip. */
function distinct<T extends z.ZodType>(item: T, expected: string) {
  const error = `${expected}, at least one, each once`;
  return z
    .array(item, { error })
    .min(1, { error })
    .refine((values) => new Set(values).size === values.length, { error, params: { fix: 'Remove the repetition.' } })
    .meta({ uniqueItems: true });
}

const idExpected = 'an id: text of 1 to 200 characters without control characters, not __proto__';
const id = z
  .string({ error: idExpected })
  .min(1, { error: idExpected })
  .max(200, { error: idExpected })
  .regex(/^\P{Cc}*$/u, { error: idExpected })
  .refine((text) => idProblem(text) === undefined, { error: idExpected })
  .meta({ id: 'id', description: 'Any text of 1 to 200 characters without control characters, not `__proto__`.' });

const truth = z.boolean({ error: 'true or false' });
const chanceExpected = 'a number from 0 to 1';
const chance = z.number({ error: chanceExpected }).min(0, { error: chanceExpected }).max(1, { error: chanceExpected });

const rangeExpected = 'a range [low, high] with 0 <= low <= high <= 1';
const range = z.tuple([chance, chance], { error: rangeExpected }).refine(([low, high]) => low <= high, {
  error: rangeExpected,
  params: { fix: 'Write the lower number first. For the two directions of a trust write { along: …, against: … }.' },
});

const trialsExpected = 'successes that are no more than the trials';
const trials = z
  .strictObject({
    successes: wholeNumber(0, caps.trials).meta({ description: 'How often it happened.', examples: [45] }),
    trials: wholeNumber(1, caps.trials).meta({ description: 'How often it was tried.', examples: [50] }),
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
    '`{ successes, trials }` from red-team results (a Beta posterior). The last two are drawn anew for every 32 worlds.',
  examples: [0.3, [0.1, 0.4], { successes: 45, trials: 50 }],
});

const byDirection = z.strictObject({
  along: beliefSchema
    .optional()
    .meta({ description: 'In the direction in which the relation is written.', default: 1 }),
  against: beliefSchema.optional().meta({ description: 'In the opposite direction.', default: 1 }),
});
export const trustSchema = z
  .union([chance, range, trials, byDirection], { error: `${beliefExpected}, or { along, against } of them` })
  .meta({
    id: 'trust',
    description: 'One probability for both directions, or `{ along, against }`; an array of two numbers is a range.',
    examples: [0.8, { along: 0.9, against: 0.3 }],
  });

const byClass = z
  .partialRecord(oneOf(threatClasses), beliefSchema)
  .refine((map) => Object.keys(map).length > 0, { error: 'at least one threat class' });
export const effectivenessSchema = z
  .union([chance, range, trials, byClass], { error: `${beliefExpected}, or a map from threat classes to them` })
  .meta({
    id: 'effectiveness',
    description:
      'Probability that a working control stops what would have passed: one for all threat classes, or a map by ' +
      'threat class (classes that are not in it are not stopped).',
    examples: [0.8, { successes: 45, trials: 50 }, { 'tool-misuse': 0.9 }],
  });

const threat = oneOf(threatClasses).meta({ id: 'threat', description: 'A threat class.' });
const relationKind = oneOf(relationKindNames).meta({ id: 'relationKind', description: 'What a relation does.' });
const direction = oneOf(directions).meta({
  description: 'The way influence runs: as the relation is written (from, to), or back.',
});

const selectorExpected =
  'a selector: { component } alone, or at least one of relation, kind, from, to, direction, threats';
const componentSelector = z.strictObject({ component: id.meta({ description: 'Every arc into this component.' }) });
const arcSelector = z
  .strictObject({
    relation: id.optional().meta({ description: 'The relation with this id.', examples: ['planner>reads>notes#1'] }),
    kind: relationKind.optional().meta({ description: 'Relations of this kind.', examples: ['invokes'] }),
    from: id.optional().meta({ description: 'Relations that are written from this component.', examples: ['planner'] }),
    to: id.optional().meta({ description: 'Relations that are written to this component.', examples: ['browser'] }),
    direction: direction.optional().meta({ description: 'Only what runs this way.', examples: ['against'] }),
    threats: distinct(threat, 'threat classes').optional().meta({ description: 'Only these threat classes.' }),
  })
  .refine((selector) => Object.keys(selector).length > 0, { error: selectorExpected })
  .meta({ minProperties: 1 });
const selector = z.union([componentSelector, arcSelector], { error: selectorExpected }).meta({
  id: 'selector',
  description: 'Which arcs a control is on. All given keys must hold; `{ component: ID }` means every arc into it.',
  examples: [{ kind: 'invokes', direction: 'against' }, { component: 'planner' }],
});
const onExpected = `${selectorExpected}; or a list of them`;
const on = z.union(
  [componentSelector, arcSelector, z.array(selector, { error: onExpected }).min(1, { error: onExpected })],
  {
    error: onExpected,
  },
);

const sourcePlace = z.union(
  [
    text('a place', 4_000),
    z.strictObject({
      file: text('a file name', 4_000).meta({ description: 'Name of the file.' }),
      line: wholeNumber(1, caps.seed).optional().meta({ description: 'Line, from 1.' }),
      column: wholeNumber(1, caps.seed).optional().meta({ description: 'Column, from 1.' }),
    }),
  ],
  { error: 'file:line:column, or { file, line, column }' },
);
const source = z
  .strictObject({
    certainty: oneOf(certainties).meta({
      description: 'The source says so, a rule concluded it, or a default stands in.',
      examples: ['inferred'],
    }),
    at: sourcePlace.optional().meta({
      description: 'Where it was found: `file:line:column`, or `{ file, line, column }`. Default: here.',
      examples: ['mcp.json:12:5'],
    }),
    pointer: z
      .string({ error: 'a JSON pointer' })
      .max(4_000, { error: 'a JSON pointer' })
      .optional()
      .meta({
        description: 'JSON pointer into that file.',
        examples: ['/mcpServers/github'],
      }),
    rule: text('a sentence', 2_000)
      .optional()
      .meta({
        description: 'What was concluded or assumed, for reports. Required unless declared.',
        examples: ['stdio servers run on the machine of their client'],
      }),
  })
  .meta({
    id: 'source',
    description: 'Where an imported component or relation came from. Written by `blastradius import`.',
  });

const name = (what: string) => text(`the name of ${what}`, 200);
const layer = z.literal([1, 2, 3, 4, 5, 6, 7], { error: 'a MAESTRO layer: a whole number from 1 to 7' });
const valueExpected = `a number from 0 to ${grouped(caps.value)} with at most three decimals`;
const hasThreeDecimals = (value: number): boolean => Math.round(value * 1000) / 1000 === value;
const tags = z.array(text('a tag', 200), { error: 'a list of tags' });

/** What components and `controls:` entries have in common. */
const common = {
  name: name('the component')
    .optional()
    .meta({ description: 'What people read. Default: the id.', examples: ['Planner'] }),
  layer: layer.optional().meta({
    description: 'MAESTRO layer. Default: the layer of its kind, see the table of component kinds.',
    examples: [4],
  }),
  value: z
    .number({ error: valueExpected })
    .min(0, { error: valueExpected })
    .max(caps.value, { error: valueExpected })
    .refine(hasThreeDecimals, { error: valueExpected, params: { fix: 'Round it to three decimals.' } })
    .optional()
    .meta({ description: 'Impact weight, at most three decimals.', default: 1, examples: [5] }),
  exposed: truth.optional().meta({ description: 'An attacker can touch it.', default: false, examples: [true] }),
  hardening: beliefSchema.optional().meta({
    description: 'Scales down every incoming arc by 1 - hardening (adversarial training, for example).',
    default: 0,
    examples: [0.4],
  }),
  latency: wholeNumber(0, caps.latencyRounds)
    .optional()
    .meta({
      description: 'Rounds it lies dormant between being taken and acting compromised.',
      default: 0,
      examples: [3],
    }),
  count: wholeNumber(1, caps.count)
    .optional()
    .meta({
      description: 'Replicas; more than 1 compile to `id#1` to `id#count`.',
      default: 1,
      examples: [8],
    }),
  zone: text('a trust zone', 200)
    .optional()
    .meta({
      description: 'Trust zone. A relation between two different zones knows that it crosses. Default: none.',
      examples: ['dmz'],
    }),
  tags: tags.optional().meta({ description: 'Free labels, for reports.', default: [], examples: [['pii']] }),
  source: source.optional(),
} as const;

export const componentSchema = z
  .strictObject(
    {
      kind: oneOf(componentKinds).meta({ description: 'What it is; gives its layer.', examples: ['agent'] }),
      ...common,
      model: id.optional().meta({
        description: 'The foundation model it runs on: short for an `infers` relation to that component.',
        examples: ['llm'],
      }),
      tier: oneOf(modelTiers)
        .optional()
        .meta({
          description:
            'How strong the model is against hostile content. Default: the tier that most models of the file have, ' +
            'else `mid`, said as assumed.',
          examples: ['frontier'],
        }),
    },
    { error: 'a component: a map with at least a kind' },
  )
  .meta({ id: 'component', description: 'One part of the ecosystem.' });

export const controlSchema = z
  .strictObject(
    {
      on: on.optional().meta({
        description:
          'Which arcs it holds back: one selector or a list. `{ component: ID }` is the same as a `guards` relation ' +
          'to it. Left out, its `guards` relations say it.',
        examples: [{ kind: 'invokes', direction: 'against' }],
      }),
      effectiveness: effectivenessSchema.optional().meta({
        description: 'Probability that it stops what would have passed. Required with `on`.',
        examples: [{ successes: 45, trials: 50 }],
      }),
      ...common,
    },
    { error: 'a control: a map, usually with on and effectiveness' },
  )
  .meta({ id: 'control', description: 'A component of kind `control` (layer 6), counted like any other.' });

export const relationSchema = z
  .strictObject(
    {
      from: id.meta({ description: 'Id of the component it starts at.', examples: ['planner'] }),
      to: id.optional().meta({
        description: 'Id of the component it ends at. Required, except on `guards` with `on`.',
        examples: ['notes'],
      }),
      kind: relationKind.meta({ description: 'What it does, see the table of relation kinds.', examples: ['reads'] }),
      id: id.optional().meta({ description: 'Its own id. Default: `from>kind>to#n`.', examples: ['planner-notes'] }),
      trust: trustSchema.optional().meta({
        description: "How much of the channel's probability gets through, for both directions or by direction.",
        default: 1,
        examples: [{ along: 0.9, against: 0.3 }],
      }),
      rate: beliefSchema.optional().meta({
        description: 'Probability that it is exercised in a round.',
        default: 0.3,
        examples: [0.8],
      }),
      signed: truth.optional().meta({
        description: 'Messages are authenticated: spoofing has probability 0.',
        default: false,
        examples: [true],
      }),
      link: oneOf(['all', 'pairwise'])
        .optional()
        .meta({
          description: 'How the replicas of its two ends are joined: every pair, or first with first and so on.',
          default: 'all',
          examples: ['pairwise'],
        }),
      tags: tags.optional().meta({ description: 'Free labels, for reports.', default: [], examples: [['nightly']] }),
      detection: beliefSchema.optional().meta({
        description: 'Only on `monitors`: probability that it notices, in a round, that its target is compromised.',
        default: 0.1,
        examples: [0.25],
      }),
      role: oneOf(['holds', 'accepts'])
        .optional()
        .meta({
          description: 'Only on `authenticates`: whether it has the credential, or is opened by it.',
          default: 'holds',
          examples: ['accepts'],
        }),
      max: wholeNumber(1, caps.max)
        .optional()
        .meta({
          description: 'Only on `spawns`: how many children may be born, each a copy of the target.',
          default: 1,
          examples: [3],
        }),
      effectiveness: effectivenessSchema.optional().meta({
        description: 'Only on `guards`, required there: probability that the control stops what would have passed.',
        examples: [0.8],
      }),
      on: on.optional().meta({
        description: 'Only on `guards`, in place of `to`: the arcs that the control is on.',
        examples: [[{ relation: 'planner-notes' }]],
      }),
      source: source.optional(),
    },
    { error: 'a relation: a map with from, to and kind' },
  )
  .meta({ id: 'relation', description: 'A typed, directed link between two components.' });

/** Words that stand for whole families of threat classes. */
export const threatWords = ['agentic', 'stride', 'all'] as const;
const threatsExpected = `threat classes: a list of them, ${listed(threatWords)}, or { each: … }`;
const threatSet = [
  z.enum(threatWords, { error: threatsExpected }),
  distinct(threat, 'a list of threat classes'),
] as const;
const threats = z.union(
  [
    ...threatSet,
    z.strictObject({
      each: z.union(threatSet, { error: threatsExpected }).meta({ description: 'One scenario for each of these.' }),
    }),
  ],
  { error: threatsExpected },
);

export const entryWords = ['each', 'exposed', 'random'] as const;
const entriesExpected = `entry points: a list of ids, { each: … }, { random: K }, ${listed(entryWords)}`;
const idList = distinct(id, 'a list of component ids');
const eachExpected = 'a list of component ids, or { exposed: true }';
const onlyExposed = z.strictObject({
  exposed: z.literal(true, { error: 'true' }).meta({ description: 'Each exposed one.' }),
});
const entries = z.union(
  [
    z.enum(entryWords, { error: entriesExpected }),
    idList,
    z.strictObject({
      each: z
        .union([idList, onlyExposed], { error: eachExpected })
        .meta({ description: 'One scenario for each of these.' }),
    }),
    z.strictObject({
      random: wholeNumber(1, 1_000_000).meta({ description: 'This many components, drawn once, one scenario each.' }),
    }),
  ],
  { error: entriesExpected },
);

const modelName = z.enum(modelNames, { error: `a propagation model of this release: ${listed(modelNames)}` });
const models = z.union([modelName, distinct(modelName, 'a list of propagation models')], {
  error: `a propagation model (${listed(modelNames)}), or a list of them`,
});

const retries = oneOf(['correlated', 'independent']);
const horizon = wholeNumber(1, caps.horizonRounds);
const attempts = wholeNumber(1, caps.attempts);
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

const grid = <T extends z.ZodType>(item: T, description: string, example: unknown) =>
  distinct(item, 'a list of values')
    .optional()
    .meta({ description, examples: [example] });
const parameters = z
  .strictObject({
    horizon: grid(horizon, 'Values of `horizon`.', [10, 50]),
    attempts: grid(attempts, 'Values of `attempts`.', [1, 10, 100]),
    monoculture: grid(chance, 'Values of `monoculture`.', [0, 0.5, 1]),
    retries: grid(retries, 'Values of `retries`.', ['correlated', 'independent']),
    after: grid(after, 'Values of `response.after`.', [0, 5]),
    purge: grid(chance, 'Values of `response.purge`.', [0, 1]),
    repair: grid(chance, 'Values of `response.repair`.', [0, 0.1]),
    restore: grid(chance, 'Values of `response.restore`.', [0, 0.1]),
    alertFactor: grid(chance, 'Values of `response.alertFactor`.', [0.5, 1]),
  })
  .meta({ id: 'parameters', description: 'Grids: a scenario for every combination of these values.' });

export const channelSchema = z
  .strictObject({
    threat: threat.meta({ description: 'Threat class of the row.', examples: ['memory-poisoning'] }),
    kind: relationKind.meta({ description: 'Relation kind of the row.', examples: ['reads'] }),
    direction: direction.meta({ examples: ['against'] }),
    source: oneOf(['content', 'agent'])
      .optional()
      .meta({
        description:
          'Only where influence starts at content (an external, human, registry, tool or never-written store), or ' +
          'only where it starts at anything else. Default: both.',
        examples: ['content'],
      }),
    tier: oneOf(modelTiers)
      .optional()
      .meta({
        description: 'Only for targets on a model of this tier. Default: all. Not with `source: agent`.',
        examples: ['mid'],
      }),
    probability: beliefSchema.meta({
      description: "The probability that replaces the table's.",
      examples: [[0.4, 0.7]],
    }),
  })
  .meta({ id: 'channel', description: 'A row of the channel table with your own probability; results say so.' });

const off = z.union([z.literal('each', { error: 'each' }), idList], { error: 'each, or a list of control ids' });
const precision = z
  .number({ error: 'a number above 0 and below 1' })
  .gt(0, { error: 'a number above 0 and below 1' })
  .lt(1, { error: 'a number above 0 and below 1' });

export const suiteSchema = z
  .strictObject(
    {
      threats: threats.optional().meta({
        description:
          'Threat classes. A list runs together; `{ each: [...] }` makes one scenario for each. `agentic`, `stride` ' +
          'and `all` stand for the five, the six and all eleven.',
        default: 'agentic',
        examples: [['memory-poisoning', 'tool-misuse'], { each: 'agentic' }],
      }),
      entries: entries.optional().meta({
        description:
          'Where compromise starts. A list of ids starts from all of them together; `{ each: [ids] }` one scenario ' +
          'per id; `exposed` or `{ each: { exposed: true } }` one per exposed component (per component if none ' +
          'is); `each` one per component; `random` one in which every world draws its own; `{ random: K }` K drawn once.',
        default: 'exposed',
        examples: [{ each: { exposed: true } }, ['planner', 'browser']],
      }),
      model: models.optional().meta({
        description: 'Propagation model, or a list: one scenario for each.',
        default: 'agentic',
        examples: [['agentic', 'independent-cascade']],
      }),
      controls: z
        .strictObject({
          off: off
            .optional()
            .meta({ description: 'Control ids, or `each` for all of them.', examples: [['output-filter']] }),
        })
        .optional()
        .meta({
          description: 'Besides the scenario with all controls on, one with each of these off: `{ off: [ids] }`.',
          examples: [{ off: 'each' }],
        }),
      parameters: parameters.optional(),
      worlds: wholeNumber(1, caps.worlds)
        .optional()
        .meta({
          description: 'Monte Carlo worlds per scenario (rounded up to a multiple of 32 with uncertain inputs).',
          default: suiteDefaults.worlds,
          examples: [100000],
        }),
      seed: wholeNumber(0, caps.seed)
        .optional()
        .meta({
          description: 'Seed of all draws; the same seed gives the same bytes.',
          default: suiteDefaults.seed,
          examples: [7],
        }),
      horizon: horizon.optional().meta({
        description: 'Rounds that a world lasts.',
        default: defaultSettings.horizonRounds,
        examples: [100],
      }),
      attempts: attempts.optional().meta({
        description: 'How often hostile content is met in a world; raises the per-attempt rows of the channel table.',
        default: defaultSettings.attempts,
        examples: [1],
      }),
      monoculture: beliefSchema.optional().meta({
        description: 'Probability that components on one foundation model share their luck in a world.',
        default: 0.5,
        examples: [[0.3, 0.7]],
      }),
      retries: retries.optional().meta({
        description:
          '`correlated`: a payload that failed against a target keeps failing. `independent`: new luck every round.',
        default: defaultSettings.retries,
        examples: ['independent'],
      }),
      response: responseSchema.optional(),
      precision: precision.optional().meta({
        description: "Stop early once the half width of every scenario's total fraction is at most this. Default: off.",
        examples: [0.01],
      }),
      precisionOf: oneOf(['total', 'layers'])
        .optional()
        .meta({
          description: 'Whether `precision` is asked of the total only, or of each layer too.',
          default: 'total',
          examples: ['layers'],
        }),
      channels: z.array(channelSchema, { error: 'a list of channel rows' }).optional().meta({
        description: 'Your own rows of the channel table.',
        default: [],
      }),
    },
    { error: 'the suite: a map' },
  )
  .meta({ id: 'suite', description: 'What to simulate: a product of lists. Left out, the default suite runs.' });

const thresholdExpected = 'a rule such as "total p95 < 5", or { rule, level }';
const ruleText = z
  .string({ error: thresholdExpected })
  .min(1, { error: thresholdExpected })
  .max(2_000, { error: thresholdExpected });
const threshold = z
  .union(
    [
      ruleText,
      z.strictObject({
        rule: ruleText.meta({ description: 'The rule.', examples: ['component planner reach < 0.2'] }),
        level: oneOf(['error', 'warn'])
          .optional()
          .meta({
            description: 'Whether a failure fails the run (exit code 1) or is only shown.',
            default: 'error',
            examples: ['warn'],
          }),
      }),
    ],
    { error: thresholdExpected },
  )
  .meta({
    id: 'threshold',
    description:
      '`[total | layer N | component ID] mean|fraction|p50|p95|cvar95|max|touched|reach|impact|disabled|disclosed ' +
      '<|<=|>|>= NUMBER [in SCENARIO-GLOB]`, as a text or as `{ rule, level }`.',
    examples: ['layer 2 fraction < 0.30', { rule: 'component planner reach < 0.2', level: 'warn' }],
  });

export const fileVersion = 1;

const mapOf = <T extends z.ZodType>(item: T, error: string) => z.record(id, item, { error });

export const suiteFileSchema = z.strictObject(
  {
    $schema: z
      .string({ error: 'the address of the JSON Schema' })
      .optional()
      .meta({
        description: 'For editors; not read.',
        examples: ['./blastradius.schema.json'],
      }),
    version: z.literal(fileVersion, { error: `the file version ${fileVersion}` }).meta({
      description: 'Version of this file format.',
      examples: [fileVersion],
    }),
    name: name('the ecosystem')
      .optional()
      .meta({
        description: 'What the ecosystem is called. Default: the name of the file without its ending.',
        examples: ['customer-support'],
      }),
    description: text('a description', 20_000)
      .optional()
      .meta({
        description: 'What the ecosystem is, for reports.',
        examples: ['Six agents behind a chat window.'],
      }),
    round: text('what a round is', 200)
      .optional()
      .meta({
        description: 'What one round stands for, for reports.',
        examples: ['one task'],
      }),
    components: mapOf(componentSchema, 'a map from component ids to components').meta({
      description: 'The parts of the ecosystem, by id.',
      examples: [{ planner: { kind: 'agent', model: 'llm', value: 5 } }],
    }),
    relations: z
      .array(relationSchema, { error: 'a list of relations' })
      .optional()
      .meta({
        description: 'The links between them.',
        default: [],
        examples: [[{ from: 'planner', to: 'notes', kind: 'reads' }]],
      }),
    controls: mapOf(controlSchema, 'a map from control ids to controls')
      .optional()
      .meta({
        description: 'Controls, by id. Each is also a component.',
        default: {},
        examples: [{ 'output-filter': { on: { kind: 'invokes', direction: 'against' }, effectiveness: 0.9 } }],
      }),
    suite: suiteSchema.optional(),
    thresholds: z
      .array(threshold, { error: 'a list of rules' })
      .optional()
      .meta({
        description: 'Rules that a run must keep.',
        default: [],
        examples: [['layer 2 fraction < 0.30', 'total p95 < 5']],
      }),
  },
  { error: 'an ecosystem file: a map with version and components' },
);

/** A file that passed the structure checks, as it was written: no defaults yet. */
export type SuiteFileText = z.infer<typeof suiteFileSchema>;
export type ComponentText = z.infer<typeof componentSchema>;
export type ControlText = z.infer<typeof controlSchema>;
export type RelationText = z.infer<typeof relationSchema>;
export type SuiteText = z.infer<typeof suiteSchema>;
export type ChannelText = z.infer<typeof channelSchema>;
export type SelectorText = z.infer<typeof selector>;
export type SourceText = z.infer<typeof source>;
export type BeliefText = z.infer<typeof beliefSchema>;
export type TrustText = z.infer<typeof trustSchema>;
export type EffectivenessText = z.infer<typeof effectivenessSchema>;

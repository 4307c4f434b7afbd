import { z } from 'zod';
import { modelNames } from '../graph/propagation-model.ts';
import { channelSchema } from './channel-schema.ts';
import { componentSchema, controlSchema, name, relationSchema, threat } from './ecosystem-schema.ts';
import { beliefSchema, caps, distinct, id, listed, oneOf, text, truth, wholeNumber } from './schema-values.ts';
import {
  attacker,
  attempts,
  factorsSchema,
  horizon,
  maturity,
  parameters,
  responseSchema,
  retries,
} from './settings-schema.ts';
import { defaultSettings } from './suite.ts';

export const suiteDefaults = { worlds: 10_000, seed: 1 } as const;

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

const entryWords = ['each', 'exposed', 'random'] as const;
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
          'is; left out, at most 200 of those, drawn by the seed); `each` one per component; `random` one in which every world draws its own; `{ random: K }` K drawn once.',
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
      maturity: maturity.optional().meta({
        description:
          'Only channels at least one technique of which MITRE ATLAS rates so well: `realized` in an incident, ' +
          '`demonstrated` in an exercise too, `feasible` all.',
        default: defaultSettings.maturity,
        examples: ['demonstrated'],
      }),
      recovery: beliefSchema.optional().meta({
        description: 'In `sis`, `sir` and `seir`: probability per round that an infectious component recovers.',
        default: 0.1,
        examples: [{ successes: 12, trials: 60 }],
      }),
      incubation: beliefSchema.optional().meta({
        description:
          'In `seir`: probability per round that an exposed component becomes infectious. A component with a ' +
          '`latency` of its own is exposed for exactly that many rounds instead.',
        default: 0.5,
        examples: [[0.3, 0.7]],
      }),
      response: responseSchema.optional(),
      attacker: attacker.optional().meta({
        description:
          '`tuned`: an attacker who worked on this system beforehand. Rows by model tier give what holds for ' +
          '`tuned-against`, and controls that work on prompts stop at most half.',
        default: defaultSettings.attacker,
        examples: ['tuned'],
      }),
      factors: factorsSchema.optional(),
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

const sameAsExpected = 'a list of lists of component ids, each with at least two';
const sameAs = z
  .array(
    z
      .array(id, { error: sameAsExpected })
      .min(2, { error: sameAsExpected })
      .refine((ids) => new Set(ids).size === ids.length, {
        error: sameAsExpected,
        params: { fix: 'Remove the repetition.' },
      })
      .meta({ uniqueItems: true }),
    { error: sameAsExpected },
  )
  .meta({ id: 'sameAs', description: 'Lists of ids that are one and the same thing.' });

const partsExpected = 'what the import wrote: HASH:ID, separated by blanks';
const parts = z.string({ error: partsExpected }).max(20_000_000, { error: partsExpected });
const importedSchema = z
  .strictObject(
    {
      from: z
        .array(text('a path', 4_000), { error: 'a list of paths' })
        .min(1, { error: 'a list of paths' })
        .meta({
          description: 'Files and folders, from the folder of this file; `-` is stdin.',
          examples: [['.cursor/mcp.json', 'flows']],
        }),
      format: text('a format', 100)
        .optional()
        .meta({ description: 'What `--format` said.', examples: ['mcp'] }),
      merge: truth.optional().meta({ description: 'False after `--no-merge`.', default: true, examples: [false] }),
      same_as: sameAs.optional().meta({ description: 'What `--same-as` said.', default: [] }),
      map: text('a path', 4_000)
        .optional()
        .meta({ description: 'What `--map` said, from the folder of this file.', examples: ['kinds.yaml'] }),
      kind_attr: text('an attribute', 200)
        .optional()
        .meta({ description: 'What `--kind-attr` said.', examples: ['type'] }),
      layer_attr: text('an attribute', 200)
        .optional()
        .meta({ description: 'What `--layer-attr` said.', examples: ['tier'] }),
      layers_seed: wholeNumber(0, caps.seed)
        .optional()
        .meta({ description: 'Seed of layers that `--assign-layers random` drew.', examples: [1] }),
      components: parts
        .optional()
        .meta({ description: 'Fingerprints of components and controls as the import wrote them.' }),
      relations: parts.optional().meta({ description: 'Fingerprints of relations as the import wrote them.' }),
    },
    { error: 'what an import wrote: a map with at least from' },
  )
  .meta({
    id: 'imported',
    description:
      'What `import --update` compares with, so that it changes only what nobody edited. Written by `blastradius import`.',
  });

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
    same_as: sameAs.optional().meta({
      description:
        'Components that are one and the same thing when this file is run or imported together with others: lists of ' +
        'ids as `import --no-merge` gives them.',
      default: [],
      examples: [[['planner', 'crew.planner']]],
    }),
    imported: importedSchema.optional(),
  },
  { error: 'an ecosystem file: a map with version and components' },
);

/** A file that passed the structure checks, as it was written: no defaults yet. */
export type SuiteFileText = z.infer<typeof suiteFileSchema>;
export type SuiteText = z.infer<typeof suiteSchema>;

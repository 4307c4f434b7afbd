import { z } from 'zod';
import {
  certainties,
  componentKinds,
  defenceNames,
  directions,
  modelTiers,
  type RelationKind,
  relationKindNames,
  threatClasses,
} from '../graph/kinds.ts';
import {
  beliefSchema,
  caps,
  chance,
  distinct,
  effectivenessSchema,
  id,
  limitText,
  oneOf,
  text,
  trustSchema,
  truth,
  wholeNumber,
} from './schema-values.ts';

/** Keys of a relation that only some kinds have: the parser, the JSON Schema and the page read this. */
export const relationKeyHomes = {
  detection: ['monitors'],
  role: ['authenticates'],
  max: ['spawns'],
  effectiveness: ['guards'],
  on: ['guards'],
} as const satisfies Record<string, readonly RelationKind[]>;

export const threat = oneOf(threatClasses).meta({ id: 'threat', description: 'A threat class.' });
export const relationKind = oneOf(relationKindNames).meta({ id: 'relationKind', description: 'What a relation does.' });
export const direction = oneOf(directions).meta({
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
const on = z.union([selector, z.array(selector, { error: onExpected }).min(1, { error: onExpected })], {
  error: onExpected,
});

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

export const name = (what: string) => text(`the name of ${what}`, 200);
export const layer = z.literal([1, 2, 3, 4, 5, 6, 7], { error: 'a MAESTRO layer: a whole number from 1 to 7' });
const valueExpected = `a number from 0 to ${limitText(caps.value)} with at most three decimals`;
const hasThreeDecimals = (value: number): boolean => Math.round(value * 1000) / 1000 === value;
const amountExpected = `a number from 0 to ${limitText(caps.value)}`;
const amount = z
  .number({ error: amountExpected })
  .min(0, { error: amountExpected })
  .max(caps.value, { error: amountExpected });
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
  defence: oneOf(defenceNames)
    .optional()
    .meta({
      description:
        'A known defence, with judged numbers where none are given: `adversarial-training` and `red-teaming` are ' +
        'controls (effectiveness), `runtime-monitoring` is a monitor (detection of what it `monitors`).',
      examples: ['runtime-monitoring'],
    }),
  costs: z
    .strictObject({
      price: amount.optional().meta({ description: 'In any unit of yours.', default: 0, examples: [12] }),
      falseAlarms: chance.optional().meta({
        description: 'Probability per round that it stops or reports what is legitimate.',
        default: 0,
        examples: [0.015],
      }),
      utilityLoss: chance.optional().meta({
        description: 'Share of the legitimate work that is lost while it is there.',
        default: 0,
        examples: [0.05],
      }),
    })
    .optional()
    .meta({ id: 'costs', description: 'What a control or a monitor costs: results add it up.' }),
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
        description:
          'Probability that it stops what would have passed. Required with `on`, unless it is a known `defence`.',
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
      max: wholeNumber(0, caps.max)
        .optional()
        .meta({
          description:
            'Only on `spawns`: how many children may be born during a world, each a copy of the target, which itself is there from the start.',
          default: 0,
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

/** Parts of a file that passed the structure checks, as they were written: no defaults yet. */
export type ComponentText = z.infer<typeof componentSchema>;
export type ControlText = z.infer<typeof controlSchema>;
export type RelationText = z.infer<typeof relationSchema>;
export type SelectorText = z.infer<typeof selector>;
export type SourceText = z.infer<typeof source>;

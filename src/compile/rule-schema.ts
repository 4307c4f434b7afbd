import { z } from 'zod';
import { componentKinds, families, modelTiers, relationKindNames } from '../graph/kinds.ts';
import type {
  ComponentRule,
  ComponentTest,
  InfluenceTest,
  NeighbourTest,
  RelationRule,
  Rule,
  StepTest,
  WayRule,
  WayStep,
} from '../threats/rule.ts';
import { layer } from './ecosystem-schema.ts';
import { oneOrMore } from './one-or-more.ts';
import {
  aboutRelation,
  direction,
  relationKinds,
  type Shape,
  saysOfWhat,
  withControlled,
  words,
} from './relation-test-schema.ts';
import { caps, id, limitText, listed, oneOf, text, truth, wholeNumber } from './schema-values.ts';

/*
 * Rules as `--catalogue` files write them: the words of Rule, where a list of one may be written as its one entry.
 * `Shape` makes a word that only one of the two knows a compile error.
 */

const kindWords = [...new Set([...componentKinds, ...(Object.keys(families) as (keyof typeof families)[])])];
const kinds = oneOrMore(oneOf(kindWords), `kinds or families of components (${listed(kindWords)})`);
const leastValue = `a number from 0 to ${limitText(caps.value)}`;

const aboutComponent = {
  kind: kinds.exactOptional().meta({ description: 'Kinds or families, of which it is one.', examples: ['agent'] }),
  exceptKind: oneOrMore(oneOf(componentKinds), `kinds of components (${listed(componentKinds)})`)
    .exactOptional()
    .meta({ description: 'Of a family, all but these kinds.', examples: [['framework']] }),
  layer: oneOrMore(layer, 'MAESTRO layers, 1 to 7')
    .exactOptional()
    .meta({ description: 'Layers, of which it is on one.', examples: [[2, 7]] }),
  tags: words('tag')
    .exactOptional()
    .meta({ description: 'What it can do or is said to be: tags of which it has one.', examples: ['runs-code'] }),
  withoutTags: words('tag')
    .exactOptional()
    .meta({ description: 'Tags of which it has none.', examples: ['pinned'] }),
  named: words('word')
    .exactOptional()
    .meta({ description: 'Words of which its name, id or tags have one.', examples: [['wallet', 'ledger']] }),
  notNamed: words('word')
    .exactOptional()
    .meta({ description: 'Words of which its name, id and tags have none.', examples: ['test'] }),
  exposed: truth.exactOptional().meta({ description: 'Whether an attacker can touch it.', examples: [true] }),
  tier: oneOrMore(oneOf(modelTiers), `tiers of models (${listed(modelTiers)})`)
    .exactOptional()
    .meta({ description: 'Tiers, of which its model is of one.', examples: ['mid'] }),
  hasZone: truth.exactOptional().meta({ description: 'Whether it is in a trust zone.', examples: [true] }),
  hardened: truth.exactOptional().meta({ description: 'Whether its hardening is above 0.', examples: [false] }),
  value: z
    .number({ error: leastValue })
    .min(0, { error: leastValue })
    .max(caps.value, { error: leastValue })
    .exactOptional()
    .meta({ description: 'At least this impact value.', examples: [5] }),
  count: wholeNumber(1, caps.count)
    .exactOptional()
    .meta({ description: 'At least so many replicas.', examples: [3] }),
  monitored: truth.exactOptional().meta({ description: 'Whether a monitor watches it.', examples: [false] }),
  supervised: truth.exactOptional().meta({ description: 'Whether a human supervises it.', examples: [false] }),
  guarded: truth
    .exactOptional()
    .meta({ description: 'Whether a control is on it, or on what influences it.', examples: [false] }),
  get has(): Tests<NeighbourTest> {
    return neighbours('Relations and neighbours, of each of which it has one.');
  },
  get lacks(): Tests<NeighbourTest> {
    return neighbours('Relations and neighbours, of which it has none.');
  },
  onCycle: relationKinds.exactOptional().meta({
    description: 'Kinds of relations that lead from it over others, people aside, back to it.',
    examples: [['delegates', 'messages']],
  }),
  get on(): Maybe<InfluenceTest> {
    return influenceTest
      .exactOptional()
      .meta({ description: 'It is a control on influence like this.', examples: [{ kind: 'invokes' }] });
  },
  get anyOf(): Tests<ComponentTest> {
    return oneOrMore(componentTest, 'tests of a component')
      .exactOptional()
      .meta({ description: 'Tests of which one holds.', examples: [[{ exposed: true }, { kind: 'human' }]] });
  },
} satisfies Shape<ComponentTest>;
type Maybe<T> = z.ZodExactOptional<z.ZodType<T>>;
type Tests<T> = Maybe<readonly T[]>;

const neighbours = (description: string): Tests<NeighbourTest> =>
  oneOrMore(neighbourTest, 'tests of a relation and its other end')
    .exactOptional()
    .meta({ description, examples: [{ direction: 'in', kind: 'monitors' }] });

const componentError = 'a test of a component: a map such as { kind: agent, exposed: true }';
const componentTest: z.ZodType<ComponentTest> = z.strictObject(aboutComponent, { error: componentError }).meta({
  id: 'componentTest',
  description: 'What is asked of a component: all given tests must hold, of a list any.',
});

const aboutNeighbour = {
  ...aboutRelation,
  direction: oneOf(['out', 'in']).meta({
    description: 'Whether the relation is written from the component (`out`) or to it (`in`).',
    examples: ['in'],
  }),
  get other(): Maybe<ComponentTest> {
    return componentTest.exactOptional();
  },
  atLeast: wholeNumber(1, caps.count)
    .exactOptional()
    .meta({ description: 'At least so many different components at the other end.', default: 1, examples: [2] }),
} satisfies Shape<NeighbourTest>;

const aboutInfluence = {
  ...aboutRelation,
  direction: direction.exactOptional().meta({
    description: 'Whether it runs as the relation is written, or back. Default: either.',
    examples: ['along'],
  }),
  get source(): Maybe<ComponentTest> {
    return componentTest.exactOptional().meta({ description: 'Where it comes from.', examples: [{ kind: 'human' }] });
  },
  get target(): Maybe<ComponentTest> {
    return componentTest.exactOptional().meta({ description: 'Where it goes.', examples: [{ kind: 'agent' }] });
  },
} satisfies Shape<InfluenceTest>;
const influenceTest = z
  .strictObject(aboutInfluence, { error: 'a test of influence: a map such as { kind: invokes, direction: along }' })
  .refine(saysOfWhat, withControlled)
  .meta({ id: 'influenceTest', description: 'What runs over a relation in one way, from its source to its target.' });

const neighbourTest = z
  .strictObject(aboutNeighbour, { error: 'a test of a relation: a map such as { direction: in, kind: monitors }' })
  .refine(saysOfWhat, withControlled)
  .meta({ id: 'neighbourTest', description: 'A relation of a component, with what stands at its other end.' });

const aboutStep = {
  ...aboutRelation,
  kind: oneOf(relationKindNames).meta({ description: 'Kind of the relation.', examples: ['feeds'] }),
  direction: direction.meta({
    description: 'Whether influence runs as the relation is written, or back.',
    examples: ['along'],
  }),
} satisfies Shape<StepTest>;
const stepTest = z
  .strictObject(aboutStep, { error: 'a relation of a way: a map such as { kind: reads, direction: against }' })
  .refine(saysOfWhat, withControlled);

const wayStep = z.strictObject(
  {
    over: oneOrMore(stepTest, 'relations that a step takes').meta({
      description: 'Relations that the step may take.',
      examples: [{ kind: 'reads', direction: 'against' }],
    }),
    to: componentTest,
  } satisfies Shape<WayStep>,
  { error: 'a step of a way: { over, to }' },
);

const wayExpected = 'a way: a list of a component and at least one step { over, to }';
const when = z.union(
  [
    z.strictObject({ component: componentTest } satisfies Shape<ComponentRule>),
    z.strictObject({
      relation: z
        .strictObject(
          {
            ...aboutRelation,
            get from(): Maybe<ComponentTest> {
              return componentTest.exactOptional();
            },
            get to(): Maybe<ComponentTest> {
              return componentTest.exactOptional();
            },
          } satisfies Shape<RelationRule['relation']>,
          { error: 'a test of a relation: a map such as { kind: reads, to: { exposed: true } }' },
        )
        .refine(saysOfWhat, withControlled)
        .meta({ description: 'What is asked of a relation and of its ends.', examples: [{ kind: 'reads' }] }),
      threatens: oneOf(['from', 'to']).meta({ description: 'Which end is threatened.', examples: ['to'] }),
    } satisfies Shape<RelationRule>),
    z.strictObject({
      way: z
        .tuple([componentTest], wayStep, { error: wayExpected })
        .refine((steps) => steps.length > 1, { error: wayExpected })
        .meta({
          description: 'The component that a way starts at, then each step: relations that it may take, and to what.',
          minItems: 2,
        }),
      threatens: oneOf(['start', 'end']).meta({
        description: 'Which end of the way is threatened.',
        examples: ['end'],
      }),
      apart: truth
        .exactOptional()
        .meta({ description: 'Whether no relation joins the two ends of the way.', examples: [true] }),
    } satisfies Shape<WayRule>),
  ],
  { error: 'when the rule fires: { component }, { relation, threatens } or { way, threatens }' },
);

export const ruleSchema = z
  .strictObject(
    {
      id: id.meta({ description: 'Its name in results and SARIF; no other rule has it.', examples: ['wallet-signs'] }),
      threats: oneOrMore(id, 'ids of threats').meta({
        description: 'Threats of this file or of the bundled catalogue, which apply where the rule fires.',
        examples: ['L7-T4'],
      }),
      when: when.meta({ description: 'When it fires.', examples: [{ component: { kind: 'agent', exposed: true } }] }),
      because: text('why the threats apply', 2_000).meta({
        description:
          'Why, as a sentence without its full stop. `{it}` is who is threatened; with a relation `{from}` and `{to}`, with a way `{start}` and `{end}`.',
        examples: ['{it} signs what it is asked to, and nobody confirms it'],
      }),
    } satisfies Omit<Shape<Rule>, 'at'>,
    { error: 'a rule: a map with id, threats, when and because' },
  )
  .meta({ id: 'rule', description: 'When threats apply.' });

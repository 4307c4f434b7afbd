import type { z } from 'zod';
import { directions, relationKindNames, threatClasses } from '../graph/kinds.ts';
import type { RelationTest } from '../threats/rule.ts';
import { oneOrMore } from './one-or-more.ts';
import { chance, listed, oneOf, text, truth } from './schema-values.ts';

/** A word of the type that the schema lacks, or the other way round, is a compile error. */
export type Shape<T> = { readonly [K in keyof Required<T>]: z.ZodType<T[K] | undefined> };

export const words = (what: string) => oneOrMore(text(what, 200), `${what}s`);
export const relationKinds = oneOrMore(oneOf(relationKindNames), `kinds of relations (${listed(relationKindNames)})`);
export const direction = oneOf(directions);

/** What rules ask of a relation, wherever they speak of one. */
export const aboutRelation = {
  kind: relationKinds
    .exactOptional()
    .meta({ description: 'Kinds of relations, of which it is one.', examples: ['reads'] }),
  signed: truth.exactOptional().meta({ description: 'Whether it is signed.', examples: [false] }),
  tags: words('tag')
    .exactOptional()
    .meta({ description: 'Tags of which it has one.', examples: [['nightly']] }),
  crossesZone: truth.exactOptional().meta({ description: 'Whether it leaves its trust zone.', examples: [true] }),
  crossesLayer: truth
    .exactOptional()
    .meta({ description: 'Whether its ends are in different layers.', examples: [true] }),
  controlled: truth.exactOptional().meta({ description: 'Whether a control is on it.', examples: [false] }),
  controlledFor: oneOrMore(oneOf(threatClasses), 'threat classes')
    .exactOptional()
    .meta({ description: 'With `controlled`: only controls against one of these count.', examples: ['tool-misuse'] }),
  controlledGoing: direction.exactOptional().meta({
    description: 'With `controlled`: only controls on what runs this way count.',
    examples: ['along'],
  }),
  open: direction
    .exactOptional()
    .meta({ description: 'Influence runs this way, and its mean trust is above 0.', examples: ['against'] }),
  trust: chance.exactOptional().meta({ description: 'At least this mean trust.', examples: [0.8] }),
  role: oneOf(['holds', 'accepts'])
    .exactOptional()
    .meta({ description: 'Of `authenticates`: what the credential is to its holder.', examples: ['holds'] }),
} satisfies Shape<RelationTest>;

/** Both of these say how `controlled` is meant. */
export const saysOfWhat = (test: {
  controlled?: unknown;
  controlledFor?: unknown;
  controlledGoing?: unknown;
}): boolean =>
  test.controlled !== undefined || (test.controlledFor === undefined && test.controlledGoing === undefined);
export const withControlled = {
  error: 'controlled beside controlledFor and controlledGoing',
  params: { fix: 'Add controlled: true or controlled: false.' },
};

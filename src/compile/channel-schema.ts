import { z } from 'zod';
import { modelTiers } from '../graph/kinds.ts';
import { direction, relationKind, threat } from './ecosystem-schema.ts';
import { beliefSchema, id, oneOf } from './schema-values.ts';

export const channelSchema = z
  .strictObject({
    threat: threat.meta({ description: 'Threat class of the row.', examples: ['memory-poisoning'] }),
    kind: relationKind.meta({ description: 'Relation kind of the row.', examples: ['reads'] }),
    direction: direction.meta({ examples: ['against'] }),
    into: id
      .optional()
      .meta({ description: 'Only what runs into this component. Default: all.', examples: ['planner'] }),
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
  .meta({
    id: 'channel',
    description:
      'A row of the channel table with your own probability; results say so. Where several rows fit an arc, one with ' +
      '`into` beats those without, then the one that says more of `source` and `tier`, then the last.',
  });

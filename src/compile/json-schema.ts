import { z } from 'zod';
import { type DefenceName, defenceNames, families } from '../graph/kinds.ts';
import { defences } from '../threats/defences.ts';
import { relationKeyHomes } from './ecosystem-schema.ts';
import { suiteFileSchema } from './suite-schema.ts';

/**
 * JSON Schema 2020-12 of ecosystem/suite files, for editors. It accepts every file that the parser accepts,
 * and refuses what the parser refuses without knowing the other parts of the file.
 */
export function suiteFileJsonSchema(): object {
  const schema = z.toJSONSchema(suiteFileSchema, { io: 'input', override });
  return {
    ...schema,
    title: 'blastradius ecosystem and suite file',
    description: 'An ecosystem of AI agents: its components and relations, what to simulate, and what must hold.',
  };
}

/** Adds the conditions between keys, which zod checks in code. */
function override({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const conditions = conditionsOf[String(jsonSchema.id)];
  if (conditions !== undefined) jsonSchema.allOf = [...conditions];
}

type Condition = z.core.JSONSchema.JSONSchema;

const kindIs = (kinds: readonly string[]): Condition => ({ properties: { kind: { enum: [...kinds] } } });
const hasKey = (key: string): Condition => ({ required: [key] });

// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
const implies = (condition: Condition, consequence: Condition): Condition => ({ if: condition, then: consequence });
const onlyOn = (key: string, kinds: readonly string[]): Condition => implies(hasKey(key), kindIs(kinds));

const isDefence = (name: DefenceName): Condition => ({
  properties: { defence: { const: name } },
  required: ['defence'],
});
const monitorDefences = defenceNames.filter((name) => defences[name].of === 'monitor');

const isGuards: Condition = { ...kindIs(['guards']), required: ['kind'] };
const isConcluded: Condition = { properties: { certainty: { enum: ['inferred', 'assumed'] } } };
const perArcKeys = ['to', 'id', 'trust', 'rate', 'signed', 'link', 'tags'];

const conditionsOf: Readonly<Partial<Record<string, readonly Condition[]>>> = {
  id: [{ not: { const: '__proto__' } }],
  component: [
    onlyOn('tier', ['model']),
    ...defenceNames.map((name) => implies(isDefence(name), kindIs(families[defences[name].of]))),
  ],
  control: [
    ...monitorDefences.map((name) => ({ not: isDefence(name) })),
    implies(hasKey('on'), { anyOf: [hasKey('effectiveness'), hasKey('defence')] }),
    implies(hasKey('effectiveness'), hasKey('on')),
  ],
  relation: [
    ...Object.entries(relationKeyHomes).map(([key, kinds]) => onlyOn(key, kinds)),
    implies(isGuards, hasKey('effectiveness')),
    { ...implies(hasKey('on'), { not: { anyOf: perArcKeys.map(hasKey) } }), else: hasKey('to') },
  ],
  suite: [implies(hasKey('precisionOf'), hasKey('precision'))],
  channel: [implies(hasKey('tier'), { properties: { source: { const: 'content' } } })],
  source: [implies(isConcluded, hasKey('rule'))],
};

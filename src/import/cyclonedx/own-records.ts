import type { Attributes, Flow } from '../diagram/diagram.ts';
import type { Located } from '../located.ts';
import { type Part, propertyOf } from './part.ts';

/* What our own export says beside the words of the format, so that nothing is lost on the way. */

const PREFIX = 'blastradius:';

/** The id of a component that blastradius wrote. */
export const ownId = (part: Part): string | undefined => propertyOf(part, `${PREFIX}id`);

/** Whether the subject of the bill only holds name and description of an ecosystem. */
export const isOwnEcosystem = (part: Part): boolean => propertyOf(part, `${PREFIX}ecosystem`) !== undefined;

/** What the properties say of a component in words of ours. */
export function ownAttributes({ properties }: Part): Attributes | undefined {
  const own = properties.flatMap(({ name, value }) =>
    name.startsWith(PREFIX) && name !== `${PREFIX}relation` ? [[name.slice(PREFIX.length), value] as const] : [],
  );
  return own.length === 0 ? undefined : new Map(own);
}

/** Relations that go out from components, each a property of the component: JSON with `to` and the attributes. */
export function ownFlows(parts: readonly Part[]): readonly Flow[] {
  const byId = new Map(parts.flatMap((part) => [[ownId(part) ?? '', part] as const]));
  return parts.flatMap((part) =>
    part.properties.flatMap(({ name, value, spot }): Flow[] => {
      const said = name === `${PREFIX}relation` ? parsed(value) : undefined;
      const to = said === undefined ? undefined : byId.get(said.get('to') ?? '');
      return said === undefined || to === undefined ? [] : [flowOf(part, to, said, spot)];
    }),
  );
}

const flowOf = (from: Part, to: Part, attributes: Attributes, spot: Located): Flow => ({
  key: spot.pointer,
  name: attributes.get('relationId') ?? '',
  from: from.key,
  to: to.key,
  attributes,
  spot,
});

function parsed(text: string): Attributes | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value).map(([name, one]) => [name, String(one)]));
  } catch {
    return undefined;
  }
}

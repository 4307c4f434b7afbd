import type { Element, Shape } from '../diagram/diagram.ts';
import { entriesOf, find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { asShown } from '../records/as-shown.ts';
import { ownAttributes } from '../records/own-attributes.ts';
import { shownName } from '../shown-name.ts';
import { assetValues, worthOf } from './asset-values.ts';
import { NO_ZONE } from './no-zone.ts';
import type { Listed, Reading } from './reading.ts';
import { type Model, zoneAround } from './zone-around.ts';
import { parentOf } from './zones.ts';

/** Components as elements; one inside another stands in the same zone. */
export function readComponents(root: Located, model: Model, reading: Reading): readonly Element[] {
  const values = assetValues(root, reading);
  noteNesting(model, reading);
  return [...model.components.values()].map((listed) => {
    const { id, map } = listed;
    const attributes = ownAttributes(find(map, 'attributes'));
    const name = textOf(find(map, 'name'));
    const zone = zoneAround(listed, model, reading);
    const type = textOf(find(map, 'type')) ?? '';
    const tags = textsIn(map, 'tags');
    return {
      key: id,
      name: name ?? id,
      id: attributes.get('id'),
      shape: shapeOf(type),
      types: [...(SAYS_NOTHING.has(type) ? [] : [type]), ...tags],
      zone,
      value: worthOf(map, values, reading),
      isOutOfScope: isOutOfScope(map),
      tags,
      attributes: asShown(attributes, { name, zone: shownZone(zone, model) }),
      spot: map,
    };
  });
}

/** None for what stands where an export of ours puts whatever is in no zone. */
function shownZone(zone: string | undefined, { zones }: Model): string | null {
  const name = textOf(find(zones.get(zone ?? '')?.map, 'name')) ?? zone;
  return name === undefined || (zone === NO_ZONE.id && name === NO_ZONE.name) ? null : name;
}

/** Types that stand where a tool knew none. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['empty-component', 'generic-client', '']);

/** The format has no shapes, but its clients and actors are what a diagram draws outside the system. */
const shapeOf = (type: string): Shape => (/(?:^|[-_ ])(?:client|actor|user|browser)$/i.test(type) ? 'actor' : 'any');

export const textsIn = (map: LocatedMap, key: string): readonly string[] =>
  listOf(find(map, key)).flatMap((one) => textOf(one) ?? []);

/** Models made from the Microsoft tool carry its properties along. */
function isOutOfScope(map: LocatedMap): boolean {
  const said = [...entriesOf(find(map, 'attributes')), ...entriesOf(find(map, 'properties'))];
  return said.some(
    ([key, { value }]) =>
      /^out[ _-]?of[ _-]?scope$/i.test(key) && value.form === 'scalar' && /^true$/i.test(String(value.value)),
  );
}

/** One note for each component that holds others. */
function noteNesting({ components }: Model, { drafts }: Reading): void {
  const held = new Map<Listed, number>();
  for (const { map } of components.values()) {
    const holder = components.get(parentOf(map).component ?? '');
    if (holder !== undefined) held.set(holder, (held.get(holder) ?? 0) + 1);
  }
  for (const [holder, count] of held) drafts.ignored.push(nestingNote(holder, count));
}

function nestingNote({ id, map }: Listed, count: number): Reading['drafts']['ignored'][number] {
  const name = shownName(textOf(find(map, 'name')) ?? id);
  const what = count === 1 ? `that a component stands inside ${name}` : `that ${count} components stand inside ${name}`;
  return { what, where: map.pointer, why: 'being inside is no flow: they only share its trust zone' };
}

import { modelKey } from '../add-model.ts';
import type { Attributes, Diagram, Element } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find, flagOf, textOf } from '../located.ts';
import { asShown } from '../records/as-shown.ts';
import { classifiedValue } from './classifications.ts';
import { ownAttributes, ownId } from './own-records.ts';
import type { Part } from './part.ts';
import { isModel, typesOf } from './roles.ts';
import { saidAttributes } from './said-kinds.ts';

const zoneNameOf = ({ map }: Part): string | undefined => {
  const name = textOf(find(map, 'trustZone'));
  return name === undefined || name.trim() === '' ? undefined : name;
};

/** The trust zones that services stand in. */
export const zonesOf = (parts: readonly Part[]): Diagram['zones'] =>
  [...new Set(parts.flatMap((part) => zoneNameOf(part) ?? []))].map((name) => ({ key: name, name }));

/** Not every type has a field for zones, and tools of older versions leave it out. */
const shownAttributes = (part: Part): Attributes | undefined => {
  const own = ownAttributes(part);
  return own && asShown(own, { name: textOf(find(part.map, 'name')), zone: zoneNameOf(part) });
};

/** A part as an element, with the kind that its type is. */
export function elementOf(part: Part, drafts: Drafts): Element {
  const { key, name, map } = part;
  const crosses = flagOf(find(map, 'x-trust-boundary')) === true;
  const isOpen = flagOf(find(map, 'authenticated')) === false;
  const own = ownId(part);
  const said = own === undefined ? saidAttributes(part) : undefined;
  // What is said outright is taken as it is: its id must be free.
  const id = said === undefined ? own : drafts.idFor(key, name.trim() === '' ? key : name);
  if (id !== undefined && said !== undefined && isModel(part) && name.trim() !== '')
    drafts.identify(id, { by: 'model', key: modelKey(name) });
  return {
    key,
    name,
    id,
    shape: part.type === 'data' ? 'store' : 'any',
    types: typesOf(part),
    zone: zoneNameOf(part),
    // Whoever is beyond the boundary can use it.
    isExposed: crosses && isOpen,
    tags: crosses ? ['crosses-trust-boundary'] : [],
    value: classifiedValue(map),
    attributes: said ?? shownAttributes(part),
    spot: map,
  };
}

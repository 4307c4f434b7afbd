import { shownName } from '../shown-name.ts';
import { type Listed, type Reading, warn } from './reading.ts';
import { parentOf } from './zones.ts';

export type Model = { readonly components: ReadonlyMap<string, Listed>; readonly zones: ReadonlyMap<string, Listed> };

/** The zone that a component stands in: its own, or that of what it is a part of. */
export function zoneAround(listed: Listed, { components, zones }: Model, reading: Reading): string | undefined {
  const above = new Set<string>();
  let here = listed;
  for (;;) {
    above.add(here.id);
    const { zone, component } = parentOf(here.map);
    if (zone !== undefined && zones.has(zone)) return zone;
    const next = component === undefined ? undefined : components.get(component);
    if (next === undefined || above.has(next.id)) {
      if (here === listed) warnOfParent(listed, zone ?? component, next, reading);
      return undefined;
    }
    here = next;
  }
}

/** Each part of a broken chain tells of its own link only. */
function warnOfParent(
  { id, map }: Listed,
  named: string | undefined,
  next: Listed | undefined,
  reading: Reading,
): void {
  const expected = `a parent of ${shownName(id)} that the model has`;
  const found = named === undefined ? 'none' : next === undefined ? shownName(named) : 'the component itself';
  warn(reading, map.at, { expected, found, fix: 'Name a trust zone or a component; until then it is in no zone.' });
}

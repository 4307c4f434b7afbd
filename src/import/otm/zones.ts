import type { Zone } from '../diagram/diagram.ts';
import { find, type LocatedMap, numberOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idOf } from './id-of.ts';
import { type Listed, type Reading, warn } from './reading.ts';

/** Trust zones; `trustRating` says from 0 to 100 how trustworthy one is. */
export function readZones(zones: ReadonlyMap<string, Listed>, reading: Reading): readonly Zone[] {
  return [...zones.values()].map(({ id, map }) => {
    noteNesting(map, zones, reading);
    return { key: id, name: textOf(find(map, 'name')) ?? id, trust: trustOf(map, reading) };
  });
}

function trustOf(zone: LocatedMap, reading: Reading): number | undefined {
  const rating = find(zone, 'risk', 'trustRating');
  const value = numberOf(rating);
  if (value !== undefined && value >= 0 && value <= 100) return value / 100;
  const found = value === undefined ? 'none' : String(value);
  const fix = 'Rate it: 0 for what nobody trusts, 100 for what everybody does.';
  warn(reading, (rating ?? zone).at, { expected: 'a trustRating from 0 to 100', found, fix });
  return undefined;
}

function noteNesting(zone: LocatedMap, zones: ReadonlyMap<string, Listed>, { drafts }: Reading): void {
  const { zone: outer, component } = parentOf(zone);
  if (outer === undefined && component === undefined) return;
  const around = textOf(find(zones.get(outer ?? '')?.map, 'name')) ?? outer ?? component ?? '';
  const what = `trust zone ${shownName(textOf(find(zone, 'name')) ?? '')} inside ${shownName(around)}`;
  drafts.ignored.push({ what, where: zone.pointer, why: 'a component is in one zone: the innermost' });
}

/** What encloses a zone or a component: `{ trustZone }`, `{ component }`, or as older texts of the format have it `{ id, type }`. */
export function parentOf(map: LocatedMap): {
  readonly zone?: string | undefined;
  readonly component?: string | undefined;
} {
  const parent = find(map, 'parent');
  const id = idOf(find(parent, 'id'));
  const isComponent = textOf(find(parent, 'type')) === 'component';
  return {
    zone: idOf(find(parent, 'trustZone')) ?? (isComponent ? undefined : id),
    component: idOf(find(parent, 'component')) ?? (isComponent ? id : undefined),
  };
}

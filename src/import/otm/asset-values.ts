import { entriesOf, find, type Located, type LocatedMap, listOf, numberOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idOf } from './id-of.ts';
import { listedIn, type Reading, warn } from './reading.ts';

/** Impact of assets by id, 1 to 5: the worst of confidentiality, integrity and availability, which run from 0 to 100. */
export function assetValues(root: Located, reading: Reading): ReadonlyMap<string, number | undefined> {
  const assets = listedIn(root, 'assets', reading);
  return new Map([...assets.values()].map(({ id, map }) => [id, ratingOf(map, reading)]));
}

const RATINGS = ['confidentiality', 'integrity', 'availability'];

function ratingOf(asset: LocatedMap, reading: Reading): number | undefined {
  const risk = find(asset, 'risk');
  const said = entriesOf(risk).filter(([key]) => RATINGS.includes(key));
  const ratings = said.map(([, { value }]) => numberOf(value)).filter((rating) => rating !== undefined);
  if (ratings.length === said.length && ratings.length > 0 && ratings.every((rating) => rating >= 0 && rating <= 100)) {
    return 1 + Math.round(Math.max(...ratings) / 25);
  }
  const expected = 'confidentiality, integrity and availability from 0 to 100';
  warn(reading, (risk ?? asset).at, {
    expected,
    found: 'something else',
    fix: 'Rate the asset; until then it counts for nothing.',
  });
  return undefined;
}

/** What a component is worth: the most of what it stores or processes; undefined if nothing rated is there. */
export function worthOf(
  component: LocatedMap,
  values: ReadonlyMap<string, number | undefined>,
  reading: Reading,
): number | undefined {
  const assets = find(component, 'assets');
  const named = [...listOf(find(assets, 'processed')), ...listOf(find(assets, 'stored'))];
  const worths = named.map((one) => {
    const id = idOf(one);
    if (id !== undefined && !values.has(id)) {
      const fix = 'Name an asset of the list assets.';
      warn(reading, one.at, { expected: 'the id of an asset', found: shownName(id), fix });
    }
    return values.get(id ?? '') ?? 0;
  });
  const most = Math.max(0, ...worths);
  return most === 0 ? undefined : most;
}

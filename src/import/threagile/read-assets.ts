import type { Element, Shape } from '../diagram/diagram.ts';
import { find, flagOf, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { dataValues, ratingIn } from './ratings.ts';
import { type Reading, type Titled, textsIn, warn } from './reading.ts';

export type AssetsAround = {
  readonly assets: ReadonlyMap<string, Titled>;
  /** Trust boundary by asset. */
  readonly zoneOf: ReadonlyMap<string, string>;
  readonly isParsed: boolean;
};

/** Technical assets as elements, under their ids. */
export function readAssets(
  root: Located,
  { assets, zoneOf, isParsed }: AssetsAround,
  reading: Reading,
): readonly Element[] {
  const worths = dataValues(root, reading);
  return [...assets.values()].map(({ id, title, map }) => {
    const tags = textsIn(map, 'tags');
    return {
      key: id,
      id,
      name: title,
      shape: shapeOf(title, map, isParsed, reading),
      types: [...technologiesOf(map), ...(isUsedByHuman(map) ? ['human client'] : []), ...tags],
      zone: zoneOf.get(id),
      // The author's rating of the asset itself; what it handles rates nearly everything as high as the gravest data.
      value: ratingIn(map, reading) ?? worthOf(map, worths, reading),
      isExposed: flagOf(find(map, 'internet')) === true,
      isOutOfScope: flagOf(find(map, 'out_of_scope')) === true,
      tags,
      spot: map,
    };
  });
}

const isUsedByHuman = (asset: LocatedMap): boolean => flagOf(find(asset, 'used_as_client_by_human')) === true;

const shapes: Readonly<Record<string, Shape>> = { 'external-entity': 'actor', process: 'process', datastore: 'store' };

function shapeOf(title: string, asset: LocatedMap, isParsed: boolean, reading: Reading): Shape {
  const type = find(asset, 'type');
  if (type === undefined && isParsed) return 'actor';
  const shape = shapes[textOf(type) ?? ''];
  if (shape !== undefined) return shape;
  const expected = `external-entity, process or datastore as the type of ${shownName(title)}`;
  const fix = 'Say which; until then its name decides.';
  warn(reading, (type ?? asset).at, { expected, found: type === undefined ? 'none' : 'something else', fix });
  return 'any';
}

/** Technologies whose bare name says too little. */
const SAID_FULLY: Readonly<Record<string, string>> = { ai: 'ai model' };

/** `technology: ai`, `technologies: [ai]`, or as a parsed model has it `technologies: [{ name: ai }]`. */
function technologiesOf(asset: LocatedMap): readonly string[] {
  const listed = listOf(find(asset, 'technologies')).map((one) => textOf(one) ?? textOf(find(one, 'name')));
  const all = [textOf(find(asset, 'technology')), ...listed].filter((name) => name !== undefined && name !== '');
  return all.flatMap((name) =>
    name === undefined ? [] : [Object.hasOwn(SAID_FULLY, name) ? (SAID_FULLY[name] ?? name) : name],
  );
}

const HANDLED = ['data_assets_processed', 'data_assets_stored'];

/** The most of what the asset stores or processes; undefined if nothing rated is there. */
function worthOf(
  asset: LocatedMap,
  worths: ReadonlyMap<string, number | undefined>,
  reading: Reading,
): number | undefined {
  const handled = HANDLED.flatMap((key) => listOf(find(asset, key)).map((item) => [item, textOf(item)] as const));
  for (const [item, id] of handled) {
    if (id === undefined || worths.has(id)) continue;
    const fix = 'Name one of data_assets by its id.';
    warn(reading, item.at, { expected: 'the id of a data asset', found: shownName(id), fix });
  }
  const most = Math.max(0, ...handled.map(([, id]) => worths.get(id ?? '') ?? 0));
  return most === 0 ? undefined : most;
}

import { describePlace } from '../../base/errors.ts';
import type { Diagram, Element, Flow, Shape, Zone } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { type Part, type Property, propertyOf } from './part.ts';
import type { Refs } from './refs.ts';

/*
 * Threat models in the envelope of a bill of materials: components of type threat-model whose properties
 * `cdx:model:…` say what is drawn.
 */

const PREFIX = 'cdx:model:';

export const isModelPart = (part: Part): boolean => part.type === 'threat-model' || modelType(part) !== undefined;

const modelType = (part: Part): string | undefined => propertyOf(part, `${PREFIX}type`)?.toLowerCase();

const SHAPES: Readonly<Record<string, Shape>> = {
  actor: 'actor',
  externalentity: 'actor',
  datastore: 'store',
  server: 'process',
  lambda: 'process',
  process: 'process',
  setofprocesses: 'process',
  element: 'any',
};

/** Types that are read elsewhere, or only hold others together. */
const NOT_DRAWN: ReadonlySet<string> = new Set(['boundary', 'dataflow', 'diagram', 'asset']);

/** What the threat models of a bill draw. */
export function threatModelOf(all: readonly Part[], refs: Refs, drafts: Drafts): Omit<Diagram, 'title' | 'threats'> {
  const parts = all.filter(isModelPart);
  const ratings = ratingsOf(parts, refs, drafts);
  return {
    zones: parts.filter((part) => modelType(part) === 'boundary').map(zoneOf),
    elements: parts.flatMap((part) => elementOf(part, refs, ratings.get(part))),
    flows: parts.filter((part) => modelType(part) === 'dataflow').flatMap((part) => flowOf(part, refs, drafts)),
  };
}

function zoneOf(part: Part): Zone {
  const rating = Number(propertyOf(part, `${PREFIX}risk:trustRating`) ?? Number.NaN);
  const trust = rating >= 0 && rating <= 100 ? rating / 100 : undefined;
  return { key: part.key, name: part.name, ...(trust === undefined ? {} : { trust }) };
}

function elementOf(part: Part, refs: Refs, value: number | undefined): readonly Element[] {
  const type = modelType(part);
  if (type === undefined || NOT_DRAWN.has(type)) return [];
  const platform = propertyOf(part, `${PREFIX}platform`);
  const zone = refTo(propertyOf(part, `${PREFIX}inBoundary`), refs);
  return [
    {
      key: part.key,
      name: part.name,
      shape: SHAPES[type] ?? 'any',
      types: [type === 'externalentity' ? 'external system' : type, ...(platform === undefined ? [] : [platform])],
      zone: zone?.key,
      value,
      isOutOfScope: propertyOf(part, `${PREFIX}inScope`) === 'false',
      tags: valuesOf(part, 'tag'),
      spot: part.map,
    },
  ];
}

function flowOf(part: Part, refs: Refs, drafts: Drafts): readonly Flow[] {
  const end = (name: string): Part | undefined => refTo(propertyOf(part, `${PREFIX}dataflow:${name}`), refs);
  const [from, to] = [end('source'), end('destination')];
  if (from === undefined || to === undefined) {
    drafts.ignored.push({
      what: `data flow ${JSON.stringify(part.name.slice(0, 80))}`,
      where: describePlace(part.map.at),
      why: 'its source or destination is not in the file',
    });
    return [];
  }
  const isBidirectional = propertyOf(part, `${PREFIX}dataflow:isBidirectional`) === 'true';
  const ends = { from: from.key, to: to.key };
  return [{ key: part.key, name: part.name, ...ends, isBidirectional, tags: valuesOf(part, 'tag'), spot: part.map }];
}

const refTo = (ref: string | undefined, refs: Refs): Part | undefined => {
  const target = ref === undefined ? undefined : refs.find(ref);
  return target !== undefined && 'part' in target ? target.part : undefined;
};

const valuesOf = ({ properties }: Part, name: string): readonly string[] => [
  ...new Set(
    properties.flatMap((one: Property) => (one.name === PREFIX + name && one.value !== '' ? [one.value] : [])),
  ),
];

const RATINGS = ['confidentiality', 'integrity', 'availability', 'privacy'];

/** The highest rating of the data that parts process or store, as a value from 1 to 5. */
function ratingsOf(parts: readonly Part[], refs: Refs, drafts: Drafts): ReadonlyMap<Part, number> {
  const values = new Map<Part, number>();
  for (const asset of parts.filter((part) => modelType(part) === 'asset')) {
    const rated = RATINGS.map((name) => Number(propertyOf(asset, `${PREFIX}risk:${name}`) ?? Number.NaN));
    const highest = Math.max(...rated.filter((one) => one >= 0 && one <= 100), -1);
    const holders = [...valuesOf(asset, 'processedBy'), ...valuesOf(asset, 'storedBy')].map((ref) => refTo(ref, refs));
    for (const holder of holders) {
      if (holder !== undefined && highest >= 0)
        values.set(holder, Math.max(values.get(holder) ?? 1, 1 + (4 * highest) / 100));
    }
    drafts.ignored.push({
      what: `asset ${JSON.stringify(asset.name.slice(0, 80))}`,
      where: describePlace(asset.map.at),
      why: 'data are no components: their rating is the value of what processes or stores them',
    });
  }
  return values;
}

import type { Zone } from '../diagram/diagram.ts';
import { find, type Located, listOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idOf, type Reading, type Titled, titledIn, warn } from './reading.ts';

export type Boundaries = { readonly zones: readonly Zone[]; readonly zoneOf: ReadonlyMap<string, string> };

/** Trust boundaries as zones. An asset stands in the one that lists it, however many are around that. */
export function readBoundaries(root: Located, assets: ReadonlyMap<string, Titled>, reading: Reading): Boundaries {
  const boundaries = titledIn(root, 'trust_boundaries', reading);
  const zoneOf = new Map<string, string>();
  for (const boundary of boundaries.values()) {
    for (const item of listOf(find(boundary.map, 'technical_assets_inside'))) {
      const asset = assets.get(idOf(item) ?? '');
      const other = boundaries.get(zoneOf.get(asset?.id ?? '') ?? '');
      if (asset === undefined) warnOfAsset(item, boundary, 'an asset of the model', reading);
      else if (other === undefined) zoneOf.set(asset.id, boundary.id);
      else if (other !== boundary)
        warnOfAsset(item, boundary, `an asset that is not in ${shownName(other.title)}`, reading);
    }
    noteNesting(boundary, boundaries, reading);
  }
  return { zones: [...boundaries.values()].map(({ id, title }) => ({ key: id, name: title })), zoneOf };
}

function warnOfAsset(item: Located, { title }: Titled, expected: string, reading: Reading): void {
  const fix = 'Correct the id, or remove it; until then it changes nothing.';
  const found = shownName(idOf(item) ?? 'no id');
  warn(reading, item.at, { expected: `${expected} inside ${shownName(title)}`, found, fix });
}

function noteNesting({ title, map }: Titled, boundaries: ReadonlyMap<string, Titled>, reading: Reading): void {
  for (const item of listOf(find(map, 'trust_boundaries_nested'))) {
    const inner = boundaries.get(idOf(item) ?? '');
    if (inner === undefined) {
      const found = shownName(idOf(item) ?? 'no id');
      warn(reading, item.at, { expected: 'the id of a trust boundary', found, fix: 'Correct it, or remove it.' });
      continue;
    }
    const what = `trust boundary ${shownName(inner.title)} inside ${shownName(title)}`;
    reading.drafts.ignored.push({ what, where: item.pointer, why: 'an asset is in one zone: the innermost' });
  }
}

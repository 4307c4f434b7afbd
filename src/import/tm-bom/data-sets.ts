import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { namedIn, textsOf } from './named.ts';

/** How much it matters that data of a sort fall into wrong hands: credentials open more. */
const WEIGHTS: Readonly<Record<string, number>> = {
  cred: 5,
  phi: 5,
  pci: 5,
  pii: 4,
  fin: 4,
  gov: 4,
  ip: 4,
  biz: 3,
  op: 2,
};

/** By data store: the weight of the most sensitive data set that is placed there. */
export function sensitivities(root: Located, drafts: Drafts): ReadonlyMap<string, number> {
  const stores = new Set(namedIn(root, 'data_stores').map(({ name }) => name));
  const values = new Map<string, number>();
  for (const { title, spot } of namedIn(root, 'data_sets')) {
    const value = Math.max(1, ...textsOf(find(spot, 'data_sensitivity')).map((sort) => WEIGHTS[sort] ?? 1));
    for (const placement of listOf(find(spot, 'placements'))) {
      const store = textOf(find(placement, 'data_store')) ?? '';
      if (stores.has(store)) values.set(store, Math.max(values.get(store) ?? 1, value));
      else noteUnplaced(title, store, placement, drafts);
    }
  }
  return values;
}

function noteUnplaced(title: string, store: string, { at }: Located, drafts: Drafts): void {
  drafts.ignored.push({
    what: `data set ${JSON.stringify(title.slice(0, 80))}`,
    where: describePlace(at),
    why: `no data store is called ${JSON.stringify(store.slice(0, 80))}`,
  });
}

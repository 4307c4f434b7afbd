import { find, flagOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import type { Cell } from './cell.ts';

/** Boxes that an author can tick, and what they are called as tags. */
const TAGS: readonly (readonly [flag: string, tag: string])[] = [
  ['handlesCardPayment', 'card-payment'],
  ['handlesGoodsOrServices', 'goods-or-services'],
  ['isALog', 'log'],
  ['isEncrypted', 'encrypted'],
  ['isPublicNetwork', 'public-network'],
  ['isSigned', 'signed'],
  ['isWebApplication', 'web-application'],
  ['providesAuthentication', 'provides-authentication'],
  ['storesCredentials', 'stores-credentials'],
  ['storesInventory', 'stores-inventory'],
];

export const isTicked = ({ facts }: Cell, flag: string): boolean => flagOf(find(facts, flag)) === true;

/** What the author ticked and filled in about a cell. */
export function tagsOf(cell: Cell): readonly string[] {
  const ticked = TAGS.filter(([flag]) => isTicked(cell, flag)).map(([, tag]) => tag);
  return [...ticked, ...filled(cell, 'protocol', 'protocol'), ...filled(cell, 'privilegeLevel', 'privilege')];
}

function filled({ facts }: Cell, field: string, tag: string): readonly string[] {
  const text = shownName(textOf(find(facts, field)) ?? '');
  return text === '' ? [] : [`${tag}: ${text}`];
}

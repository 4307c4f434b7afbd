import { InvalidInputError } from '../../base/errors.ts';
import { find, type Located, listOf } from '../located.ts';
import type { Part } from './part.ts';

/** Why a bill of nothing but packages is no ecosystem, and what to give instead. */
export function refuseWithoutParts(root: Located, file: string, parts: readonly Part[]): InvalidInputError {
  const at = root.form === 'map' ? root.at : { file };
  return new InvalidInputError([
    {
      at,
      expected: 'a bill of materials with models, data sets, services or agents',
      found: foundIn(root, parts),
      fix: 'Packages are parts of one program, not components of an ecosystem. Give the ML-BOM, a bill with services, or the configuration of the agents themselves.',
    },
  ]);
}

function foundIn(root: Located, parts: readonly Part[]): string {
  const inventory = parts.filter(({ isRoot }) => !isRoot);
  const count = listOf(find(root, 'vulnerabilities')).length;
  if (inventory.length === 0 && count > 0) return `only ${count} vulnerabilit${count === 1 ? 'y' : 'ies'} (a VEX)`;
  if (inventory.length === 0) return 'none';
  const types = new Map<string, number>();
  for (const { type } of inventory) types.set(type, (types.get(type) ?? 0) + 1);
  const shown = [...types].map(([type, many]) => `${many} of type ${type === '' ? 'unknown' : type.slice(0, 40)}`);
  return `a software bill of materials (${shown.slice(0, 6).join(', ')})`;
}

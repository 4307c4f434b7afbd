import type { AttributeValue } from '../import/records/attribute-value.ts';

export type ColumnType = 'boolean' | 'long' | 'double' | 'string';

/** The type of each attribute of nodes or edges, in the order in which they occur: numeric only if all values are. */
export function columnTypes(rows: readonly (readonly AttributeValue[])[]): ReadonlyMap<string, ColumnType> {
  const types = new Map<string, ColumnType>();
  for (const [name, value] of rows.flat()) {
    const [known, type] = [types.get(name), typeOf(name, value)];
    types.set(name, known === undefined || known === type ? type : areNumeric(known, type) ? 'double' : 'string');
  }
  return types;
}

/** Texts stay texts, whatever people call their components. */
const TEXTS = new Set(['name', 'label', 'zone', 'tags', 'rule', 'relationId', 'sourceFile', 'sourcePointer']);

function typeOf(name: string, value: string | number | boolean): ColumnType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'long' : 'double';
  // Probabilities come as texts, since some are intervals; whoever reads a number must be able to write the same text.
  const number = TEXTS.has(name) ? Number.NaN : Number(value);
  return Number.isFinite(number) && String(number) === value ? 'double' : 'string';
}

const areNumeric = (...types: readonly ColumnType[]): boolean =>
  types.every((type) => type === 'long' || type === 'double');

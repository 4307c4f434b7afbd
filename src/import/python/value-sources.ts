import type { PyProgram } from './py-program.ts';
import type { PyCall, PyValue } from './py-value.ts';

const MOST_VALUES = 2000;

/**
 * The calls that a value may have been made from: through variables, attributes, arguments, texts and lists, but not
 * through the calls that `isEnd` accepts.
 */
export const sourcesOf = (program: PyProgram, value: PyValue, isEnd: (call: PyCall) => boolean): readonly PyCall[] =>
  ingredientsOf(program, value, isEnd).filter((one): one is PyCall => one.form === 'call');

/** The same with everything else that it was made from. */
export function ingredientsOf(
  program: PyProgram,
  value: PyValue,
  isEnd: (call: PyCall) => boolean,
): readonly PyValue[] {
  const seen = new Set<PyValue>([value]);
  for (const one of seen) {
    if (seen.size > MOST_VALUES) break;
    if (one.form === 'call' && isEnd(one)) continue;
    for (const part of [...partsOf(one), ...followed(program, one)]) seen.add(part);
  }
  return [...seen];
}

function followed(program: PyProgram, value: PyValue): readonly PyValue[] {
  if (value.form !== 'name' && value.form !== 'attribute' && value.form !== 'call') return [];
  const { items, unread } = value.form === 'call' ? { items: [], unread: [] } : program.itemsOf(value);
  return [...program.resolve(value), ...items, ...unread];
}

function partsOf(value: PyValue): readonly PyValue[] {
  switch (value.form) {
    case 'attribute':
    case 'subscript':
      return [value.object];
    case 'call':
      return [value.callee, ...value.args, ...value.keywords.map((keyword) => keyword.value)];
    case 'list':
      return value.items;
    case 'dict':
      return value.entries.map((entry) => entry.value);
    case 'template':
      return value.parts;
    case 'choice':
      return value.options;
    case 'operation':
      return [value.left, value.right];
    case 'spread':
      return [value.value];
    case 'comprehension':
      return [value.item];
    case 'each':
    case 'element':
      return [value.of];
    default:
      return [];
  }
}

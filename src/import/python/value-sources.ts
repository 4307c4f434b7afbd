import type { PyProgram } from './py-program.ts';
import type { PyCall, PyValue } from './py-value.ts';

const MOST_VALUES = 500;

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
    const returned = returnsOf(program, one);
    // What a function of the program is given counts as far as it goes into what it returns.
    for (const part of returned ?? [...partsOf(one), ...followed(program, one)]) seen.add(part);
  }
  return [...seen];
}

/** What a call of functions of the program gives back, as they write it. */
function returnsOf(program: PyProgram, value: PyValue): readonly PyValue[] | undefined {
  if (value.form !== 'call') return undefined;
  const made = program.resolve(value.callee).flatMap((one) => (one.form === 'function' ? [one.function] : []));
  return made.length === 0 ? undefined : made.flatMap(({ scope }) => scope.returns);
}

/** What names and attributes stand for, with what is appended to them. */
function followed(program: PyProgram, value: PyValue): readonly PyValue[] {
  if (value.form === 'call') return program.resolve(value);
  if (value.form !== 'name' && value.form !== 'attribute') return [];
  const { items, unread } = program.itemsOf(value);
  const given = value.form === 'name' ? program.givenTo(value) : [];
  // What a variable is given is followed step by step: its end alone would leave out what lies in between.
  return [...(given.length > 0 ? given : program.resolve(value)), ...items, ...unread];
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

import type { PyProgram } from './py-program.ts';
import type { PyValue } from './py-value.ts';

/** How a text begins, as far as the code says it, and whether that is all of it. */
export type KnownText = {
  readonly text: string;
  readonly isWhole: boolean;
  /** The environment variable that it begins with, if it does. */
  readonly variable: string | undefined;
};

const NOTHING: KnownText = { text: '', isWhole: false, variable: undefined };

/** What is known of a text: literals, constants, the beginnings of f-strings and sums. */
export function knownText(program: PyProgram, value: PyValue | undefined, depth = 0): KnownText {
  if (value === undefined || depth > 20) return NOTHING;
  const [first, ...others] = program.resolve(value);
  if (first === undefined || others.length > 0) return NOTHING;
  switch (first.form) {
    case 'string':
      return { text: first.text, isWhole: true, variable: undefined };
    case 'number':
      return { text: String(first.value), isWhole: true, variable: undefined };
    case 'variable':
      return { text: '', isWhole: false, variable: first.name };
    case 'template':
      return joined(program, first.parts, depth);
    case 'operation':
      return first.operator === '+' ? joined(program, [first.left, first.right], depth) : NOTHING;
    default:
      return NOTHING;
  }
}

function joined(program: PyProgram, parts: readonly PyValue[], depth: number): KnownText {
  let text = '';
  for (const part of parts) {
    const known = knownText(program, part, depth + 1);
    text += known.text;
    if (!known.isWhole) return { text, isWhole: false, variable: text === '' ? known.variable : undefined };
  }
  return { text, isWhole: true, variable: undefined };
}

import type { PyProgram } from './py-program.ts';
import type { PyValue } from './py-value.ts';

const MOST_TEXTS = 50;

/** Every text that a value may be, f-strings over lists included; empty if some of it is only known when it runs. */
export function allTexts(program: PyProgram, value: PyValue | undefined, depth = 0): readonly string[] {
  if (value === undefined || depth > 10) return [];
  const found = program.resolve(value).map((one) => textsOfOne(program, one, depth));
  if (found.some((texts) => texts.length === 0)) return [];
  return [...new Set(found.flat())].slice(0, MOST_TEXTS);
}

function textsOfOne(program: PyProgram, value: PyValue, depth: number): readonly string[] {
  if (value.form === 'string') return [value.text];
  if (value.form === 'number') return [String(value.value)];
  if (value.form !== 'template') return [];
  return value.parts.reduce<readonly string[]>(
    (starts, part) => {
      const ends = allTexts(program, part, depth + 1);
      return starts.flatMap((start) => ends.map((end) => start + end)).slice(0, MOST_TEXTS);
    },
    [''],
  );
}

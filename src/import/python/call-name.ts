import type { PyProgram } from './py-program.ts';
import type { PyCall, PyValue } from './py-value.ts';

/**
 * The full name of what a call calls, also if it is a method of something that a library made:
 * `httpx.AsyncClient.get` for `client.get(…)`.
 * @returns undefined for what the program defines, or what nobody knows
 */
export const callName = (program: PyProgram, { callee }: PyCall): string | undefined => nameOf(program, callee, 0);

const DEEPEST_CHAIN = 12;

function nameOf(program: PyProgram, value: PyValue, depth: number): string | undefined {
  const name = program.nameOf(value);
  if (name !== undefined || depth > DEEPEST_CHAIN) return name;
  if (value.form === 'subscript') return nameOf(program, value.object, depth + 1);
  if (value.form !== 'attribute') return undefined;
  for (const object of program.resolve(value.object)) {
    const maker = object.form === 'call' ? object.callee : object;
    const made = maker === value ? undefined : nameOf(program, maker, depth + 1);
    if (made !== undefined) return `${made}.${value.name}`;
  }
  return undefined;
}

import { bindingsOf } from '../python/bindings.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';

const DEEPEST = 10;

/**
 * The call of a function of the program that made a value: `create_agent(llm, [search])`. What such a function makes
 * differs from call to call by what it is given.
 */
export function factoryCallOf(program: PyProgram, value: PyValue, depth = 0): PyCall | undefined {
  if (depth > DEEPEST) return undefined;
  if (value.form === 'call') {
    const isOwn = program.resolve(value.callee).some(({ form }) => form === 'function');
    return isOwn && value.args.length + value.keywords.length > 0 ? value : undefined;
  }
  if (value.form !== 'name') return undefined;
  for (const binding of bindingsOf(value.name, value.scope, value.start)) {
    if (binding.form !== 'assignment') continue;
    const found = factoryCallOf(program, binding.assignment.value, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a parameter stands for in this call of its function; any other value is itself. */
export function givenIn(via: PyCall | undefined, value: PyValue): PyValue;
export function givenIn(via: PyCall | undefined, value: PyValue | undefined): PyValue | undefined;
export function givenIn(via: PyCall | undefined, value: PyValue | undefined): PyValue | undefined {
  if (via === undefined || value?.form !== 'name') return value;
  const [binding] = bindingsOf(value.name, value.scope, value.start);
  if (binding?.form !== 'parameter') return value;
  return argumentOf(via, binding.parameter.name, binding.index) ?? binding.parameter.fallback ?? value;
}

/** A call inside a function of the program, with what this call of the function gives it. */
export function callGivenIn(via: PyCall | undefined, call: PyCall): PyCall {
  if (via === undefined) return call;
  const keywords = call.keywords.map((one) => ({ ...one, value: givenIn(via, one.value) }));
  return { ...call, args: call.args.map((one) => givenIn(via, one)), keywords };
}

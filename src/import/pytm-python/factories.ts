import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyFunction } from '../python/py-value.ts';

/** Functions that make an element called as they are told, and return it: each call of them makes another one. */
export type Factories = ReadonlyMap<PyFunction, PyCall>;

/** @param parts - calls that make something of a model */
export function factoriesIn(program: PyProgram, parts: ReadonlyMap<PyCall, string>): Factories {
  const found = new Map<PyFunction, PyCall>();
  for (const [call, made] of parts) {
    const helper = call.scope.function;
    if (helper === undefined || made === 'Dataflow' || made === 'TM') continue;
    const name = argumentOf(call, 'name', 0);
    const isTold = name?.form === 'name' && helper.parameters.some((one) => one.name === name.name);
    const isReturned = helper.scope.returns.some((one) => program.resolve(one).includes(call));
    if (isTold && isReturned) found.set(helper, call);
  }
  return found;
}

/** Calls of such functions -> what they make there. */
export const factoryCalls = (program: PyProgram, factories: Factories): ReadonlyMap<PyCall, PyCall> =>
  new Map([...factories].flatMap(([helper, inner]) => program.callsTo(helper).map((call) => [call, inner] as const)));

import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyFunction, type PyValue } from '../python/py-value.ts';

/** One time that a call runs: where, and what the parameters of the function around it are then. */
export type Site = { readonly call: PyCall; readonly given: ReadonlyMap<string, PyValue> };

const MOST_SITES = 2_000;

/**
 * The times that a call runs: a helper that makes flows of its parameters makes one for each call of the helper.
 * @param values - of the call: those that name parameters count
 */
export function sitesOf(program: PyProgram, call: PyCall, values: readonly (PyValue | undefined)[]): readonly Site[] {
  const helper = call.scope.function;
  const isGiven = (value: PyValue | undefined): boolean =>
    value?.form === 'name' && helper?.parameters.some(({ name }) => name === value.name) === true;
  if (helper === undefined || !values.some(isGiven)) return [{ call, given: new Map() }];
  const callers = program.callsTo(helper).slice(0, MOST_SITES);
  return callers.map((caller) => siteAt(call, caller));
}

/** The time that a call in a helper runs for one call of the helper. */
export function siteAt(call: PyCall, caller: PyCall): Site {
  const helper = call.scope.function;
  return { call: caller, given: helper === undefined ? new Map() : argumentsOf(helper, caller) };
}

function argumentsOf(helper: PyFunction, caller: PyCall): ReadonlyMap<string, PyValue> {
  const shift = helper.owner.kind === 'class' ? 1 : 0;
  return new Map(
    helper.parameters.flatMap(({ name, fallback }, index) => {
      const value = argumentOf(caller, name, index < shift ? undefined : index - shift) ?? fallback;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** What a value of the call is at that time. */
export const valueAt = ({ given }: Site, value: PyValue): PyValue =>
  value.form === 'name' ? (given.get(value.name) ?? value) : value;

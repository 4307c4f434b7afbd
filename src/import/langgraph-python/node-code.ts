import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyFunction, type PyScope, type PyValue } from '../python/py-value.ts';
import { reachedScopes } from '../python/reached-scopes.ts';
import { langName } from './lang-name.ts';
import { joined, literalsOf, NOTHING, type Texts, textsOf } from './node-texts.ts';

/** The functions that a node runs, through wrappers, methods and callable objects. */
export function functionsIn(program: PyProgram, action: PyValue, depth = 0): readonly PyFunction[] {
  if (depth > 5) return [];
  return program.resolve(action).flatMap((one): readonly PyFunction[] => {
    if (one.form === 'function') return [one.function];
    if (one.form !== 'call') return [];
    const name = program.nameOf(one.callee) ?? '';
    const [first] = one.args;
    if (
      /(?:^|\.)(?:partial|RunnableLambda|RunnableCallable|task|coerce_to_runnable)$/.test(name) &&
      first !== undefined
    )
      return functionsIn(program, first, depth + 1);
    return program.resolve(one.callee).flatMap((made) => {
      if (made.form === 'class') return made.class.scope.functions.filter((method) => method.name === '__call__');
      // A factory of the program that gives back a function of its own.
      return [];
    });
  });
}

/** What a node's function is given: by `partial`, or by the lambda that calls it. */
export function givenValues(program: PyProgram, action: PyValue): readonly PyValue[] {
  return program.resolve(action).flatMap((one): readonly PyValue[] => {
    if (one.form === 'function')
      return one.function.scope.calls.flatMap((call) => (isOwn(program, call) ? valuesOf(call) : []));
    const isPartial = one.form === 'call' && /(?:^|\.)partial$/.test(program.nameOf(one.callee) ?? '');
    return isPartial ? valuesOf(one).slice(1) : [];
  });
}

const valuesOf = ({ args, keywords }: PyCall): PyValue[] => [...args, ...keywords.map(({ value }) => value)];
const isOwn = (program: PyProgram, { callee }: PyCall): boolean =>
  program.resolve(callee).some(({ form }) => form === 'function');

/** Where a node sends the graph itself, with `Command(goto=…)`. */
export type Goto = { readonly to: Texts; readonly spot: PyCall | PyValue; readonly isParent: boolean };

export function gotosOf(program: PyProgram, functions: readonly PyFunction[], scopes: readonly PyScope[]): Goto[] {
  const commands = scopes
    .flatMap(({ calls }) => calls)
    .filter((call) => langName(program, call) === 'Command' && argumentOf(call, 'goto') !== undefined);
  const annotated = functions.flatMap((made) => {
    const type = made.returnType;
    const literals = type === undefined || !/Command/.test(textAt(made, type)) ? undefined : literalsOf(program, type);
    return type === undefined || literals === undefined ? [] : [{ to: literals, spot: type, isParent: false }];
  });
  const called = commands.map((call): Goto => {
    const to = textsOf(program, argumentOf(call, 'goto'));
    const graph = argumentOf(call, 'graph');
    return { to: annotated.length > 0 ? { ...to, isWhole: true } : to, spot: call, isParent: graph !== undefined };
  });
  return [...annotated, ...called];
}

const textAt = (made: PyFunction, type: PyValue): string =>
  made.owner.module.file.text.slice(type.start, type.start + 20);

export const targetsOf = (gotos: readonly Goto[]): Texts =>
  gotos.length === 0 ? NOTHING : joined(gotos.filter(({ isParent }) => !isParent).map(({ to }) => to));

export const scopesOf = (program: PyProgram, functions: readonly PyFunction[]): PyScope[] => [
  ...new Set(functions.flatMap((made) => reachedScopes(program, made))),
];

import type { PyProgram } from './py-program.ts';
import type { PyFunction, PyScope, PyValue } from './py-value.ts';

const MOST_FUNCTIONS = 200;

/** The bodies that run when a function is called; its own first. */
export function reachedScopes(program: PyProgram, made: PyFunction): readonly PyScope[] {
  const reached = new Set<PyScope>([made.scope]);
  for (const scope of reached) {
    if (reached.size > MOST_FUNCTIONS) break;
    for (const inner of scope.functions) reached.add(inner.scope);
    for (const lambda of lambdasIn(scope)) reached.add(lambda);
    for (const { callee } of scope.calls) for (const body of bodiesOf(program, callee)) reached.add(body);
  }
  return [...reached];
}

const lambdasIn = (scope: PyScope): PyScope[] =>
  scope.module.scopes.filter((one) => one.parent === scope && one.function?.name === '<lambda>');

/** Of a function, or of the constructor of a class. */
function bodiesOf(program: PyProgram, callee: PyValue): PyScope[] {
  if (callee.form !== 'name' && callee.form !== 'attribute') return [];
  return program.resolve(callee).flatMap((one) => {
    if (one.form === 'function') return [one.function.scope];
    if (one.form !== 'class') return [];
    return one.class.scope.functions.filter(({ name }) => name === '__init__').map(({ scope }) => scope);
  });
}

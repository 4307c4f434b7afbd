import type { PyProgram } from './py-program.ts';
import type { PyFunction, PyModule, PyScope, PyValue } from './py-value.ts';

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

const lambdas = new WeakMap<PyModule, ReadonlyMap<PyScope | undefined, readonly PyScope[]>>();

/** The lambdas of a scope; looked for once in each module. */
function lambdasIn(scope: PyScope): readonly PyScope[] {
  const known = lambdas.get(scope.module) ?? lambdasOf(scope.module);
  lambdas.set(scope.module, known);
  return known.get(scope) ?? [];
}

function lambdasOf({ scopes }: PyModule): ReadonlyMap<PyScope | undefined, readonly PyScope[]> {
  const found = new Map<PyScope | undefined, PyScope[]>();
  for (const scope of scopes) {
    if (scope.function?.name !== '<lambda>') continue;
    const others = found.get(scope.parent);
    if (others === undefined) found.set(scope.parent, [scope]);
    else others.push(scope);
  }
  return found;
}

/** Of a function, or of the constructor of a class. */
function bodiesOf(program: PyProgram, callee: PyValue): PyScope[] {
  if (callee.form !== 'name' && callee.form !== 'attribute') return [];
  return program.resolve(callee).flatMap((one) => {
    if (one.form === 'function') return [one.function.scope];
    if (one.form !== 'class') return [];
    return one.class.scope.functions.filter(({ name }) => name === '__init__').map(({ scope }) => scope);
  });
}

import { describePlace } from '../../base/errors.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyClass, type PyScope } from '../python/py-value.ts';
import { baseOf } from './class-of.ts';

/** An agent of AutoGen Core: a class, registered under a name; several names, several agents. */
export type CoreAgent = {
  readonly key: string;
  readonly name: string;
  readonly made: PyClass;
  /** `X.register(runtime, "name", …)`, if the program does. */
  readonly registration: PyCall | undefined;
  /** Calls of the constructor for this agent. */
  readonly constructed: readonly PyCall[];
  /** The code of its class. */
  readonly scopes: readonly PyScope[];
};

export function coreAgents(program: PyProgram): readonly CoreAgent[] {
  return program.scopes
    .flatMap(({ classes }) => classes)
    .filter((made) => /\.(?:RoutedAgent|BaseAgent|ClosureAgent)$/.test(baseOf(program, made) ?? ''))
    .flatMap((made) => agentsOf(program, made));
}

function agentsOf(program: PyProgram, made: PyClass): CoreAgent[] {
  const scopes = [made.scope, ...made.scope.functions.map(({ scope }) => scope)];
  const all = program.calls().filter(({ callee }) => isClass(program, callee, made));
  const registrations = program
    .methodCalls('register')
    .filter(({ callee }) => callee.form === 'attribute' && isClass(program, callee.object, made));
  const key = `class ${describePlace(made.at)}`;
  if (registrations.length === 0)
    return [{ key, name: made.name, made, registration: undefined, constructed: all, scopes }];
  return registrations.map((registration): CoreAgent => {
    const name = program.textOf(argumentOf(registration, 'type', 1)) ?? made.name;
    const own = constructedBy(program, registration, all);
    return { key: `${key} ${name}`, name, made, registration, constructed: own.length > 0 ? own : all, scopes };
  });
}

const isClass = (program: PyProgram, value: Parameters<PyProgram['resolve']>[0], made: PyClass): boolean =>
  program.resolve(value).some((one) => one.form === 'class' && one.class === made);

/** The constructor calls in `lambda: X(…)`. */
function constructedBy(program: PyProgram, registration: PyCall, all: readonly PyCall[]): readonly PyCall[] {
  const factory = argumentOf(registration, 'factory', 2);
  const scopes = (factory === undefined ? [] : program.resolve(factory)).flatMap((one) =>
    one.form === 'function' ? [one.function.scope] : [],
  );
  return all.filter((call) => scopes.includes(call.scope));
}

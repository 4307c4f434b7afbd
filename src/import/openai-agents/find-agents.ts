import { describePlace } from '../../base/errors.ts';
import { allTexts } from '../python/all-texts.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyClass, type PyValue } from '../python/py-value.ts';
import { sdkName } from './sdk-name.ts';

/** An `Agent(…)`, or a `.clone(…)` of one. */
export type SdkAgent = {
  readonly call: PyCall;
  /** Whose arguments hold where the call itself has none: what it is a clone of, what its class passes on. */
  readonly bases: readonly PyCall[];
  /** Several if a function makes it for several names; one is made up from the code if no name is known. */
  readonly names: readonly string[];
  /** Whether the code says the name. */
  readonly isNamed: boolean;
};

const CLASSES: ReadonlySet<string> = new Set(['Agent', 'RealtimeAgent', 'SandboxAgent']);

/** More agents than that are made by a program, not by people: the rest is left out, with a warning. */
export const MOST_AGENTS = 500;

/** Every agent of a program, in the order of the code. */
export function findAgents(program: PyProgram): ReadonlyMap<PyCall, SdkAgent> {
  const agents = new Map<PyCall, SdkAgent>();
  for (const call of program.calls()) {
    if (agents.size >= MOST_AGENTS) break;
    const bases = basesOf(program, call);
    if (bases !== undefined) agents.set(call, agentOf(program, call, bases));
  }
  return agents;
}

/** The argument of an agent, its own or that of its bases. */
export function argumentOfAgent(agent: Pick<SdkAgent, 'call' | 'bases'>, name: string): PyValue | undefined {
  for (const call of [agent.call, ...agent.bases]) {
    const value = argumentOf(call, name, name === 'name' ? 0 : undefined);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** undefined if the call makes no agent. */
function basesOf(program: PyProgram, call: PyCall, depth = 0): readonly PyCall[] | undefined {
  if (CLASSES.has(sdkName(program, call) ?? '')) return [];
  if (depth > 10) return undefined;
  const { callee } = call;
  if (callee.form === 'attribute' && callee.name === 'clone') {
    for (const object of program.resolve(callee.object)) {
      const bases = object.form === 'call' ? basesOf(program, object, depth + 1) : undefined;
      if (object.form === 'call' && bases !== undefined) return [object, ...bases];
    }
    return undefined;
  }
  for (const made of program.resolve(callee))
    if (made.form === 'class' && isAgentClass(program, made.class)) return passedOn(made.class);
  return undefined;
}

function isAgentClass(program: PyProgram, { bases }: PyClass, depth = 0): boolean {
  return bases.some(
    (base) =>
      CLASSES.has(sdkName(program, base) ?? '') ||
      (depth < 10 &&
        program.resolve(base).some((one) => one.form === 'class' && isAgentClass(program, one.class, depth + 1))),
  );
}

/** `super().__init__(name=…)` in the class. */
const passedOn = ({ scope }: PyClass): PyCall[] =>
  scope.functions
    .filter(({ name }) => name === '__init__')
    .flatMap((made) => made.scope.calls)
    .filter(
      ({ callee }) => callee.form === 'attribute' && callee.name === '__init__' && lastName(callee.object) === 'super',
    );

function agentOf(program: PyProgram, call: PyCall, bases: readonly PyCall[]): SdkAgent {
  const value = argumentOfAgent({ call, bases }, 'name');
  const names = allTexts(program, value).filter((name) => name.trim() !== '');
  if (names.length > 0) return { call, bases, names, isNamed: true };
  const made = variableOf(program, call) ?? call.scope.function?.name ?? 'agent';
  return { call, bases, names: [made], isNamed: false };
}

/** What the code calls the result. */
export function variableOf(program: PyProgram, call: PyCall): string | undefined {
  const assignment = program.scopes.flatMap(({ assignments }) => assignments).find(({ value }) => value === call);
  return assignment === undefined ? undefined : lastName(assignment.target);
}

/** What tells one agent from another. */
export const agentKey = ({ call }: SdkAgent, name: string): string => `agent ${describePlace(call.at)} ${name}`;

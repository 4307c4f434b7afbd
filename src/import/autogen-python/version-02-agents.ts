import { describePlace } from '../../base/errors.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyValue } from '../python/py-value.ts';

/** An agent of AutoGen 0.2, also of its continuations ag2 and pyautogen. */
export type OldAgent = {
  readonly call: PyCall;
  /** `UserProxyAgent` */
  readonly className: string;
  readonly name: string;
  readonly key: string;
};

const OWN = /^(?:autogen|ag2|pyautogen)\./;
const AGENT = /(?:Agent|Manager)$/;

/** The class of version 0.2 that a call makes an object of. */
export function oldClass(program: PyProgram, call: PyCall): string | undefined {
  const name = program.nameOf(call.callee);
  if (name !== undefined) return OWN.test(name) ? name.split('.').at(-1) : undefined;
  for (const made of program.resolve(call.callee)) {
    if (made.form !== 'class') continue;
    const base = made.class.bases.map((one) => program.nameOf(one) ?? '').find((one) => OWN.test(one));
    if (base !== undefined) return base.split('.').at(-1);
  }
  return undefined;
}

/** Programs that people write have fewer. */
const MOST_AGENTS = 500;

export function findOldAgents(program: PyProgram): ReadonlyMap<PyCall, OldAgent> {
  const agents = new Map<PyCall, OldAgent>();
  for (const call of program.calls()) {
    if (agents.size >= MOST_AGENTS) break;
    const className = oldClass(program, call);
    if (className === undefined || !/^[A-Z]/.test(className) || !AGENT.test(className)) continue;
    const name =
      program.textOf(argumentOf(call, 'name', className === 'GroupChatManager' ? 1 : 0)) ??
      fallbackName(program, call, className);
    agents.set(call, { call, className, name, key: `agent ${describePlace(call.at)}` });
  }
  return agents;
}

function fallbackName(program: PyProgram, call: PyCall, className: string): string {
  const assignment = program.scopes.flatMap(({ assignments }) => assignments).find(({ value }) => value === call);
  const variable = assignment === undefined ? undefined : lastName(assignment.target);
  return className === 'GroupChatManager' ? 'chat_manager' : (variable ?? className);
}

/** The agents that a value may be. */
export const oldAgentsIn = (
  program: PyProgram,
  agents: ReadonlyMap<PyCall, OldAgent>,
  value: PyValue | undefined,
): readonly OldAgent[] =>
  value === undefined
    ? []
    : program.resolve(value).flatMap((one) => (one.form === 'call' ? (agents.get(one) ?? []) : []));

import type { Place } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import type { Drafts, Spot } from '../drafts.ts';
import type { McpServers } from '../mcp/attach.ts';
import type { PyProgram } from '../python/py-program.ts';
import type { PyCall, PyFunction, PyScope, PyValue } from '../python/py-value.ts';
import { agentKey, type SdkAgent } from './find-agents.ts';
import { sdkName } from './sdk-name.ts';

/** Tool calls that wait for a human. */
type Waiting = { readonly on: SelectorDraft; readonly spot: Spot };

/** What is known while a program is mapped. */
export type Mapping = {
  readonly program: PyProgram;
  readonly drafts: Drafts;
  readonly agents: ReadonlyMap<PyCall, SdkAgent>;
  readonly servers: McpServers;
  readonly waiting: Waiting[];
  /** Functions that are tools, by id. */
  readonly toolIds: Map<PyFunction, string>;
  /** To whom an agent may hand the conversation over, by id. */
  readonly handoffs: Map<string, Set<string>>;
  /** Bodies of tools and guardrails, in which nobody but an agent runs agents. */
  readonly inner: Set<PyScope>;
};

export const idsOf = ({ drafts }: Mapping, agent: SdkAgent): readonly string[] =>
  agent.names.map((name) => drafts.idFor(agentKey(agent, name), name));

/** The agents that a value may be. */
export const definitionsIn = ({ program, agents }: Mapping, value: PyValue): readonly SdkAgent[] =>
  program.resolve(value).flatMap((one) => (one.form === 'call' ? (agents.get(one) ?? []) : []));

/** The ids of the agents that a value may be, through hand-offs. */
export function agentsIn(mapping: Mapping, value: PyValue | undefined, depth = 0): readonly string[] {
  if (value === undefined || depth > 5) return [];
  const { program, agents } = mapping;
  return program.resolve(value).flatMap((one): readonly string[] => {
    if (one.form !== 'call') return [];
    const agent = agents.get(one);
    if (agent !== undefined) return idsOf(mapping, agent);
    if (!/^(?:realtime_)?handoff$|^Handoff$/.test(sdkName(program, one) ?? '')) return [];
    return agentsIn(mapping, one.args[0] ?? one.keywords.find(({ name }) => name === 'agent')?.value, depth + 1);
  });
}

/** Says that something is only known when the code runs. */
export function warnUnread({ drafts }: Mapping, at: Place, what: string, agent: string): void {
  drafts.warnings.push({
    at,
    expected: `${what} that can be read from the code`,
    found: 'something that only the running code knows',
    fix: `Add what ${agent} has to the result by hand.`,
  });
}

/** Everybody who may get the conversation from these agents, with them. */
export function reachedByHandoff({ handoffs }: Mapping, from: readonly string[]): readonly string[] {
  const reached = new Set(from);
  for (const id of reached) for (const next of handoffs.get(id) ?? []) reached.add(next);
  return [...reached];
}

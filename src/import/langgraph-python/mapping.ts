import { describePlace, type Problem } from '../../base/errors.ts';
import type { Drafts, Spot } from '../drafts.ts';
import type { McpServers } from '../mcp/attach.ts';
import type { PyProgram } from '../python/py-program.ts';
import type { PyCall, PyValue } from '../python/py-value.ts';
import type { Graph } from './find-graphs.ts';

/** What is known while a program is mapped. */
export type Mapping = {
  readonly program: PyProgram;
  readonly drafts: Drafts;
  readonly servers: McpServers;
  readonly graphs: ReadonlyMap<PyCall, Graph>;
  /** Ids of the agents that a call makes. */
  readonly agents: Map<PyCall, readonly string[]>;
  /** Ids of agents and nodes by the names that hand-offs use. */
  readonly named: Map<string, string>;
  readonly handoffs: { readonly from: string; readonly to: string; readonly spot: Spot }[];
  readonly stops: StopsOf[];
  /** Ids of the tools that a value stands for. */
  readonly tools: Map<PyValue, readonly string[]>;
  /** Graphs and agents that others run. */
  readonly used: Set<PyCall>;
  /** Goes before ids of nodes, where a deployment has several graphs. */
  readonly prefix: string;
  /** Ids of MCP servers by where the code describes them. */
  readonly mcp: Map<string, readonly string[]>;
  /** Maps what a call makes an agent of. @returns the ids of whoever is asked first */
  readonly mapAgent: (call: PyCall, wanted?: string) => readonly string[];
  /** Maps a graph as one of its own. @returns its first agents */
  readonly mapGraph: (graph: PyCall) => readonly string[];
};

/** A call that may say where an agent or a team stops for a human. */
export type StopsOf = {
  readonly options: PyCall;
  /** The agent whose own nodes may be meant. */
  readonly own?: string | undefined;
  /** Ids of those that are nodes themselves. */
  readonly team: readonly string[];
};

/** An agent that has tools, models and stores. */
export type Owner = { readonly id: string; readonly name: string; readonly spot: Spot };

export const placeKey = ({ at }: Spot): string => describePlace(at);

/** Says that something is only known when the code runs. */
export function warnUnread({ drafts }: Mapping, { at }: Spot, expected: string, fix: string): void {
  const problem: Problem = { at, expected, found: 'something that only the running code knows', fix };
  drafts.warnings.push(problem);
}

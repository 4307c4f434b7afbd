import { addUser } from '../add-user.ts';
import type { Drafts } from '../drafts.ts';
import { declared, inferred } from '../drafts.ts';
import { McpServers } from '../mcp/attach.ts';
import { addSecretsIn } from '../python/code-secrets.ts';
import { entryPointOf } from '../python/entry-points.ts';
import type { PyProgram } from '../python/py-program.ts';
import type { PyCall, PyValue } from '../python/py-value.ts';
import { agentCallsIn, allAgentCalls } from './agent-makers.ts';
import { findGraphs, graphCallsIn } from './find-graphs.ts';
import { mapEntrypoints } from './functional.ts';
import { methodOf, objectOf } from './lang-name.ts';
import { mapAgent } from './map-agents.ts';
import { mapGraphSteps } from './map-graph.ts';
import { addStops } from './map-stops.ts';
import type { Mapping } from './mapping.ts';
import { functionsIn, scopesOf } from './node-code.ts';
import { usesOf } from './uses.ts';

export type ProgramDraft = {
  /** The variable or function that holds the graph; default: all graphs and agents that no other one runs. */
  readonly variable?: string;
  /** Before the ids of nodes; default: nothing. */
  readonly prefix?: string;
};

/** The graphs and agents of a program. @returns the ids of its agents; none if it has no graph */
export function mapProgram(
  drafts: Drafts,
  program: PyProgram,
  { variable, prefix = '' }: ProgramDraft,
): readonly string[] {
  const before = new Set(agentIds(drafts));
  const files = new Set(program.modules.map(({ file }) => file.name));
  const mapping = mappingOf(drafts, program, prefix);
  const isFound = variable === undefined ? mapAll(mapping) : mapVariable(mapping, variable);
  const added = agentIds(drafts).filter((id) => !before.has(id));
  // Two graphs of a deployment may share their agents.
  const agents = added.length > 0 ? added : agentIds(drafts, files);
  if (!isFound || agents.length === 0) return [];
  addHandoffs(mapping);
  addStops(mapping);
  addRoutes(mapping);
  addVariables(mapping, agents[0] ?? '');
  drafts.warnings.push(...program.warnings);
  return agents;
}

const agentIds = (drafts: Drafts, files?: ReadonlySet<string>): string[] =>
  drafts
    .components()
    .filter(({ kind }) => kind === 'agent' || kind === 'orchestrator')
    .filter(({ provenance }) => files === undefined || files.has(provenance.at.file))
    .map(({ id }) => id);

function mappingOf(drafts: Drafts, program: PyProgram, prefix: string): Mapping {
  const graphs = findGraphs(program);
  const mapped = new Map<PyCall, readonly string[]>();
  const mapping: Mapping = {
    program,
    drafts,
    servers: new McpServers(drafts),
    graphs,
    agents: new Map(),
    named: new Map(),
    handoffs: [],
    stops: [],
    tools: new Map(),
    used: new Set(),
    mcp: new Map(),
    prefix,
    mapAgent: (call, wanted) => mapAgent(mapping, call, wanted),
    mapGraph: (call) => {
      const known = mapped.get(call);
      const graph = graphs.get(call);
      if (known !== undefined || graph === undefined) return known ?? [];
      mapped.set(call, []);
      const ids = mapGraphSteps(mapping, graph, false);
      mapped.set(call, ids);
      return ids;
    },
  };
  return mapping;
}

/** Those defined last run the others. */
function mapAll(mapping: Mapping): boolean {
  const { program, graphs, used } = mapping;
  const inOrder = (calls: readonly PyCall[]): PyCall[] =>
    program.modules.flatMap((module) => calls.filter(({ scope }) => scope.module === module).toReversed());
  let isFound = false;
  for (const call of innerGraphs(mapping)) used.add(call);
  for (const call of inOrder([...graphs.keys()])) if (!used.has(call)) isFound = mapTop(mapping, call) || isFound;
  isFound = mapEntrypoints(mapping) || isFound;
  for (const call of inOrder(allAgentCalls(program))) {
    if (used.has(call) || mapping.agents.has(call)) continue;
    isFound = mapTop(mapping, call) || isFound;
  }
  return isFound;
}

/** Graphs that are nodes of others, or that nodes of others run. */
function innerGraphs({ program, graphs }: Mapping): readonly PyCall[] {
  return [...graphs.values()].flatMap(({ call, nodes }) =>
    [...nodes.values()].flatMap(({ action }) => {
      const functions = functionsIn(program, action);
      const run = functions.length === 0 ? [] : usesOf(program, scopesOf(program, functions)).graphs;
      return [...graphCallsIn(program, action), ...run].filter((one) => one !== call);
    }),
  );
}

function mapTop(mapping: Mapping, call: PyCall): boolean {
  const graph = mapping.graphs.get(call);
  if (graph !== undefined) return graph.nodes.size > 0 && mapGraphSteps(mapping, graph, true).length >= 0;
  const ids = mapAgent(mapping, call);
  addUser(mapping.drafts, { to: ids, spot: call });
  return ids.length > 0;
}

/** `graph` of `./agent.py:graph`; a function makes what it returns. */
function mapVariable(mapping: Mapping, variable: string): boolean {
  const { program } = mapping;
  const [scope] = program.modules[0].scopes;
  const at = { file: program.modules[0].file.name };
  const name: PyValue = { at, pointer: '', scope, start: Number.POSITIVE_INFINITY, form: 'name', name: variable };
  const values = program
    .resolve(name)
    .flatMap((one) =>
      one.form === 'function' ? [...one.function.scope.returns, ...one.function.scope.yields] : [one],
    );
  const calls = values.flatMap((value) => [...graphCallsIn(program, value), ...agentCallsIn(program, value)]);
  let isFound = false;
  for (const call of new Set(calls)) isFound = mapTop(mapping, call) || isFound;
  return isFound || mapEntrypoints(mapping, variable);
}

function addHandoffs({ handoffs, named, drafts }: Mapping): void {
  for (const { from, to, spot } of handoffs) {
    const id = named.get(to);
    if (id === undefined || id === from || !drafts.has(id)) continue;
    drafts.relation({ from, kind: 'delegates', to: id, provenance: declared(spot) });
  }
}

/** A graph that a web route or a chat runs takes what strangers write. */
function addRoutes({ program, drafts }: Mapping): void {
  for (const call of program.calls()) {
    const object = objectOf(call);
    if (object === undefined || !/^(?:a?invoke|a?stream|astream_events|a?batch)$/.test(methodOf(call) ?? '')) continue;
    if (graphCallsIn(program, object).length + agentCallsIn(program, object).length === 0) continue;
    const entry = entryPointOf(program, call.scope);
    if (entry === undefined) continue;
    const provenance = inferred(entry.spot, `whoever reaches ${entry.name.slice(0, 80)} writes to the graph`);
    addUser(drafts, { to: [], spot: entry.spot, exposed: true, provenance });
  }
}

/** `os.environ["KEY"] = "…"`: a secret that all agents of the process have. */
function addVariables({ program, drafts }: Mapping, holder: string): void {
  for (const { target, value } of program.scopes.flatMap(({ assignments }) => assignments)) {
    if (target.form !== 'subscript' || program.nameOf(target.object) !== 'os.environ') continue;
    const name = program.textOf(target.index[0]);
    if (name !== undefined && value.form === 'string') addSecretsIn(drafts, program, [{ name, value }], { holder });
  }
}

import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addApproval } from '../add-approval.ts';
import { Drafts, declared, finish, inferred } from '../drafts.ts';
import type { Imported } from '../importer.ts';
import { entriesOf, find } from '../located.ts';
import { McpServers } from '../mcp/attach.ts';
import type { FlowCall, FlowiseContext } from './context.ts';
import { readGraph } from './flow-node.ts';
import { mapAgentflow } from './map-agentflow.ts';
import { mapChatflow } from './map-chatflow.ts';
import { isFilledIn, isOn, shortLabel, unpacked } from './part.ts';
import { Secrets } from './part-credentials.ts';
import type { StoredFlow, StoredFlows } from './stored-flows.ts';

/** Flows of one file as one ecosystem. */
export function mapFlowise(exported: StoredFlows, file: string): Imported {
  const drafts = new Drafts();
  const secrets = new Secrets(drafts);
  const visitors = new Set<string>();
  const context = { drafts, servers: new McpServers(drafts), secrets, exported, calls: [], visitors };
  drafts.ignored.push(...exported.ignored);
  const entries = new Map<string, readonly string[]>();
  for (const flow of exported.flows) {
    const first = mapFlow(context, flow);
    if (flow.id === undefined || first.length === 0) continue;
    entries.set(flow.id, first);
    drafts.identify(first[0] ?? '', { by: 'id', key: `flowise flow ${flow.id}` });
  }
  for (const call of context.calls) addCall(drafts, call, entries);
  return finish(drafts, { file, description: descriptionOf(exported) });
}

function descriptionOf({ flows }: StoredFlows): string {
  const [only] = flows;
  if (flows.length > 1) return `${flows.length} flows of Flowise, imported from an export.`;
  return only?.name === undefined ? 'A flow of Flowise.' : `The flow ${shortLabel(only.name)} of Flowise.`;
}

/** @returns the agents that its users and callers speak to */
function mapFlow(context: FlowiseContext, flow: StoredFlow): readonly string[] {
  const { drafts } = context;
  const before = new Set(drafts.components().map(({ id }) => id));
  const graph = readGraph(drafts, flow.graph, flow.key);
  const isAgentflow = [...graph.nodes.values()].some(({ name }) => name.endsWith('Agentflow'));
  if (isAgentflow) mapAgentflow(context, graph, flow.key);
  else mapChatflow(context, graph, flow.key);
  const added = drafts.components().filter(({ id }) => !before.has(id));
  const agents = added.filter(({ kind }) => kind === 'agent' || kind === 'orchestrator').map(({ id }) => id);
  addAnalytics(drafts, flow, agents);
  const spokenTo = drafts
    .relations()
    .flatMap(({ from, to }) => (context.visitors.has(from) && agents.includes(to) ? [to] : []));
  return spokenTo.length > 0 ? [...new Set(spokenTo)] : agents.slice(0, 1);
}

/** `analytic`: which services are told what a flow does. */
function addAnalytics(drafts: Drafts, flow: StoredFlow, agents: readonly string[]): void {
  for (const [name, { value }] of entriesOf(unpacked(find(flow.spot, 'analytic')))) {
    if (!isOn(find(value, 'status'))) continue;
    const id = drafts.idFor(`analytics ${name}`, shortLabel(name));
    drafts.component({ id, kind: 'log-store', provenance: declared(value) });
    const provenance = inferred(value, 'the flow sends what its agents do there');
    for (const from of agents) drafts.relation({ from, to: id, kind: 'writes', provenance });
  }
}

/** A call to a flow of the file, else to a stand-in for a flow that another file may hold. */
function addCall(drafts: Drafts, call: FlowCall, entries: ReadonlyMap<string, readonly string[]>): void {
  const { from, target, spot } = call;
  const called = (entries.get(target) ?? [standIn(drafts, target, spot)]).filter((to) => to !== from);
  for (const to of called) drafts.relation({ from, to, kind: 'delegates', provenance: declared(spot) });
  if (call.isAsked !== true || called.length === 0) return;
  const on = called.map((to): SelectorDraft => ({ kind: 'delegates', from, to, direction: 'along' }));
  const key = `approval of the call of ${target} by ${from}`;
  const name = `approval of calls of ${from}`;
  addApproval(drafts, { key, id: name.slice(0, 200), name, on, provenance: declared(spot) });
}

function standIn(drafts: Drafts, target: string, spot: FlowCall['spot']): string {
  const isDynamic = isFilledIn(target);
  const id = drafts.idFor(`flowise flow ${target}`, isDynamic ? 'any flow' : `flow ${shortLabel(target)}`);
  if (drafts.has(id)) return id;
  const rule = 'a flow that is called and is not in this file';
  drafts.component({ id, kind: 'agent', tags: isDynamic ? ['dynamic'] : [], provenance: inferred(spot, rule) });
  if (!isDynamic) drafts.identify(id, { by: 'id', key: `flowise flow ${target}` });
  const found = isDynamic ? 'a flow that is chosen while the flow runs' : 'the id of one that is not there';
  const fix = 'Import the other flow together with this one, or replace the stand-in.';
  drafts.warnings.push({ at: spot.at, expected: 'a flow of this file', found, fix });
  return id;
}

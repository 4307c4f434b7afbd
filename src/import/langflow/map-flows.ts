import { describePlace } from '../../base/errors.ts';
import { Drafts, finish } from '../drafts.ts';
import { findExecutedOutput } from '../find-executed-output.ts';
import type { Imported } from '../importer.ts';
import { McpServers } from '../mcp/attach.ts';
import { addSecrets } from './credentials.ts';
import type { FlowFile } from './flow-files.ts';
import { FlowGraph } from './flow-graph.ts';
import { keyringOf } from './keyring.ts';
import { mapComponents } from './map-components.ts';
import { mapEdges } from './map-edges.ts';
import { addAgentMemory } from './memory.ts';
import { type Graph, readGraph, readNode } from './node.ts';
import { addFlowStub, flowRunBy, identitiesOf } from './sub-flow.ts';

/** The flows of a file: components first, so that flows can run each other; then who calls, reads and tells whom. */
export function mapFlows(flows: readonly FlowFile[], file: string): Imported {
  const drafts = new Drafts();
  const servers = new McpServers(drafts);
  const mapped = flows.map((flow, at) => {
    const graph = new FlowGraph(drafts, servers, graphOf(flow, flows.length > 1 ? `${at}:` : '', drafts));
    return { flow, graph };
  });
  for (const { graph } of mapped) mapComponents(graph);
  for (const one of mapped) addSubFlows(one, mapped);
  for (const { flow, graph } of mapped) {
    mapEdges(graph);
    mapOwn(graph);
    if (graph.entry !== undefined && !flow.isComponent) drafts.identify(graph.entry, ...identitiesOf(flow));
  }
  findExecutedOutput(drafts);
  const [name = 'A flow'] = flows.map((flow) => flow.name);
  const what = flows.length === 1 ? name : `${flows.length} flows`;
  return finish(drafts, { file, description: `${what}, imported from Langflow.` });
}

type MappedFlow = { readonly flow: FlowFile; readonly graph: FlowGraph };

/** A flow that is run is its first agent, or a stub if it is not in this file. */
function addSubFlows({ flow, graph }: MappedFlow, all: readonly MappedFlow[]): void {
  for (const node of graph.nodes) {
    if (!graph.is(node, 'sub-flow')) continue;
    const { id, name } = flowRunBy(node);
    const others = all.filter((one) => one.flow !== flow);
    const target = others.find((one) => (id === undefined ? one.flow.name === name : one.flow.id === id));
    graph.mapped(node).id = target?.graph.entry ?? addFlowStub(graph.drafts, node);
  }
}

/** What components have by themselves: the memory of agents, secrets; and what nothing is connected to. */
function mapOwn(graph: FlowGraph): void {
  const { drafts, nodes } = graph;
  for (const node of nodes) {
    const id = graph.idOf(node);
    if (id !== undefined && graph.is(node, 'agent')) addAgentMemory(drafts, node, id);
    addSecrets(drafts, node, keyringOf(graph, node));
    if (nodes.length < 2 || graph.isConnected(node)) continue;
    const fix = 'Nothing uses it; it is kept in the ecosystem. Remove it, or connect it.';
    const expected = `an edge to or from ${node.title}`;
    drafts.warnings.push({ at: node.spot.at, expected, found: 'none', fix });
  }
}

function graphOf(flow: FlowFile, prefix: string, drafts: Drafts): Graph {
  const { root, data, isComponent } = flow;
  const alone = isComponent ? readNode(data, prefix) : undefined;
  const graph = alone === undefined ? readGraph(data, prefix, drafts) : { nodes: [alone], edges: [], notes: 0 };
  if (isComponent) {
    const fix = 'It is imported by itself: give the flows that use it, and it will be seen there.';
    drafts.warnings.push({ at: root.at, expected: 'a flow', found: 'a single component', fix });
  } else if (graph.nodes.length === 0) {
    drafts.warnings.push({ at: root.at, expected: 'at least one component', found: 'none', fix: 'The flow is empty.' });
  }
  if (graph.notes > 0) {
    const what = graph.notes === 1 ? 'a note' : `${graph.notes} notes`;
    drafts.ignored.push({ what, where: describePlace(data.at), why: 'notes do nothing' });
  }
  return graph;
}

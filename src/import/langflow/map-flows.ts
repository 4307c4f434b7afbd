import { describePlace } from '../../base/errors.ts';
import { Drafts, finish } from '../drafts.ts';
import { findExecutedOutput } from '../find-executed-output.ts';
import type { Imported } from '../importer.ts';
import { McpServers } from '../mcp/attach.ts';
import type { FlowFile } from './flow-files.ts';
import { FlowMapping } from './flow-mapping.ts';
import { type Graph, readGraph, readNode } from './node.ts';
import { flowRunBy, identitiesOf } from './sub-flow.ts';

/** The flows of a file: each by itself, and which of them run each other. */
export function mapFlows(flows: readonly FlowFile[], file: string): Imported {
  const drafts = new Drafts();
  const servers = new McpServers(drafts);
  const mappings = flows.map((flow, at) => {
    const graph = graphOf(flow, flows.length > 1 ? `${at}:` : '', drafts);
    return new FlowMapping({ drafts, servers, flow, graph });
  });
  for (const mapping of mappings) mapping.addComponents();
  for (const mapping of mappings) {
    mapping.addSubFlows((node) => {
      const run = flowRunBy(node);
      const target = mappings.find(
        ({ flow }) => flow !== mapping.flow && (run.id === undefined ? flow.name === run.name : flow.id === run.id),
      );
      return target?.entry;
    });
  }
  for (const mapping of mappings) {
    mapping.addRelations();
    const { entry, flow } = mapping;
    if (entry !== undefined && !flow.isComponent) drafts.identify(entry, ...identitiesOf(flow));
  }
  findExecutedOutput(drafts);
  const names = flows.map(({ name }) => name);
  const [name = 'A flow'] = names;
  const what = names.length === 1 ? name : `${names.length} flows`;
  return finish(drafts, { file, description: `${what}, imported from Langflow.` });
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

import { detectBy } from './detect-by.ts';
import type { Detection, FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { flowsIn, readFlows } from './langflow/flow-files.ts';
import { mapFlows } from './langflow/map-flows.ts';
import { looksLikeNode } from './langflow/node.ts';
import { find, type Located, listOf } from './located.ts';

const MISSING = 'data.nodes[] with data.type and data.node.template';

/** Flows of Langflow 1.x: exports of one flow, of folders and projects, and of single components. */
export const langflow: FileImporter = {
  format: 'langflow',
  title: 'Langflow flow',
  gives:
    'agents, models, tools, MCP servers, vector stores, memory and credentials of flows, with where content goes between them',
  detect: detectBy({
    words: /"template"\s*:/,
    without: 'it has no nodes with templates',
    missing: MISSING,
    detectIn,
    saidBy: (text) =>
      text.includes('"genericNode"') && text.includes('"display_name"') ? 'has nodes of type genericNode' : undefined,
  }),
  read,
};

function detectIn(root: Located): Detection {
  const flows = flowsIn(root);
  const nodes = flows.flatMap(({ data }) => {
    const inside = listOf(find(data, 'nodes'));
    return inside.length > 0 ? inside : [data];
  });
  const ours = nodes.filter(looksLikeNode).length;
  if (ours === 0) return { score: 0, reason: 'no node has data.node.template', missing: MISSING };
  const share = ours / nodes.length;
  const what = flows.some(({ isComponent }) => !isComponent) ? 'data.nodes[].data.node.template' : 'data.node.template';
  return { score: 0.5 + share / 2, reason: `${what} in ${ours} of ${nodes.length} nodes` };
}

function read(file: SourceFile): Imported {
  return mapFlows(readFlows(readLocated(file)), file.name);
}

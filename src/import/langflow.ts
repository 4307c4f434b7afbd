import { InvalidInputError } from '../base/errors.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { flowsIn, readFlows } from './langflow/flow-files.ts';
import { mapFlows } from './langflow/map-flows.ts';
import { looksLikeNode } from './langflow/node.ts';
import { find, listOf } from './located.ts';

/** Flows of Langflow 1.x: exports of one flow, of folders and projects, and of single components. */
export const langflow: Omit<Importer, 'read'> & { read(file: SourceFile): Imported } = {
  format: 'langflow',
  title: 'Langflow flow',
  gives:
    'agents, models, tools, MCP servers, vector stores, memory and credentials of flows, with where content goes between them',
  detect,
  read,
};

const WORDS = /"template"\s*:/;
const MISSING = 'data.nodes[] with data.type and data.node.template';

function detect(file: SourceFile): Detection {
  if (!WORDS.test(file.text)) return { score: 0, reason: 'it has no nodes with templates', missing: MISSING };
  try {
    return detectIn(file);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const isOurs = file.text.includes('"genericNode"') && file.text.includes('"display_name"');
    const reason = isOurs ? 'it is no valid JSON, but has nodes of type genericNode' : 'it is no valid JSON';
    return { score: isOurs ? 0.6 : 0, reason, missing: 'valid JSON' };
  }
}

function detectIn(file: SourceFile): Detection {
  const flows = flowsIn(readLocated(file));
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

import { InvalidInputError } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { mapFlowise } from './flowise/mapping.ts';
import { storedFlows } from './flowise/stored-flows.ts';
import type { Detection, FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { find, type Located, listOf, textOf } from './located.ts';

const MISSING = 'nodes with data.name, data.inputs and data.inputAnchors, or flowData';

/** Flows of Flowise: chat flows, sequential and multi-agent flows of version 1, agent flows of version 2. */
export const flowise: FileImporter = {
  format: 'flowise',
  title: 'Flowise flow',
  gives: 'agents, models, tools, stores, memory, approvals and who talks to whom from chat flows and agent flows',
  detect: detectBy({
    words:
      /Agentflow\b|\.data\.instance|"flowData"|"seqStart"|inputAnchors|inputParams|"(?:ChatFlow|AgentFlowV2|iconSrc)"/,
    without: 'it has no nodes of Flowise',
    missing: MISSING,
    detectIn,
    saidBy: (text) => (/Agentflow\b|\.data\.instance/.test(text) ? 'speaks of nodes of Flowise' : undefined),
  }),
  read,
};

function detectIn(root: Located): Detection {
  const { flows, isAllData, problems } = storedFlows(root);
  const nodes = flows.flatMap(({ graph }) => listOf(find(graph, 'nodes')));
  const own = nodes.filter(isOfFlowise);
  if (own.length > 0 && own.length * 2 >= nodes.length) {
    const name = textOf(find(own[0], 'data', 'name')) ?? '';
    return { score: 0.95, reason: `nodes with data.name and data.inputs, such as ${name.slice(0, 40)}` };
  }
  if (isAllData) return { score: 0.9, reason: 'lists of flows, tools and stores as an export of all data has them' };
  if (problems.length > 0) return { score: 0.7, reason: 'it has flowData, which cannot be read', missing: MISSING };
  const score = own.length > 0 ? 0.4 : isTool(root) ? 0.6 : 0.1;
  return {
    score,
    reason: isTool(root) ? 'a custom tool of Flowise' : 'few of its nodes are of Flowise',
    missing: MISSING,
  };
}

function isOfFlowise(node: Located): boolean {
  const data = find(node, 'data');
  if (textOf(find(data, 'name')) === undefined) return false;
  const isTyped = find(data, 'inputParams')?.form === 'list' || find(data, 'inputAnchors')?.form === 'list';
  return isTyped || (find(data, 'inputs')?.form === 'map' && textOf(find(data, 'category')) !== undefined);
}

/** What the editor saves for a tool alone: its code and schema. */
const isTool = (root: Located): boolean =>
  textOf(find(root, 'func')) !== undefined && textOf(find(root, 'schema')) !== undefined;

function read(file: SourceFile): Imported {
  const root = readLocated(file);
  const exported = storedFlows(root);
  const { flows, problems } = exported;
  if (problems.length > 0) throw new InvalidInputError(problems);
  if (flows.some(({ graph }) => listOf(find(graph, 'nodes')).length > 0)) return mapFlowise(exported, file.name);
  throw new InvalidInputError([
    {
      at: root.at,
      expected: 'a flow with nodes',
      found: isTool(root) ? 'a custom tool alone' : flows.length > 0 ? 'a flow without nodes' : 'no flow',
      fix: isTool(root)
        ? 'It says nothing without an agent: export all data of Flowise, which holds tools and the flows that use them.'
        : 'Export the flow from the editor of Flowise: Settings, Export Chatflow or Export Agents.',
    },
  ]);
}

import { InvalidInputError, type Problem } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import { Drafts, finish } from './drafts.ts';
import type { Detection, FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { find, type Located, listOf, textOf } from './located.ts';
import { McpServers } from './mcp/attach.ts';
import { mapLiteralSecrets } from './n8n/literal-secrets.ts';
import { mapAgents } from './n8n/map-agents.ts';
import { mapFlow } from './n8n/map-flow.ts';
import { mapStores } from './n8n/map-stores.ts';
import { mapTools } from './n8n/map-tools.ts';
import { mapTriggers, noteQuiet } from './n8n/map-triggers.ts';
import { looksLikeNodeType } from './n8n/node-type.ts';
import { noteLeftOut } from './n8n/notes.ts';
import { Scene } from './n8n/scene.ts';
import { Stores } from './n8n/stores.ts';
import { inlineWorkflows } from './n8n/sub-workflows.ts';
import { findWorkflows, type ReadWorkflow, readWorkflow } from './n8n/workflow.ts';

const MISSING = 'nodes whose types begin with n8n-nodes-base. or @n8n/, and connections';

/** Workflows of n8n: agents, what they call, where content enters, and what runs after what. */
export const n8nWorkflow: FileImporter = {
  format: 'n8n',
  title: 'n8n workflow',
  gives:
    'agents, models, tools, memories, vector stores, triggers, sub-workflows, approvals and shared credentials of exported workflows',
  detect: detectBy({
    words: /n8n-nodes-|@n8n\//,
    without: 'it names no nodes of n8n',
    missing: MISSING,
    detectIn,
    saidBy: (text) => (/"nodes"|"connections"/.test(text) ? 'names nodes of n8n' : undefined),
  }),
  read,
};

function detectIn(root: Located): Detection {
  const workflows = findWorkflows(root);
  const types = workflows.flatMap((workflow) =>
    listOf(find(workflow, 'nodes')).map((node) => textOf(find(node, 'type')) ?? ''),
  );
  const known = types.filter(looksLikeNodeType).length;
  if (known === 0) return { score: 0.1, reason: 'it names n8n, but holds no nodes of it', missing: MISSING };
  const isMost = known * 2 >= types.length;
  const hasConnections = workflows.some((workflow) => find(workflow, 'connections') !== undefined);
  const reason = 'nodes[].type begins with n8n-nodes-base. or @n8n/';
  return { score: isMost ? (hasConnections ? 0.97 : 0.85) : 0.4, reason, missing: 'connections between the nodes' };
}

function read(file: SourceFile): Imported {
  const root = readLocated(file);
  const found = findWorkflows(root);
  if (found.length === 0) throw new InvalidInputError([noWorkflow(root)]);
  const warnings: Problem[] = [];
  const own = found.map((workflow, at) => readWorkflow(workflow, `workflow ${at}`, warnings));
  const all = own.flatMap((one) => [one, ...inlineWorkflows(one, warnings)]);
  if (all.every(({ nodes }) => nodes.length === 0)) throw new InvalidInputError([...warnings, noNodes(root)]);
  const drafts = new Drafts();
  drafts.warnings.push(...warnings);
  mapWorkflows(all, drafts);
  return finish(drafts, { file: file.name, description: describe(own) });
}

/** Agents first, so that they have the names of their nodes; then what they use, and at last what joins them. */
function mapWorkflows(read: readonly ReadWorkflow[], drafts: Drafts): void {
  const scene = new Scene(read, { drafts, stores: new Stores(drafts), mcp: new McpServers(drafts) });
  for (const node of scene.of('agent')) scene.idOf(node);
  mapAgents(scene);
  const stores = mapStores(scene);
  const tools = mapTools(scene);
  const sources = mapTriggers(scene);
  mapFlow(scene, { stores, tools, sources });
  mapLiteralSecrets(scene);
  noteQuiet(scene);
  noteLeftOut(scene);
  if (scene.of('agent', 'mcp-trigger').length === 0) warnNoAgent(scene);
}

function warnNoAgent({ drafts, workflows }: Scene): void {
  const [first] = workflows;
  if (first === undefined) return;
  const fix = 'The import holds what the workflow does without one: import the workflows with agents too.';
  drafts.warnings.push({ at: first.root.at, expected: 'at least one agent or model', found: 'none', fix });
}

const describe = (read: readonly ReadWorkflow[]): string =>
  read.length === 1 ? 'Imported from an n8n workflow.' : `Imported from ${read.length} n8n workflows.`;

const noWorkflow = ({ at }: Located): Problem => ({
  at,
  expected: 'a workflow of n8n, with a list of nodes',
  found: 'none',
  fix: 'Export the workflow from n8n (Download), and give that file.',
});

const noNodes = ({ at }: Located): Problem => ({
  at,
  expected: 'at least one node with a name and a type',
  found: 'none',
  fix: 'Export the workflow from n8n (Download), and give that file.',
});

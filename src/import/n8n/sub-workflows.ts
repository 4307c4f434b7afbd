import type { Problem } from '../../base/errors.ts';
import { readEmbedded } from '../embedded-json.ts';
import { find, textOf } from '../located.ts';
import { firstParameter, literal } from './parameter.ts';
import type { Scene } from './scene.ts';
import { findWorkflows, type ReadWorkflow, readWorkflow, type WorkflowNode } from './workflow.ts';

/** The workflow that a node calls. */
export type Target =
  /** In this file: where it begins. */
  | { readonly form: 'here'; readonly entries: readonly WorkflowNode[] }
  | { readonly form: 'elsewhere'; readonly id: string; readonly shown: string | undefined }
  /** Worked out when it runs: any workflow. */
  | { readonly form: 'dynamic'; readonly entries: readonly WorkflowNode[] }
  | { readonly form: 'unknown' };

export function targetOf(scene: Scene, node: WorkflowNode): Target {
  const server = ownServer(scene, node);
  if (server !== undefined) return { form: 'here', entries: [server] };
  const { parameters } = node;
  const source = literal(parameters, 'source') ?? 'database';
  if (source === 'parameter' || textOf(find(parameters, 'workflowJson')) !== undefined) {
    const key = inlineKey(node);
    const isHere = scene.workflows.some((workflow) => workflow.key === key);
    return isHere ? here(scene, ({ workflow }) => workflow.key === key) : { form: 'dynamic', entries: [] };
  }
  const id = firstParameter(parameters, 'workflowId', 'workflowPath', 'workflowUrl');
  const isOwn = id === undefined || PLACEHOLDER.test(id.text) || /\$workflow\.id\b/.test(id.text);
  if (isOwn) return here(scene, ({ workflow }) => workflow === node.workflow);
  if (id.form === 'dynamic') return { form: 'dynamic', entries: entriesIn(scene, () => true) };
  if (scene.workflows.some((workflow) => workflow.id === id.text))
    return here(scene, ({ workflow }) => workflow.id === id.text);
  return { form: 'elsewhere', id: id.text, shown: id.shown };
}

/** Templates leave the id out: a workflow that is called and stands in the same file is the one that is meant. */
const PLACEHOLDER = /placeholder|your|^<.*>$/i;

const here = (scene: Scene, belongs: (node: WorkflowNode) => boolean): Target => {
  const entries = entriesIn(scene, belongs);
  return entries.length === 0 ? { form: 'unknown' } : { form: 'here', entries };
};

/** The trigger of this file that an MCP client reaches by its address. */
export function ownServer(scene: Scene, node: WorkflowNode): WorkflowNode | undefined {
  if (!scene.is(node, 'mcp-client')) return undefined;
  const address = firstParameter(node.parameters, 'endpointUrl', 'sseEndpoint');
  const segments = address?.form === 'literal' ? address.text.split(/[/?#]/) : [];
  return scene.of('mcp-trigger').find((trigger) => {
    const path = literal(trigger.parameters, 'path') ?? '';
    return path.length >= SHORTEST_PATH && segments.includes('mcp') && segments.includes(path);
  });
}

const SHORTEST_PATH = 3;

/** Old workflows begin, when they are called, where they begin by hand. */
function entriesIn(scene: Scene, belongs: (node: WorkflowNode) => boolean): WorkflowNode[] {
  const own = scene.nodes.filter(belongs);
  const called = own.filter((node) => scene.is(node, 'workflow-trigger'));
  return called.length > 0 ? called : own.filter(({ type }) => /^(?:start|manualTrigger)$/.test(type.name));
}

const inlineKey = ({ key }: WorkflowNode): string => `${key} inline`;

/** Workflows that stand as a text in the nodes that call them; those may hold further ones. */
export function inlineWorkflows({ nodes }: ReadWorkflow, warnings: Problem[], depth = 0): readonly ReadWorkflow[] {
  if (depth > DEEPEST_INLINE) return [];
  return nodes.flatMap((node) => {
    const json = find(node.parameters, 'workflowJson');
    const text = textOf(json);
    if (json === undefined || text === undefined || node.isDisabled) return [];
    const root = readEmbedded(text.replace(/^=/, ''), node.spot);
    const [found] = root === undefined ? [] : findWorkflows(root);
    if (found === undefined) return [];
    const read = readWorkflow(found, inlineKey(node), warnings);
    return [read, ...inlineWorkflows(read, warnings, depth + 1)];
  });
}

const DEEPEST_INLINE = 3;

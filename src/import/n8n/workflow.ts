import type { Problem } from '../../base/errors.ts';
import type { Spot } from '../drafts.ts';
import {
  describeForm,
  entriesOf,
  find,
  flagOf,
  type Located,
  type LocatedMap,
  listOf,
  numberOf,
  textOf,
} from '../located.ts';
import { type NodeType, nodeType } from './node-type.ts';

/** One node of a workflow; its name is what connections call it. */
export type WorkflowNode = {
  /** Tells it from the nodes of all workflows of the file. */
  readonly key: string;
  readonly name: string;
  readonly type: NodeType;
  /** 0 if the file does not say. */
  readonly version: number;
  readonly spot: Spot;
  readonly parameters: Located | undefined;
  readonly credentials: readonly CredentialRef[];
  readonly isDisabled: boolean;
  readonly workflow: Workflow;
};

export type CredentialRef = {
  readonly type: string;
  /** Empty in old files and in templates. */
  readonly id: string;
  readonly name: string;
  readonly spot: Spot;
};

/** From the output of a node to another one. `main` for content; `ai_…` joins a part to what it is a part of. */
export type Connection = {
  readonly from: WorkflowNode;
  readonly to: WorkflowNode;
  readonly kind: string;
  /** Which output of the node: 0 for the first. */
  readonly output: number;
  readonly spot: Spot;
};

export type Workflow = {
  readonly key: string;
  /** As n8n knows it; empty if the file does not say. */
  readonly id: string;
  readonly name: string;
  readonly root: LocatedMap;
};

export type ReadWorkflow = {
  readonly workflow: Workflow;
  readonly nodes: readonly WorkflowNode[];
  readonly connections: readonly Connection[];
};

/** Keys under which exports and answers of the API hold workflows. */
const WRAPPERS = ['workflows', 'data', 'workflow', 'workflowData'];
const DEEPEST_WRAPPER = 4;

/** The workflows of a file: one, a list, or wrapped by an export or by the API. */
export function findWorkflows(root: Located, depth = 0): readonly LocatedMap[] {
  if (depth > DEEPEST_WRAPPER) return [];
  if (root.form === 'list') return root.items.flatMap((item) => findWorkflows(item, depth + 1));
  if (root.form !== 'map') return [];
  if (find(root, 'nodes')?.form === 'list') return [root];
  return WRAPPERS.flatMap((key) => {
    const inner = find(root, key);
    return inner === undefined ? [] : findWorkflows(inner, depth + 1);
  });
}

/** Whatever has another form than n8n gives it is skipped with a warning. */
export function readWorkflow(root: LocatedMap, key: string, warnings: Problem[]): ReadWorkflow {
  const workflow = { key, id: plainText(find(root, 'id')), name: textOf(find(root, 'name')) ?? '', root };
  const nodes = listOf(find(root, 'nodes')).flatMap((item) => readNode(item, workflow, warnings));
  const byName = new Map<string, WorkflowNode>();
  for (const node of nodes) {
    if (byName.has(node.name)) warnings.push(sameName(node));
    else byName.set(node.name, node);
  }
  return { workflow, nodes: [...byName.values()], connections: readConnections(root, byName, warnings) };
}

function readNode(item: Located, workflow: Workflow, warnings: Problem[]): WorkflowNode[] {
  const [name, type] = [textOf(find(item, 'name')), textOf(find(item, 'type'))];
  if (item.form !== 'map' || name === undefined || type === undefined) {
    const found = item.form === 'map' ? 'one without them' : describeForm(item);
    const fix = 'It is left out: export the workflow again.';
    warnings.push({ at: item.at, expected: 'a node with a name and a type', found, fix });
    return [];
  }
  return [
    {
      key: `${workflow.key} ${name}`,
      name,
      type: nodeType(type),
      version: numberOf(find(item, 'typeVersion')) ?? 0,
      spot: item,
      parameters: find(item, 'parameters'),
      credentials: entriesOf(find(item, 'credentials')).flatMap(([kind, { value }]) => credentialOf(kind, value)),
      isDisabled: flagOf(find(item, 'disabled')) === true,
      workflow,
    },
  ];
}

/** `{ id, name }`; old files hold the name alone. */
function credentialOf(type: string, value: Located): CredentialRef[] {
  const name = textOf(value) ?? textOf(find(value, 'name')) ?? '';
  const id = plainText(find(value, 'id'));
  if (name === '' && id === '') return [];
  return [{ type, id, name: name === '' ? type : name, spot: value }];
}

const sameName = ({ spot }: WorkflowNode): Problem => ({
  at: spot.at,
  expected: 'a name for each node',
  found: 'the name of another node',
  fix: 'Only the first is read: rename one of them.',
});

/** `connections[name][kind][output]` is a list of targets; outputs that lead nowhere may be null. */
function readConnections(
  root: LocatedMap,
  nodes: ReadonlyMap<string, WorkflowNode>,
  warnings: Problem[],
): readonly Connection[] {
  const connections: Connection[] = [];
  for (const [name, { keyAt, value }] of entriesOf(find(root, 'connections'))) {
    const from = nodes.get(name);
    for (const [kind, entry] of entriesOf(value)) {
      for (const [output, target] of targetsIn(entry.value)) {
        const to = nodes.get(textOf(find(target, 'node')) ?? '');
        if (from !== undefined && to !== undefined) connections.push({ from, to, kind, output, spot: target });
        else warnings.push(noSuchNode(from === undefined ? keyAt : target.at));
      }
    }
  }
  return connections;
}

/** In the lists of outputs, or beside them as the oldest files have it. */
const targetsIn = (outputs: Located): (readonly [output: number, target: Located])[] =>
  listOf(outputs).flatMap((output, at) =>
    (output.form === 'list' ? output.items : output.form === 'map' ? [output] : []).map(
      (target) => [output.form === 'list' ? at : 0, target] as const,
    ),
  );

const noSuchNode = (at: Problem['at']): Problem => ({
  at,
  expected: 'a connection between nodes of the workflow',
  found: 'the name of no node',
  fix: 'The connection is left out: export the workflow again.',
});

/** Ids are numbers in old files. */
function plainText(located: Located | undefined): string {
  if (located?.form !== 'scalar' || located.value === null) return '';
  return String(located.value);
}

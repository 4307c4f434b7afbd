import type { Drafts, Spot } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { type Part, shortLabel } from './part.ts';
import { type NodeRole, roleOf } from './roles.ts';

/** A node of a flow. */
export type FlowNode = Part & {
  readonly id: string;
  readonly category: string;
  readonly role: NodeRole;
  /** The node whose children run in it: an iteration. */
  readonly parent: string | undefined;
};

/** An edge as it is drawn: in version 1 from a component to what uses it. */
export type FlowEdge = {
  readonly from: FlowNode;
  readonly to: FlowNode;
  /** The input that it leads to. */
  readonly input: string;
  readonly spot: Spot;
};

export type FlowGraph = { readonly nodes: ReadonlyMap<string, FlowNode>; readonly edges: readonly FlowEdge[] };

/** Nodes that can be read and edges between them, each pair of ends and input once; the rest is told. */
export function readGraph(drafts: Drafts, graph: Located, flowKey: string): FlowGraph {
  const nodes = new Map<string, FlowNode>();
  for (const located of listOf(find(graph, 'nodes'))) {
    const node = readNode(located, flowKey);
    if (node === undefined) {
      skipped(drafts, located, 'a node with an id and data.name', 'a node without', 'Check the node, or remove it.');
    } else if (nodes.has(node.id)) {
      skipped(drafts, located, 'each node id once', 'one that was there before', 'The second node is left out.');
    } else nodes.set(node.id, node);
  }
  const edges = new Map<string, FlowEdge>();
  for (const located of listOf(find(graph, 'edges'))) {
    const from = nodes.get(textOf(find(located, 'source')) ?? '');
    const to = nodes.get(textOf(find(located, 'target')) ?? '');
    if (from === undefined || to === undefined) {
      skipped(drafts, located, 'an edge between two nodes', 'an end that is no node', 'The edge is left out.');
      continue;
    }
    const input = inputOf(textOf(find(located, 'targetHandle')));
    const key = JSON.stringify([from.id, to.id, input]);
    if (!edges.has(key)) edges.set(key, { from, to, input, spot: located });
  }
  return { nodes, edges: [...edges.values()] };
}

function skipped(drafts: Drafts, { at }: Spot, expected: string, found: string, fix: string): void {
  drafts.warnings.push({ at, expected, found, fix });
}

function readNode(located: Located, flowKey: string): FlowNode | undefined {
  const id = textOf(find(located, 'id'));
  const data = find(located, 'data');
  const name = textOf(find(data, 'name'));
  if (id === undefined || id === '' || name === undefined || name === '') return undefined;
  const category = textOf(find(data, 'category')) ?? '';
  const classes = listOf(find(data, 'baseClasses')).flatMap((one) => textOf(one) ?? []);
  const label = shortLabel(textOf(find(data, 'label')) ?? '');
  return {
    ...{ id, name, category, key: `${flowKey} ${id}`, label: label === '' ? name : label },
    role: roleOf(name, category, classes),
    spot: located,
    inputs: find(data, 'inputs'),
    credential: find(data, 'credential'),
    takes: takenCredential(find(data, 'inputParams')),
    parent: textOf(find(located, 'parentNode')) || undefined,
  };
}

function takenCredential(params: Located | undefined): string | undefined {
  const param = listOf(params).find((one) => textOf(find(one, 'type')) === 'credential');
  return textOf(listOf(find(param, 'credentialNames'))[0]);
}

/** `toolAgent_0-input-tools-Tool` -> `tools`. */
const inputOf = (handle: string | undefined): string => /-input-([^-]*)/.exec(handle ?? '')?.[1] ?? '';

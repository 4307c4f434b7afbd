import type { Drafts, Spot } from '../drafts.ts';
import { describeForm, entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { ownName } from '../shown-name.ts';
import { type LangflowEdge, readEdge } from './edge.ts';
import type { Fields } from './fields.ts';

/** A component of a flow. */
export type LangflowNode = {
  /** Its id in the file; inside groups with that of the group. */
  readonly key: string;
  /** `Agent`, `ChatInput`, `OpenSearchVectorStoreComponent`: what Langflow calls its class. */
  readonly type: string;
  /** What its author, or Langflow, calls it. */
  readonly title: string;
  readonly fields: Fields;
  /** Types of what comes out: Message, LanguageModel, Embeddings, Tool, VectorStore … */
  readonly gives: ReadonlySet<string>;
  readonly spot: Spot;
};

export type Graph = { readonly nodes: LangflowNode[]; readonly edges: LangflowEdge[]; readonly notes: number };

/** Nodes and edges of `{ nodes, edges }`; groups are taken apart. */
export function readGraph(data: Located | undefined, prefix: string, drafts: Drafts): Graph {
  const graph = { nodes: [] as LangflowNode[], edges: [] as LangflowEdge[], notes: 0 };
  const groups = new Map<string, Located>();
  for (const item of listOf(find(data, 'nodes'))) {
    const inner = find(item, 'data', 'node', 'flow', 'data');
    const id = textOf(find(item, 'id')) ?? textOf(find(item, 'data', 'id'));
    if (isNote(item)) graph.notes++;
    else if (id !== undefined && inner?.form === 'map') {
      groups.set(id, item);
      const within = readGraph(inner, `${prefix}${id}>`, drafts);
      graph.nodes.push(...within.nodes.map((node) => overlaid(node, item, `${prefix}${id}>`)));
      graph.edges.push(...within.edges);
      graph.notes += within.notes;
    } else {
      const node = readNode(item, prefix);
      if (node === undefined) warnOf(item, drafts);
      else graph.nodes.push(node);
    }
  }
  const known = new Set(graph.nodes.map(({ key }) => key));
  for (const item of listOf(find(data, 'edges'))) {
    const edge = readEdge(item);
    if (edge === undefined) continue;
    const from = endIn(groups.get(edge.from), edge.from, edge.output, 'outputs', prefix, known);
    const to = endIn(groups.get(edge.to), edge.to, edge.field, 'template', prefix, known);
    graph.edges.push({ ...edge, from: from.key, to: to.key, output: from.name, field: to.name });
  }
  return graph;
}

export function readNode(item: Located, prefix = ''): LangflowNode | undefined {
  const data = find(item, 'data');
  const node = find(data, 'node');
  const key = textOf(find(item, 'id')) ?? textOf(find(data, 'id'));
  const type = ownName(textOf(find(data, 'type')));
  if (node?.form !== 'map' || key === undefined || type === undefined) return undefined;
  const title = ownName(textOf(find(data, 'display_name'))) ?? ownName(textOf(find(node, 'display_name'))) ?? type;
  const fields = new Map(
    entriesOf(find(node, 'template')).flatMap(([name, { value }]) =>
      value.form === 'map' && name !== 'code' ? [[name, value] as const] : [],
    ),
  );
  return { key: prefix + key, type, title, fields, gives: givenBy(node), spot: item };
}

/** Whether it may hold a node at all: what detection asks. */
export const looksLikeNode = (item: Located): boolean =>
  find(item, 'data', 'node', 'template')?.form === 'map' || (isNote(item) && find(item, 'data', 'node') !== undefined);

const isNote = (item: Located): boolean =>
  textOf(find(item, 'type')) === 'noteNode' || textOf(find(item, 'data', 'type')) === 'note';

function givenBy(node: Located): ReadonlySet<string> {
  const types = listOf(find(node, 'outputs')).flatMap((output) => listOf(find(output, 'types')));
  return new Set([...listOf(find(node, 'base_classes')), ...types].flatMap((one) => textOf(one) ?? []));
}

/** A group sets fields of the nodes inside: `template: { name: { value, proxy: { id, field } } }`. */
function overlaid(node: LangflowNode, group: Located, prefix: string): LangflowNode {
  const set = entriesOf(find(group, 'data', 'node', 'template')).flatMap(([, { value }]) => {
    const id = textOf(find(value, 'proxy', 'id'));
    const field = textOf(find(value, 'proxy', 'field'));
    return id !== undefined && field !== undefined && prefix + id === node.key ? [[field, value] as const] : [];
  });
  return set.length === 0 ? node : { ...node, fields: new Map([...node.fields, ...set]) };
}

/** Where an edge ends: for a group, the node inside that stands behind the field or output. */
function endIn(
  group: Located | undefined,
  id: string,
  name: string,
  side: 'template' | 'outputs',
  prefix: string,
  known: ReadonlySet<string>,
): { key: string; name: string } {
  if (group === undefined) return { key: prefix + id, name };
  const node = find(group, 'data', 'node');
  const holder =
    side === 'template'
      ? find(node, 'template', name)
      : listOf(find(node, 'outputs')).find((output) => textOf(find(output, 'name')) === name);
  const inner = textOf(find(holder, 'proxy', 'id')) ?? lastOf(group);
  const key = `${prefix}${id}>${inner}`;
  const named = textOf(find(holder, 'proxy', side === 'template' ? 'field' : 'name'));
  return { key: known.has(key) ? key : prefix + id, name: named ?? name };
}

const lastOf = (group: Located): string => {
  const inner = find(group, 'data', 'node', 'flow', 'data');
  const from = new Set(listOf(find(inner, 'edges')).map((edge) => textOf(find(edge, 'source'))));
  const ids = listOf(find(inner, 'nodes')).flatMap((node) => textOf(find(node, 'id')) ?? []);
  return ids.find((id) => !from.has(id)) ?? '';
};

function warnOf(item: Located, drafts: Drafts): void {
  const expected = 'a node with id, data.type and data.node';
  const fix = 'It is left out: export the flow again, or remove the node.';
  drafts.warnings.push({ at: item.at, expected, found: describeForm(item), fix });
}

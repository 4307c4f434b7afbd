import type { Problem } from '../../base/errors.ts';
import { describeForm, find, type Located, listOf, textOf } from '../located.ts';
import type { DrawnEdge, DrawnGraph, DrawnNode } from './drawn-graph.ts';

/** `get_graph().to_json()`; what is not as LangGraph writes it becomes a problem. */
export function readGraphJson(root: Located, problems: Problem[]): DrawnGraph {
  const nodes = new Map<string, DrawnNode>();
  for (const item of listOf(find(root, 'nodes'))) {
    const node = readNode(item);
    if (node === undefined) problems.push(wrong(item, 'a node with an id', 'Give it the id that its edges use.'));
    else if (nodes.has(node.key))
      problems.push(wrong(item, 'each id once', 'Rename one of the two.', 'one that was there before'));
    else nodes.set(node.key, node);
  }
  const edges = listOf(find(root, 'edges')).flatMap((item) => readEdge(item, nodes, problems));
  return { spot: root, nodes: [...nodes.values()], edges };
}

/** Older versions number their nodes. */
export function idOf(located: Located | undefined): string | undefined {
  if (located?.form !== 'scalar') return undefined;
  return typeof located.value === 'string' || typeof located.value === 'number' ? String(located.value) : undefined;
}

const ANONYMOUS = /^(?:\d+|[\da-f]{8}-[\da-f-]{27}|[\da-f]{32})$/i;

function readNode(item: Located): DrawnNode | undefined {
  const key = idOf(find(item, 'id'));
  if (key === undefined || key === '') return undefined;
  const data = find(item, 'data');
  const given = textOf(find(data, 'name')) ?? textOf(data);
  return {
    key,
    name: ANONYMOUS.test(key) && given !== undefined && given !== '' ? given : key,
    spot: item,
    classPath: listOf(find(data, 'id')).flatMap((part) => textOf(part) ?? []),
    interrupt: interruptOf(find(item, 'metadata') ?? find(data, 'metadata')),
    isSchema: textOf(find(item, 'type')) === 'schema',
  };
}

/** `"__interrupt": "before"`, `"before,after"`, or a list. */
function interruptOf(metadata: Located | undefined): string | undefined {
  const value = find(metadata, '__interrupt') ?? find(metadata, 'interrupt');
  return textOf(value) ?? (value?.form === 'list' ? value.items.map((item) => textOf(item) ?? '').join() : undefined);
}

function readEdge(item: Located, nodes: ReadonlyMap<string, DrawnNode>, problems: Problem[]): DrawnEdge[] {
  const from = idOf(find(item, 'source'));
  const to = idOf(find(item, 'target'));
  if (from === undefined || to === undefined) {
    problems.push(wrong(item, 'an edge with source and target', 'Give it both.'));
    return [];
  }
  if (!nodes.has(from) || !nodes.has(to)) {
    problems.push(
      wrong(item, 'an edge between nodes of the list', 'Add the node, or remove the edge.', 'an unknown id'),
    );
    return [];
  }
  return [{ from, to, spot: item }];
}

const wrong = (item: Located, expected: string, fix: string, found = describeForm(item)): Problem => ({
  at: item.at,
  expected,
  found,
  fix,
});

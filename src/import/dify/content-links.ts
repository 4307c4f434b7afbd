import type { Link, Step } from '../flow.ts';
import { find, listOf, textOf } from '../located.ts';
import type { DifyNode } from './node.ts';
import { classOf, isEnd } from './node-types.ts';
import { asSelector, type Reference, referencesOf } from './references.ts';
import type { Stores } from './stores.ts';

/**
 * Where content goes: each node to those that refer to it, through templates, conversation variables and the items
 * of iterations. Branches are no part of this: they only decide what runs.
 * @param components - id of the component of a node, if it has one
 */
export function contentLinks(
  nodes: readonly DifyNode[],
  components: ReadonlyMap<string, string>,
  stores: Stores,
): { steps: Step[]; links: Link[] } {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const heads = new Set(byKey.keys());
  const steps: Step[] = [];
  const links: Link[] = [];
  /** Step that holds what a reference names; undefined where that is nothing of interest. */
  const sourceOf = (reference: Reference, reader: DifyNode): string | undefined => {
    const node = byKey.get(reference.head);
    if (node === undefined || reference.head === 'sys') return stores.scope(reference);
    if (classOf(node.type) === 'start') return stores.input(node, reference);
    return classOf(node.type) === 'container' && isInside(reader, node, byKey) ? itemKey(node) : contentKey(node);
  };
  const link = (reference: Reference, reader: DifyNode, to: string): void => {
    const from = sourceOf(reference, reader);
    if (from !== undefined && from !== to) links.push({ from, to, spot: reference.spot });
  };
  for (const node of nodes) {
    const kind = classOf(node.type);
    if (isEnd(kind)) {
      for (const reference of referencesOf(node.data, heads)) link(reference, node, node.key);
      continue;
    }
    steps.push(...stepsOf(node, components.get(node.key)));
    if (kind === 'assigner') assign(node, stores, (reference, to) => link(reference, node, to), byKey, steps, links);
    else if (node.type === 'iteration') {
      const into = asSelector(find(node.data, 'iterator_selector'));
      const out = asSelector(find(node.data, 'output_selector'));
      if (into !== undefined) link(into, node, itemKey(node));
      if (out !== undefined) link(out, node, contentKey(node));
    } else if (kind !== 'retrieval') {
      for (const reference of referencesOf(node.data, heads)) link(reference, node, contentKey(node));
    }
    // What is asked decides what is found, but does not come out again.
    if (kind === 'retrieval')
      for (const { key, spot } of stores.datasets(node)) links.push({ from: key, to: contentKey(node), spot });
    if (kind === 'index')
      for (const { key, spot } of stores.datasets(node)) links.push({ from: contentKey(node), to: key, spot });
  }
  return { steps, links };
}

const contentKey = (node: DifyNode): string => (isEnd(classOf(node.type)) ? node.key : `holds ${node.key}`);

/** What iterations give to the nodes inside; a loop's variables are the same inside and out. */
const itemKey = (node: DifyNode): string => (node.type === 'iteration' ? `item of ${node.key}` : contentKey(node));

function stepsOf(node: DifyNode, id: string | undefined): Step[] {
  const { title: name, spot } = node;
  const key = contentKey(node);
  if (node.type === 'iteration') {
    return [key, itemKey(node)].map((one) => ({ key: one, role: 'pass' as const, name, spot }));
  }
  return [id === undefined ? { key, role: 'pass', name, spot } : { key, role: 'tool', name, spot, id }];
}

function isInside(node: DifyNode, container: DifyNode, byKey: ReadonlyMap<string, DifyNode>): boolean {
  const seen = new Set<string>();
  let { parent } = node;
  while (parent !== undefined && !seen.has(parent)) {
    if (parent === container.key) return true;
    seen.add(parent);
    parent = byKey.get(parent)?.parent;
  }
  return false;
}

/** Variables that a node sets, from variables or other nodes; each by itself. */
function assign(
  node: DifyNode,
  stores: Stores,
  link: (reference: Reference, to: string) => void,
  byKey: ReadonlyMap<string, DifyNode>,
  steps: Step[],
  links: Link[],
): void {
  for (const [at, { from, to }] of assignments(node).entries()) {
    const target = byKey.get(to.head);
    const end = to.head === 'conversation' ? stores.scope(to) : target && contentKey(target);
    if (end === undefined) continue;
    const key = `sets ${at} ${node.key}`;
    steps.push({ key, role: 'pass', name: node.title, spot: node.spot });
    link(from, key);
    links.push({ from: key, to: end, spot: to.spot });
  }
}

function assignments({ data }: DifyNode): { from: Reference; to: Reference }[] {
  const older = [[find(data, 'input_variable_selector'), find(data, 'assigned_variable_selector')] as const];
  const items = listOf(find(data, 'items'))
    .filter((item) => textOf(find(item, 'input_type')) !== 'constant')
    .map((item) => [find(item, 'value'), find(item, 'variable_selector')] as const);
  const cleared = textOf(find(data, 'write_mode')) === 'clear';
  return [...(cleared ? [] : older), ...items].flatMap(([value, variable]) => {
    const [from, to] = [asSelector(value), asSelector(variable)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

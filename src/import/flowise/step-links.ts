import type { Drafts } from '../drafts.ts';
import type { Link } from '../flow.ts';
import { agentName } from './add-agent.ts';
import type { FlowGraph, FlowNode } from './flow-node.ts';
import { namedSetting } from './part.ts';

/** The part of a retrieving step that keeps content. */
export const storeKey = (id: string): string => `${id}/store`;
const endKey = (id: string): string => `${id}/end`;

/**
 * The order of the steps of an agent flow: edges, jumps back, and the way through the children of an iteration, which
 * goes on after its end.
 */
export function flowLinks(drafts: Drafts, { nodes, edges }: FlowGraph): Link[] {
  const parents = parentsIn(nodes);
  const links: Link[] = edges.map(({ from, to, spot }) => ({
    from: parents.has(from.id) && to.parent !== from.id ? endKey(from.id) : from.id,
    to: to.id,
    spot,
  }));
  const inner = edges.filter(({ from, to }) => from.parent !== undefined && from.parent === to.parent);
  for (const { id, parent, spot, role } of nodes.values()) {
    if (parent === undefined || !parents.has(parent) || role === 'note') continue;
    if (!inner.some(({ to }) => to.id === id)) links.push({ from: parent, to: id, spot });
    if (!inner.some(({ from }) => from.id === id) && role !== 'loop')
      links.push({ from: id, to: endKey(parent), spot });
  }
  links.push(...jumps(drafts, nodes));
  const retrievers = [...nodes.values()].filter(({ role }) => role === 'retriever-step');
  const after = retrievers.flatMap(({ id }) => links.filter(({ from }) => from === id));
  return [...links, ...after.map((link) => ({ ...link, from: storeKey(link.from) }))];
}

/** Where what a step gives leaves it: after its children, or from what it looks up. */
export function outOf({ nodes }: FlowGraph): (node: FlowNode) => string {
  const parents = parentsIn(nodes);
  return ({ id, role }) => (role === 'retriever-step' ? storeKey(id) : parents.has(id) ? endKey(id) : id);
}

const parentsIn = (nodes: FlowGraph['nodes']): ReadonlySet<string> =>
  new Set([...nodes.values()].flatMap(({ parent }) => (parent !== undefined && nodes.has(parent) ? [parent] : [])));

/** Jumps are settings: `loopBackToNode` is the id of a node, a dash and its label; `loopToName` a name. */
export function jumps(drafts: Drafts, nodes: FlowGraph['nodes']): Link[] {
  return [...nodes.values()].flatMap((node) => {
    if (node.role !== 'loop') return [];
    const goal = namedSetting(node, 'loopBackToNode', 'loopToName');
    const to = goal === undefined ? undefined : targetOf(goal.text, [...nodes.values()]);
    if (goal !== undefined && to !== undefined) return [{ from: node.id, to: to.id, spot: goal.spot }];
    const fix = 'Choose the step that the loop goes back to.';
    drafts.warnings.push({ at: node.spot.at, expected: 'a loop back to a step of the flow', found: 'none', fix });
    return [];
  });
}

function targetOf(goal: string, nodes: readonly FlowNode[]): FlowNode | undefined {
  const byId = nodes.filter(({ id }) => goal === id || goal.startsWith(`${id}-`));
  const [longest] = byId.toSorted((a, b) => b.id.length - a.id.length);
  return longest ?? nodes.find((node) => agentName(node).toLowerCase() === goal.toLowerCase());
}

/** The nearest of some steps from which content comes to a step. */
export function nearestBefore(
  id: string,
  links: readonly Link[],
  isWanted: (id: string) => boolean,
): readonly string[] {
  const before = new Map<string, string[]>();
  for (const { from, to } of links) before.set(to, [...(before.get(to) ?? []), from]);
  const found = new Set<string>();
  const seen = new Set([id]);
  for (const here of seen) {
    for (const from of before.get(here) ?? []) {
      if (isWanted(from)) found.add(from);
      else seen.add(from);
    }
  }
  return [...found];
}

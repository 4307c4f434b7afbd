import type { Spot } from '../drafts.ts';
import { entriesOf, type Located, textOf } from '../located.ts';
import type { FlowGraph, FlowNode } from './flow-node.ts';
import { isAgentRole } from './roles.ts';

/** From what is used to what uses it, or from a step to the next: an edge, or a setting that names the node. */
export type ComponentLink = { readonly from: FlowNode; readonly to: FlowNode; readonly spot: Spot };

/** Edges, then settings that refer to nodes: the same link drawn twice, or written as both, is one. */
export function componentLinks({ nodes, edges }: FlowGraph): ComponentLink[] {
  const links = new Map<string, ComponentLink>();
  const add = (link: ComponentLink): void => {
    const key = JSON.stringify([link.from.id, link.to.id]);
    if (!links.has(key) && link.from !== link.to) links.set(key, link);
  };
  for (const edge of edges) add(edge);
  for (const to of nodes.values()) {
    for (const { id, spot } of referencesOf(to)) {
      const from = nodes.get(id);
      if (from !== undefined) add({ from, to, spot });
    }
  }
  return [...links.values()];
}

const REFERENCE = /\{\{\s*([^{}\s]{1,200})\.data\.instance\s*\}\}/g;

const referencesOf = ({ inputs }: FlowNode) =>
  entriesOf(inputs).flatMap(([, { value }]) => (value.form === 'list' ? value.items : [value]).flatMap(referencesIn));

const referencesIn = (spot: Located) =>
  [...(textOf(spot) ?? '').matchAll(REFERENCE)].map(([, id = '']) => ({ id, spot }));

/** What a component reaches, and through which others. */
export type Reached = { readonly node: FlowNode; readonly spot: Spot; readonly through: readonly FlowNode[] };

/** The nearest nodes of some kind along the links; other nodes are passed, unless they keep what comes to them. */
export function reachedFrom(
  start: FlowNode,
  links: readonly ComponentLink[],
  isWanted: (node: FlowNode) => boolean,
  isClosed: (node: FlowNode) => boolean = () => false,
): Reached[] {
  const found = new Map<FlowNode, Reached>();
  const seen = new Set([start]);
  const queue: Reached[] = [{ node: start, spot: start.spot, through: [] }];
  for (const { node, spot, through } of queue) {
    for (const link of links) {
      if (link.from !== node || seen.has(link.to)) continue;
      seen.add(link.to);
      const next = { node: link.to, spot: through.length === 0 && node === start ? link.spot : spot };
      if (isWanted(link.to)) found.set(link.to, { ...next, through });
      else if (!isClosed(link.to)) queue.push({ ...next, through: [...through, link.to] });
    }
  }
  return [...found.values()];
}

/** Why a use is not written down as such: what stands between the two. */
export const becauseOf = ({ through }: Pick<Reached, 'through'>): string | undefined =>
  through.length === 0 ? undefined : `it is used through ${through.map(({ label }) => label).join(', ')}`;

export const isSequential = ({ category, name }: FlowNode): boolean =>
  /^sequential agents$/i.test(category) || /^seq[A-Z]/.test(name);

/** Links between steps of a sequence or a team: an order, no use. */
export const isOrder = ({ from, to }: ComponentLink): boolean =>
  (isSequential(from) && isSequential(to) && from.role !== 'detail') || isAgentRole(from.role);

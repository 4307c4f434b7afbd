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

export type LinksAfter = ReadonlyMap<FlowNode, readonly ComponentLink[]>;

export function linksAfter(links: readonly ComponentLink[]): LinksAfter {
  const after = new Map<FlowNode, ComponentLink[]>();
  for (const link of links) {
    const known = after.get(link.from);
    if (known === undefined) after.set(link.from, [link]);
    else known.push(link);
  }
  return after;
}

/** The nearest nodes of some kind along the links; all others are passed. */
export function reachedFrom(start: FlowNode, after: LinksAfter, isWanted: (node: FlowNode) => boolean): Reached[] {
  const found: Reached[] = [];
  const seen = new Set([start]);
  const queue: Reached[] = [{ node: start, spot: start.spot, through: [] }];
  for (const { node, spot, through } of queue) {
    for (const link of after.get(node) ?? []) {
      if (seen.has(link.to)) continue;
      seen.add(link.to);
      const next = { node: link.to, spot: node === start ? link.spot : spot };
      if (isWanted(link.to)) found.push({ ...next, through });
      else queue.push({ ...next, through: [...through, link.to].slice(0, MOST_NAMED) });
    }
  }
  return found;
}

/** Ways are told by their first parts. */
const MOST_NAMED = 3;

/** Why a use is not written down as such: what stands between the two. */
export const becauseOf = ({ through }: Pick<Reached, 'through'>): string | undefined =>
  through.length === 0 ? undefined : `it is used through ${through.map(({ label }) => label).join(', ')}`;

const isSequential = ({ category, name }: FlowNode): boolean =>
  /^sequential agents$/i.test(category) || /^seq[A-Z]/.test(name);

/** Links between steps of a sequence or a team: an order, no use. */
export const isOrder = ({ from, to }: ComponentLink): boolean =>
  (isSequential(from) && isSequential(to) && from.role !== 'detail') || isAgentRole(from.role);

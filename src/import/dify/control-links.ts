import type { Link, Step } from '../flow.ts';
import type { DifyEdge, DifyNode } from './node.ts';
import { classOf, isEnd } from './node-types.ts';

/**
 * Which step runs after which: edges, into and out of iterations and loops. Steps other than agents and sources only
 * hand on here; what they hold goes where it is referred to.
 */
export function controlLinks(nodes: readonly DifyNode[], edges: readonly DifyEdge[]): { steps: Step[]; links: Link[] } {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const inside = childrenOf(nodes);
  const steps = nodes.flatMap(passesOf);
  const links: Link[] = edges.flatMap(({ from, to, spot }) => {
    const [source, target] = [byKey.get(from), byKey.get(to)];
    return source === undefined || target === undefined || from === to
      ? []
      : [{ from: leaving(source), to: controlKey(target), spot }];
  });
  for (const [key, children] of inside) {
    const container = byKey.get(key);
    if (container === undefined) continue;
    const members = new Set(children.map((child) => child.key));
    const within = edges.filter(({ from, to }) => members.has(from) && members.has(to));
    for (const child of children) {
      const { spot } = child;
      if (!within.some(({ to }) => to === child.key))
        links.push({ from: controlKey(container), to: controlKey(child), spot });
      if (!within.some(({ from }) => from === child.key))
        links.push({ from: leaving(child), to: leaving(container), spot });
    }
  }
  for (const node of nodes) {
    if (classOf(node.type) === 'container' && !inside.has(node.key))
      links.push({ from: controlKey(node), to: leaving(node), spot: node.spot });
  }
  return { steps, links };
}

export const controlKey = (node: DifyNode): string => (isEnd(classOf(node.type)) ? node.key : `runs ${node.key}`);

const leaving = (node: DifyNode): string =>
  classOf(node.type) === 'container' ? `leaves ${node.key}` : controlKey(node);

function passesOf(node: DifyNode): Step[] {
  if (isEnd(classOf(node.type))) return [];
  const keys = new Set([controlKey(node), leaving(node)]);
  return [...keys].map((key) => ({ key, role: 'pass' as const, name: node.title, spot: node.spot }));
}

function childrenOf(nodes: readonly DifyNode[]): Map<string, DifyNode[]> {
  const inside = new Map<string, DifyNode[]>();
  const containers = new Set(nodes.filter(({ type }) => classOf(type) === 'container').map(({ key }) => key));
  for (const node of nodes) {
    if (node.parent === undefined || node.parent === node.key || !containers.has(node.parent)) continue;
    const known = inside.get(node.parent);
    if (known === undefined) inside.set(node.parent, [node]);
    else known.push(node);
  }
  return inside;
}

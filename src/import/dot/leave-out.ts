import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import type { Cluster, Drawing, DrawnNode } from './drawing.ts';
import { labelOf } from './label-text.ts';
import { isInvisible, isText } from './shapes.ts';

/** Nodes that only help the drawing: texts, legends, what is not seen. Each is noted. */
export function leaveOut({ nodes, edges }: Drawing, drafts: Drafts): ReadonlySet<string> {
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const left = new Set<string>();
  for (const node of nodes) {
    const why = whyNot(node, linked);
    if (why === undefined) continue;
    left.add(node.id);
    drafts.ignored.push({ what: `node ${shownName(node.id)}`, where: describePlace(node.at), why });
  }
  return left;
}

function whyNot(node: DrawnNode, linked: ReadonlySet<string>): string | undefined {
  const { attributes, id, cluster } = node;
  if (attributes.has('kind')) return undefined;
  if (isInvisible(attributes)) return 'it is not seen on the drawing';
  if (isInLegend(cluster)) return 'it is part of the legend';
  return isText(node) && !linked.has(id) ? 'a text on the drawing' : undefined;
}

function isInLegend(cluster: Cluster | undefined): boolean {
  for (let box = cluster; box !== undefined; box = box.around) {
    const { name } = labelOf(box.settings.get('label') ?? box.name ?? '', {});
    if (/^(?:cluster_?)?(?:legend|key)$/iu.test(name)) return true;
  }
  return false;
}

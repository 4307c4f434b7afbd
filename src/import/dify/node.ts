import { describePlace } from '../../base/errors.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { describeForm, find, type Located, type LocatedMap, listOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { nameIn, scalarText } from './scalar-text.ts';

/** A node of the graph that does something. */
export type DifyNode = {
  /** Its id in the file. */
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly data: LocatedMap;
  readonly spot: Spot;
  /** The iteration or loop that it is in. */
  readonly parent: string | undefined;
};

/** An edge of the graph. */
export type DifyEdge = { readonly from: string; readonly to: string; readonly spot: Spot };

const NOTES = new Set(['', 'custom-note', 'note']);

/** Nodes in the order of the file; notes are left out, what is no node is reported. */
export function readNodes(graph: Located | undefined, drafts: Drafts): DifyNode[] {
  const nodes: DifyNode[] = [];
  let notes = 0;
  for (const item of listOf(find(graph, 'nodes'))) {
    const data = find(item, 'data');
    const key = scalarText(find(item, 'id'));
    const type = (scalarText(find(data, 'type')) ?? '').trim();
    if (data?.form === 'map' && (NOTES.has(type) || scalarText(find(item, 'type')) === 'custom-note')) notes++;
    else if (data?.form !== 'map' || key === undefined || key === '') warnOf(item, drafts);
    else {
      const title = nameIn(find(data, 'title')) ?? shownName(type);
      nodes.push({ key, type, title, data, spot: item, parent: parentOf(item, data) });
    }
  }
  if (notes > 0) {
    const where = describePlace((find(graph, 'nodes') as Located).at);
    drafts.ignored.push({ what: notes === 1 ? 'a note' : `${notes} notes`, where, why: 'notes do nothing' });
  }
  return nodes;
}

export function readEdges(graph: Located | undefined): DifyEdge[] {
  return listOf(find(graph, 'edges')).flatMap((edge) => {
    const from = scalarText(find(edge, 'source'));
    const to = scalarText(find(edge, 'target'));
    return from === undefined || to === undefined ? [] : [{ from, to, spot: edge }];
  });
}

const parentOf = (item: Located, data: Located): string | undefined =>
  scalarText(find(item, 'parentId')) ?? scalarText(find(data, 'iteration_id')) ?? scalarText(find(data, 'loop_id'));

function warnOf(item: Located, drafts: Drafts): void {
  const fix = 'It is left out: every node has an id, and data as an object.';
  drafts.warnings.push({ at: item.at, expected: 'a node with id and data', found: describeForm(item), fix });
}

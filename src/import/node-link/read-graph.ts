import type { Problem } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { describeForm, find, type Located, listOf, textOf } from '../located.ts';
import { CountedNotes } from '../network/counted-notes.ts';
import type { ListedEdge, ListedGraph, ListedNode } from '../network/listed-graph.ts';
import { attributesIn } from './attributes-in.ts';
import { type EdgeDirection, edgeDirection } from './edge-direction.ts';
import type { JsonGraph, JsonPart } from './json-graph.ts';
import { endOf, nodeIds } from './node-ids.ts';
import { refuseSameIds } from './refuse-same-ids.ts';

/**
 * Nodes and edges with their attributes; what has no place in a graph is noted.
 * @throws {InvalidInputError} if a graph has two nodes with one id
 */
export function readGraph(graph: JsonGraph, drafts: Drafts): ListedGraph {
  const notes = new CountedNotes();
  const { ids, meant } = nodeIds(graph);
  const nodes = graph.nodes.map((node, n): ListedNode => {
    const attributes = ownAttributes(node, NODE_KEYS, 'nodes', notes);
    return { id: ids[n] ?? '', attributes, spot: node.entry };
  });
  if (graph.count === 1) refuseSameIds(nodes);
  const edges: ListedEdge[] = [];
  let open: JsonPart | undefined;
  for (const part of graph.edges) {
    const [source, target] = [endOf(part.maps, 'source'), endOf(part.maps, 'target')];
    const [from, to] = [source && meant(source), target && meant(target)];
    if (from === undefined || to === undefined) {
      notes.add('edge without two ends', part.entry.at, 'it joins nothing');
      continue;
    }
    const direction = edgeDirection(part.maps, graph.isDirected);
    if (direction === 'open') open ??= part;
    const attributes = ownAttributes(part, EDGE_KEYS, 'edges', notes);
    edges.push({ ...endsOf(direction, from, to), attributes, spot: part.entry });
  }
  if (open !== undefined) drafts.warnings.push(openDirection(open));
  if (graph.count > 1) drafts.warnings.push(severalGraphs(graph));
  drafts.ignored.push(...notes.list());
  return { nodes, edges };
}

/** Nodes of the same id are one. */
const severalGraphs = ({ about, count }: JsonGraph): Problem => ({
  at: about[1]?.at ?? { file: '' },
  expected: 'one graph',
  found: `${count} graphs`,
  fix: 'They are read as one, in which nodes of the same id are the same node.',
});

const endsOf = (direction: EdgeDirection, from: string, to: string) =>
  direction === 'back' ? { from: to, to: from, isBothWays: false } : { from, to, isBothWays: direction === 'both' };

const openDirection = ({ entry: { at } }: JsonPart) => ({
  at,
  expected: 'a file that says whether its edges are directed',
  found: 'edges that do not say it',
  fix: 'They are taken to run from source to target; "directed": false at the top makes them run both ways.',
});

const NODE_KEYS: ReadonlySet<string> = new Set(['id', 'key']);
const EDGE_KEYS: ReadonlySet<string> = new Set(['id', 'key', 'source', 'target', 'from', 'to', 'directed', 'arrows']);

function ownAttributes({ maps }: JsonPart, taken: ReadonlySet<string>, of: string, notes: CountedNotes) {
  const { attributes, others } = attributesIn(maps, taken);
  for (const other of others) {
    const name = nameOf(other.pointer);
    if (!DRAWN.has(name))
      notes.add(`attribute ${JSON.stringify(name)} of ${of}`, other.at, `it is ${describeForm(other)}`);
  }
  return attributes;
}

/** Where and how something is drawn. */
const DRAWN: ReadonlySet<string> = new Set(['position', 'positionAbsolute', 'style', 'color', 'font']);

const nameOf = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1, pointer.length).slice(0, 60);

/** What the graph says of itself, by name. */
export function aboutGraph({ about }: JsonGraph): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const located of about) {
    for (const name of ['name', 'label', 'title', 'description', 'creator', 'scenario', 'worlds']) {
      const text = textIn(located, name);
      if (text !== undefined && !said.has(name)) said.set(name, text);
    }
  }
  return said;
}

/** Older versions of networkx list pairs of name and value. */
function textIn(located: Located | undefined, name: string): string | undefined {
  const pair = listOf(located).find((one) => textOf(listOf(one)[0]) === name);
  return textOf(pair === undefined ? find(located, name) : listOf(pair)[1]);
}

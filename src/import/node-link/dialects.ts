import { entriesOf, find, flagOf, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { adjacencyEdges } from './adjacency.ts';
import type { JsonGraph, JsonNode, JsonPart } from './json-graph.ts';

/** One way of writing nodes and edges in JSON. */
export type Dialect = {
  readonly name: string;
  /** How sure it is, and what was seen; undefined if it is none of these. */
  readonly sign: (root: Located) => { readonly score: number; readonly reason: string } | undefined;
  readonly read: (root: Located) => JsonGraph;
};

/** All that are known, the surest first: the first one that has a sign reads the file. */
export const dialects: readonly Dialect[] = [
  {
    name: 'Cytoscape.js',
    sign: (root) => {
      const seen = cytoscapeEntries(root).some(({ maps }) => maps.length > 1 && hasEnds(maps));
      return seen ? { score: 0.7, reason: 'it lists elements whose data have source and target' } : undefined;
    },
    read: readCytoscape,
  },
  {
    name: 'JSON Graph Format',
    sign: (root) => {
      const graphs = formatGraphs(root);
      const seen = graphs.some((graph) => listOf(find(graph, 'edges')).some((edge) => hasEnds(partOf(edge)?.maps)));
      return seen ? { score: 0.65, reason: 'its graph has nodes, and edges with source and target' } : undefined;
    },
    read: readFormatGraphs,
  },
  {
    name: 'networkx',
    sign: (root) =>
      isNetworkx(root) ? { score: 0.75, reason: 'directed and multigraph beside its nodes' } : undefined,
    read: readNetworkx,
  },
  {
    name: 'graphology',
    sign: (root) => {
      const [node] = nodesOf(root);
      const isIt = find(node?.entry, 'key') !== undefined && find(node?.entry, 'id') === undefined;
      if (!isIt || !edgesOf(root).some(({ maps }) => hasEnds(maps))) return undefined;
      return { score: 0.65, reason: 'nodes with keys, and edges with source and target' };
    },
    read: (root) => readLists(root, textOf(find(root, 'options', 'type')) !== 'undirected'),
  },
  {
    name: 'vis.js',
    sign: (root) =>
      nodesOf(root).length > 0 && edgesOf(root).some(({ maps }) => has(maps, 'from') && has(maps, 'to'))
        ? { score: 0.55, reason: 'nodes, and edges with from and to' }
        : undefined,
    read: (root) => readLists(root, flagOf(find(root, 'directed'))),
  },
  {
    name: 'd3',
    sign: (root) => listSign(root, 'links', 0.6),
    read: (root) => readLists(root, flagOf(find(root, 'directed'))),
  },
  {
    name: 'sigma',
    sign: (root) => listSign(root, 'edges', 0.55),
    read: (root) => readLists(root, flagOf(find(root, 'directed'))),
  },
];

const listSign = (root: Located, key: 'links' | 'edges', score: number) =>
  nodesOf(root).length > 0 && partsOf(find(root, key)).some(({ maps }) => hasEnds(maps))
    ? { score, reason: `nodes, and ${key} with source and target` }
    : undefined;

const has = (maps: readonly LocatedMap[] | undefined, key: string): boolean =>
  maps?.some(({ entries }) => entries.has(key)) === true;
const hasEnds = (maps: readonly LocatedMap[] | undefined): boolean => has(maps, 'source') && has(maps, 'target');

/** Where tools put the attributes of a node or an edge, other than beside its id. */
const INSIDE = ['data', 'attributes', 'metadata', 'properties'];

function partOf(located: Located): JsonPart | undefined {
  if (located.form !== 'map') return undefined;
  const inside = INSIDE.map((key) => located.entries.get(key)?.value).filter((value) => value?.form === 'map');
  return { entry: located, maps: [located, ...inside] };
}

const partsOf = (list: Located | undefined): JsonPart[] => listOf(list).flatMap((item) => partOf(item) ?? []);

const nodesIn = (nodes: Located | undefined): JsonNode[] =>
  nodes?.form === 'map'
    ? entriesOf(nodes).flatMap(([key, { value }]) => {
        const part = partOf(value);
        return part === undefined ? [] : [{ ...part, key }];
      })
    : partsOf(nodes);

const nodesOf = (root: Located): JsonNode[] => partsOf(find(root, 'nodes'));
const edgesOf = (root: Located): JsonPart[] => partsOf(find(root, 'links') ?? find(root, 'edges'));

const readLists = (root: Located, isDirected: boolean | undefined): JsonGraph => ({
  nodes: nodesOf(root),
  edges: edgesOf(root),
  about: [find(root, 'graph'), find(root, 'attributes'), root],
  isDirected,
  count: 1,
});

const isNetworkx = (root: Located): boolean =>
  flagOf(find(root, 'directed')) !== undefined &&
  flagOf(find(root, 'multigraph')) !== undefined &&
  find(root, 'nodes')?.form === 'list';

/** Its edges stand in a list, or with the nodes that they leave. */
function readNetworkx(root: Located): JsonGraph {
  const graph = readLists(root, flagOf(find(root, 'directed')));
  const isListed = find(root, 'links') !== undefined || find(root, 'edges') !== undefined;
  return isListed ? graph : { ...graph, edges: adjacencyEdges(root, graph.isDirected !== false) };
}

const cytoscapeEntries = (root: Located): JsonPart[] => {
  const elements = root.form === 'list' ? root : find(root, 'elements');
  return elements?.form === 'map'
    ? [...partsOf(find(elements, 'nodes')), ...partsOf(find(elements, 'edges'))]
    : partsOf(elements);
};

function readCytoscape(root: Located): JsonGraph {
  const all = cytoscapeEntries(root);
  const isEdge = ({ entry, maps }: JsonPart): boolean =>
    textOf(find(entry, 'group')) === 'edges' || (textOf(find(entry, 'group')) !== 'nodes' && hasEnds(maps));
  return {
    nodes: all.filter((part) => !isEdge(part)),
    edges: all.filter(isEdge),
    about: [find(root, 'data'), root],
    isDirected: flagOf(find(root, 'directed')),
    count: 1,
  };
}

/** Of `graph` or `graphs`; the first version lists nodes, the second maps them. */
function formatGraphs(root: Located): readonly Located[] {
  const graph = find(root, 'graph');
  return (graph === undefined ? listOf(find(root, 'graphs')) : [graph]).filter(
    (one) => find(one, 'nodes') !== undefined,
  );
}

function readFormatGraphs(root: Located): JsonGraph {
  const graphs = formatGraphs(root);
  return {
    nodes: graphs.flatMap((graph) => nodesIn(find(graph, 'nodes'))),
    edges: graphs.flatMap((graph) => partsOf(find(graph, 'edges'))),
    about: [find(graphs[0], 'metadata'), graphs[0], root],
    isDirected: graphs.every((graph) => flagOf(find(graph, 'directed')) !== false),
    count: graphs.length,
  };
}

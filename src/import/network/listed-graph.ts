import type { Problem } from '../../base/errors.ts';
import { quoted } from '../../base/quoted.ts';
import { weightRank } from '../../graph/edge-weights.ts';
import type { Diagram, Flow } from '../diagram/diagram.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { CountedNotes } from './counted-notes.ts';
import type { SaidWeight } from './edge-probabilities.ts';
import { nameIn } from './name-in.ts';
import { Network } from './network.ts';

/** Nodes and edges as tables and JSON list them: with attributes by name, and without a schema. */
export type ListedGraph = {
  readonly title?: string | undefined;
  readonly nodes: readonly ListedNode[];
  readonly edges: readonly ListedEdge[];
};

export type ListedNode = {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly spot: Spot;
};

export type ListedEdge = {
  /** Ids of nodes; one that no node has declares a node. */
  readonly from: string;
  readonly to: string;
  readonly isBothWays: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  readonly spot: Spot;
  /** What may be its probability, if that is not decided by the names of its attributes. */
  readonly weight?: SaidWeight | undefined;
};

/**
 * A listed graph as a diagram. Nodes listed twice are one, with the attributes of both and a warning if they differ; edges of a node with itself
 * are left out and counted, unless they say what kind of relation they are.
 * @throws {InvalidInputError} with all problems, or if there is no node
 */
export function listedDiagram({ title, nodes, edges }: ListedGraph, file: string, drafts: Drafts): Diagram {
  const network = new Network(file, drafts);
  const notes = new CountedNotes();
  const own = withUnlisted(joinedNodes(nodes, drafts), edges, nodes.length > 0, drafts);
  for (const node of own.values()) declare(node, own, network);
  for (const edge of edges) join(edge, network);
  const diagram = network.diagram(title);
  const flows = diagram.flows.filter((flow) => !isIdleLoop(flow, notes));
  drafts.ignored.push(...notes.list());
  return { ...diagram, flows };
}

function isIdleLoop({ from, to, attributes, spot }: Flow, notes: CountedNotes): boolean {
  const isIdle = from === to && attributes?.has('kind') !== true;
  if (isIdle) notes.add('edge of a node with itself', spot.at, 'it spreads nothing');
  return isIdle;
}

type Nodes = Map<string, ListedNode>;

function joinedNodes(nodes: readonly ListedNode[], drafts: Drafts): Nodes {
  const joined: Nodes = new Map();
  for (const node of nodes) {
    const known = joined.get(node.id);
    if (known === undefined) joined.set(node.id, node);
    else {
      joined.set(node.id, { ...known, attributes: new Map([...node.attributes, ...known.attributes]) });
      if (!areAtOne(known, node)) drafts.warnings.push(saidTwice(node));
    }
  }
  return joined;
}

const areAtOne = (a: ListedNode, b: ListedNode): boolean =>
  [...a.attributes].every(([name, text]) => (b.attributes.get(name) ?? text) === text);

const saidTwice = ({ id, spot }: ListedNode): Problem => ({
  at: spot.at,
  expected: 'each node once',
  found: `${quoted(id)} again, with other attributes`,
  fix: 'They are read as one node; what was said first holds.',
});

/** Edges may name nodes that are not listed; where others are, it may be a slip. */
function withUnlisted(nodes: Nodes, edges: readonly ListedEdge[], areListed: boolean, drafts: Drafts): Nodes {
  const unlisted: ListedNode[] = [];
  for (const { from, to, spot } of edges) {
    for (const id of [from, to]) {
      if (nodes.has(id)) continue;
      const node = { id, attributes: new Map(), spot };
      nodes.set(id, node);
      unlisted.push(node);
    }
  }
  const [first] = unlisted;
  if (areListed && first !== undefined) {
    const more = unlisted.length === 1 ? '' : ` and ${(unlisted.length - 1).toLocaleString('en-US')} more`;
    const found = `${quoted(first.id)}${more}, not among the nodes`;
    const fix = 'They are nodes of which nothing is known; correct the edges if that is a slip.';
    drafts.warnings.push({ at: first.spot.at, expected: 'edges between listed nodes', found, fix });
  }
  return nodes;
}

function declare({ id, attributes, spot }: ListedNode, nodes: Nodes, network: Network): void {
  const parent = PARENTS.map((name) => attributes.get(name)).find((text) => text !== undefined && text !== '');
  const zone = attributes.get('zone') ?? parent;
  const isNode = parent !== undefined && nodes.has(parent);
  network.declare({
    id,
    ...spot,
    ...(isNode ? { parent } : zone === undefined || zone.trim() === '' ? {} : { zone }),
    name: nameIn(attributes),
    types: TYPES.flatMap((name) => attributes.get(name) ?? []).filter((text) => !/^\d*$/u.test(text)),
    attributes,
  });
}

const PARENTS = ['parent', 'parentId', 'parentNode'];

/** Attributes that tell what a node is, besides those that are always asked. */
const TYPES = ['technology', 'labels', 'LABEL', 'group', 'shape'];

function join({ from, to, isBothWays, attributes, spot, weight }: ListedEdge, network: Network): void {
  network.join({
    id: undefined,
    ...spot,
    name: nameIn(attributes) || (attributes.get('relation') ?? attributes.get('interaction') ?? ''),
    from,
    to,
    isBothWays,
    weight: weight ?? weightIn(attributes),
    attributes,
  });
}

/** The attribute whose name says most surely that it is a probability. */
function weightIn(attributes: ReadonlyMap<string, string>): SaidWeight | undefined {
  const [name] = [...attributes.keys()]
    .filter((key) => Number.isFinite(weightRank(key)))
    .sort((a, b) => weightRank(a) - weightRank(b));
  return name === undefined ? undefined : { name, text: attributes.get(name) };
}

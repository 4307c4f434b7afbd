import type { Place } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { Attributes } from '../base/xml-feed.ts';
import { weightRank } from '../graph/edge-weights.ts';
import { RawXmlReader } from './raw-xml-reader.ts';

type Key = {
  readonly owner: 'node' | 'edge';
  readonly name: string;
  readonly rank: number;
  defaultText: string | undefined;
};
type Owner = {
  readonly kind: 'node' | 'edge';
  readonly attributes: Attributes;
  readonly at: Place;
  weight: string | undefined;
};

/**
 * GraphML (Brandes, Eiglsperger, Lerner, Pich: Graph markup language, 2013), nested graphs included. An edge's
 * probability is its datum whose key is called p, prob, probability or weight; ports are not read.
 */
export class GraphmlReader extends RawXmlReader {
  /** Keys of edges that may be probabilities, and of nodes' kinds, by id. */
  private readonly keys = new Map<string, Key>();
  private weight: Key | undefined;
  /** The open elements' names; nodes and edges; graphs: whether their edges are directed. */
  private readonly path: string[] = [];
  private readonly owners: Owner[] = [];
  private readonly areDirected: boolean[] = [];
  /** Where the text of a datum or default goes. */
  private key: Key | undefined;
  private caught = '';

  override open(name: string, attributes: Attributes, at: Place): void {
    const parent = this.path.at(-1);
    this.path.push(name);
    if (parent === undefined && name !== 'graphml') this.problem(at, 'a <graphml> document', `<${name}>`);
    if (name === 'key') this.openKey(attributes);
    else if (name === 'graph') this.openGraph(attributes, at);
    else if (name === 'node' || name === 'edge') this.openOwner({ kind: name, attributes, at, weight: undefined });
    else if (name === 'data' && (parent === 'node' || parent === 'edge')) this.openData(parent, attributes);
    else if (name === 'hyperedge') this.problem(at, 'edges between two nodes', 'a hyperedge');
    this.caught = '';
  }

  override text(text: string): void {
    if (this.key !== undefined) this.caught += text;
  }

  override close(name: string): void {
    this.path.pop();
    if (name === 'data') this.closeData();
    else if (name === 'default' && this.key !== undefined) this.key.defaultText = this.caught.trim();
    else if (name === 'key') this.key = undefined;
    else if (name === 'graph') this.areDirected.pop();
    else if (name === 'edge') this.closeEdge(this.owners.pop());
    else if (name === 'node') this.owners.pop();
  }

  private openKey(attributes: Attributes): void {
    const { id, for: scope = 'all' } = attributes;
    const name = attributes['attr.name'] ?? id ?? '';
    this.key = undefined;
    if (id === undefined) return;
    const rank = weightRank(name);
    if (rank < (this.weight?.rank ?? Number.POSITIVE_INFINITY) && (scope === 'edge' || scope === 'all')) {
      this.weight = this.key = { owner: 'edge', name, rank, defaultText: undefined };
    } else if (name === 'kind' && (scope === 'node' || scope === 'all')) {
      this.key = { owner: 'node', name, rank, defaultText: undefined };
    }
    if (this.key !== undefined) this.keys.set(id, this.key);
  }

  private openGraph({ edgedefault }: Attributes, at: Place): void {
    const isStated = edgedefault === 'directed' || edgedefault === 'undirected';
    if (!isStated) {
      const found = edgedefault === undefined ? 'none' : quoted(edgedefault);
      this.problem(at, 'edgedefault="directed" or "undirected"', found);
    }
    this.areDirected.push(edgedefault !== 'undirected');
  }

  private openOwner(owner: Owner): void {
    this.owners.push(owner);
    if (owner.kind === 'edge') return;
    const { id } = owner.attributes;
    if (id === undefined) this.problem(owner.at, 'a node with an id', 'none');
    else if (this.elements.isId(id, owner.at)) {
      if (!this.nodes.declare(id)) this.problem(owner.at, 'an id that no other node has', quoted(id));
      this.elements.node(id, owner.at);
    }
  }

  private openData(parent: 'node' | 'edge', attributes: Attributes): void {
    const key = this.keys.get(attributes['key'] ?? '');
    this.key = key?.owner === parent && (parent === 'node' || key === this.weight) ? key : undefined;
  }

  private closeData(): void {
    const owner = this.owners.at(-1);
    if (this.key !== undefined && owner !== undefined) {
      if (owner.kind === 'node') this.elements.refuseKind(this.caught.trim());
      else owner.weight = this.caught.trim();
    }
    this.key = undefined;
  }

  private closeEdge(edge: Owner | undefined): void {
    if (edge === undefined) return;
    const { source: from, target: to, directed } = edge.attributes;
    if (from === undefined || to === undefined) {
      this.problem(edge.at, 'an edge with a source and a target', from === undefined ? 'no source' : 'no target');
      return;
    }
    const isDirected =
      directed === undefined ? this.areDirected.at(-1) === true : directed === 'true' || directed === '1';
    if (this.weight !== undefined)
      this.elements.weights.from(`attribute ${quoted(this.weight.name)}`, this.weight.rank);
    const weight = edge.weight ?? this.weight?.defaultText;
    this.elements.edge({ from, to, isBothWays: !isDirected, weight, at: edge.at });
    for (const id of [from, to]) if (this.elements.isId(id, edge.at)) this.nodes.use(id, edge.at);
  }

  private problem(at: Place, expected: string, found: string): void {
    this.elements.problems.add({ at, expected, found, fix: 'Correct the element, or remove it.' });
  }
}

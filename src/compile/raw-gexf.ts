import type { Place } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { Attributes } from '../base/xml-feed.ts';
import { weightRank } from '../graph/edge-weights.ts';
import { RawXmlReader } from './raw-xml-reader.ts';

type Edge = { readonly attributes: Attributes; readonly at: Place; weight: string | undefined; rank: number };
type Declared = { readonly name: string; readonly rank: number; defaultText: string | undefined };

/**
 * GEXF 1.1 to 1.3 (gexf.net). An edge's probability is its value for an attribute called p, prob, probability or
 * weight, or its own `weight`; when an edge is there (dynamic graphs) is not read.
 */
export class GexfReader extends RawXmlReader {
  private readonly path: string[] = [];
  /** Edges' attributes that may be probabilities, by id; ids of nodes' attributes that are their kind. */
  private readonly weights = new Map<string, Declared>();
  private readonly kinds = new Set<string>();
  private attributesOf = '';
  private declared: Declared | undefined;
  private caught = '';
  private defaultType = 'undirected';
  private edge: Edge | undefined;
  private node: Place | undefined;

  override open(name: string, attributes: Attributes, at: Place): void {
    if (this.path.length === 0 && name !== 'gexf') this.problem(at, 'a <gexf> document', `<${name}>`);
    this.path.push(name);
    this.caught = '';
    if (name === 'graph') this.defaultType = attributes['defaultedgetype'] ?? 'undirected';
    else if (name === 'attributes') this.attributesOf = attributes['class'] ?? '';
    else if (name === 'attribute') this.openAttribute(attributes);
    else if (name === 'node') this.openNode(attributes, at);
    else if (name === 'edge') this.openEdge(attributes, at);
    else if (name === 'attvalue') this.openValue(attributes);
  }

  override text(text: string): void {
    if (this.declared !== undefined) this.caught += text;
  }

  override close(name: string): void {
    this.path.pop();
    if (name === 'default' && this.declared !== undefined) this.declared.defaultText = this.caught.trim();
    else if (name === 'attribute') this.declared = undefined;
    else if (name === 'node') this.node = undefined;
    else if (name === 'edge') this.closeEdge();
  }

  private openAttribute({ id, title }: Attributes): void {
    this.declared = undefined;
    if (id === undefined) return;
    const name = title ?? id;
    const rank = weightRank(name);
    if (this.attributesOf === 'node' && name === 'kind') this.kinds.add(id);
    if (this.attributesOf !== 'edge' || !Number.isFinite(rank)) return;
    this.declared = { name, rank, defaultText: undefined };
    this.weights.set(id, this.declared);
  }

  private openNode({ id }: Attributes, at: Place): void {
    this.node = at;
    if (id === undefined) this.problem(at, 'a node with an id', 'none');
    else if (this.elements.isId(id, at)) {
      if (!this.nodes.declare(id)) this.problem(at, 'an id that no other node has', quoted(id));
      this.elements.node(id, at);
    }
  }

  private openEdge(attributes: Attributes, at: Place): void {
    this.edge = { attributes, at, weight: undefined, rank: Number.POSITIVE_INFINITY };
    for (const { name, rank, defaultText } of this.weights.values()) this.offer(name, rank, defaultText);
    this.offer('weight', weightRank('weight'), attributes['weight']);
  }

  private openValue(attributes: Attributes): void {
    const id = attributes['for'] ?? attributes['attribute'] ?? attributes['id'] ?? '';
    if (this.edge !== undefined) {
      // An attribute that was never declared is called as it is referred to.
      const { name, rank } = this.weights.get(id) ?? { name: id, rank: weightRank(id) };
      this.offer(name, rank, attributes['value']);
    } else if (this.node !== undefined && (this.kinds.has(id) || id === 'kind')) {
      this.elements.refuseKind(attributes['value'] ?? '');
    }
  }

  /** Takes the value that is the surest to be a probability; a later one of the same name beats a default. */
  private offer(name: string, rank: number, weight: string | undefined): void {
    if (this.edge === undefined || weight === undefined || !Number.isFinite(rank) || rank > this.edge.rank) return;
    this.edge.weight = weight;
    this.edge.rank = rank;
    this.elements.weights.from(`attribute ${quoted(name)}`, rank);
  }

  private closeEdge(): void {
    const { edge } = this;
    this.edge = undefined;
    if (edge === undefined) return;
    const { source: from, target: to, type = this.defaultType } = edge.attributes;
    if (from === undefined || to === undefined) {
      this.problem(edge.at, 'an edge with a source and a target', from === undefined ? 'no source' : 'no target');
      return;
    }
    this.elements.edge({ from, to, isBothWays: type !== 'directed', weight: edge.weight, at: edge.at });
    for (const id of [from, to]) if (this.elements.isId(id, edge.at)) this.nodes.use(id, edge.at);
  }

  private problem(at: Place, expected: string, found: string): void {
    this.elements.problems.add({ at, expected, found, fix: 'Correct the element, or remove it.' });
  }
}

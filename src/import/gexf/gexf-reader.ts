import type { Place } from '../../base/errors.ts';
import type { Attributes, XmlHandler } from '../../base/xml-feed.ts';
import { fromXml } from '../../base/xml-text.ts';
import { weightRank } from '../../graph/edge-weights.ts';
import type { Diagram } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { feedXml } from '../feed-xml.ts';
import type { SourceFile } from '../importer.ts';
import { CountedNotes } from '../network/counted-notes.ts';
import type { SaidWeight } from '../network/edge-probabilities.ts';
import { nameIn } from '../network/name-in.ts';
import { Network, type NetworkNode } from '../network/network.ts';
import { isOwnFile, networkSource } from '../network/network-source.ts';
import { shown } from '../network/shown.ts';
import { type GexfAttribute, GexfAttributes, valueText } from './gexf-attributes.ts';

/** A node or an edge whose end was not read yet. */
type Part = {
  readonly kind: 'node' | 'edge';
  readonly tag: Attributes;
  readonly at: Place;
  readonly values: Map<string, string>;
  readonly node: NetworkNode | undefined;
  /** The value that is the surest to be a probability. */
  weight: SaidWeight | undefined;
};

/**
 * GEXF 1.0 to 1.3 (gexf.net): attributes by their titles, with their defaults; nodes inside nodes, also by `pid`. What
 * comes and goes with time is taken to be there all the time.
 */
export class GexfReader implements XmlHandler {
  readonly #file: SourceFile;
  readonly #drafts: Drafts;
  readonly #network: Network;
  readonly #attributes: Readonly<Record<Part['kind'], GexfAttributes>>;
  readonly #notes = new CountedNotes();
  readonly #path: string[] = [];
  readonly #parts: Part[] = [];
  readonly #said = new Map<string, string>();
  #defaultType = 'undirected';
  #declaring: GexfAttributes | undefined;
  #attribute: GexfAttribute | undefined;
  #isDynamic = false;
  #text = '';

  constructor(file: SourceFile, drafts: Drafts) {
    this.#file = file;
    this.#drafts = drafts;
    this.#network = new Network(file.name, drafts);
    this.#attributes = { node: new GexfAttributes(drafts), edge: new GexfAttributes(drafts) };
  }

  /** @throws {InvalidInputError} with every problem of the file */
  read(): { readonly diagram: Diagram; readonly description: string | undefined } {
    feedXml(this.#file, this);
    const { title, description } = networkSource('GEXF', this.#said);
    const diagram = this.#network.diagram(title);
    if (!isOwnFile(this.#said)) this.#drafts.ignored.push(...this.#notes.list());
    return { diagram, description };
  }

  open(name: string, tag: Attributes, at: Place): void {
    if (this.#path.length === 0 && name !== 'gexf') this.#problem(at, 'a <gexf> document', `<${name}>`);
    this.#path.push(name);
    this.#text = '';
    if (name === 'graph') this.#openGraph(tag, at);
    else if (name === 'attributes') this.#openAttributes(tag);
    else if (name === 'attribute') this.#attribute = this.#declaring?.declare(tag);
    else if (name === 'node') this.#openNode(tag, at);
    else if (name === 'edge') this.#openPart('edge', tag, at);
    else if (name === 'attvalue') this.#openValue(tag, at);
    else if (name === 'parent') this.#openParent(tag, at);
    else if (DRAWN.has(name) && this.#parts.length > 0) this.#notes.add('drawing', at, SAYS_NOTHING);
    else if (name === 'spell' || name === 'slice') this.#sayDynamic(at, `<${name}>`);
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    const parent = this.#path.at(-2);
    this.#path.pop();
    if (name === 'default' && this.#attribute !== undefined) this.#attribute.defaultText = this.#text.trim();
    else if (name === 'attribute') this.#attribute = undefined;
    else if (name === 'attributes') this.#declaring = undefined;
    else if (name === 'node') this.#closeNode(this.#parts.pop());
    else if (name === 'edge') this.#closeEdge(this.#parts.pop());
    else if (parent === 'meta' && OF_META.includes(name)) this.#said.set(name, fromXml(this.#text));
  }

  #openGraph({ defaultedgetype, name, mode, type }: Attributes, at: Place): void {
    this.#defaultType = defaultedgetype ?? 'undirected';
    if (name !== undefined && name !== '') this.#said.set('name', fromXml(name));
    if (mode === 'dynamic' || type === 'dynamic') this.#sayDynamic(at, 'mode="dynamic"');
  }

  #openAttributes({ class: owner }: Attributes): void {
    this.#declaring = owner === 'node' || owner === 'edge' ? this.#attributes[owner] : undefined;
  }

  #openPart(kind: Part['kind'], tag: Attributes, at: Place, node?: NetworkNode): void {
    const defaults = this.#attributes[kind].defaults();
    const part: Part = { kind, tag, at, values: new Map(), node, weight: undefined };
    this.#parts.push(part);
    for (const [name, text] of defaults) setValue(part, name, text);
    for (const name of kind === 'edge' ? OWN_OF_EDGES : []) {
      const text = tag[name];
      if (text !== undefined) setValue(part, name, fromXml(text));
    }
    for (const time of TIMES) if (tag[time] !== undefined) this.#sayDynamic(at, `${time}=${shown(tag[time])}`);
  }

  #openNode(tag: Attributes, at: Place): void {
    const { id, pid } = tag;
    if (id === undefined) this.#problem(at, 'a node with an id', 'none');
    const around = this.#parts.findLast(({ kind }) => kind === 'node')?.node?.id;
    const parent = around ?? (pid === undefined || pid === '' ? undefined : fromXml(pid));
    const node = id === undefined ? undefined : { id: fromXml(id), at, parent, name: '', attributes: new Map() };
    if (node !== undefined) this.#network.declare(node);
    this.#openPart('node', tag, at, node);
  }

  /** A node may stand in several; a component is in one zone. */
  #openParent({ for: id }: Attributes, at: Place): void {
    const node = this.#parts.at(-1)?.node;
    if (node === undefined || id === undefined) return;
    if (node.parent === undefined) node.parent = fromXml(id);
    else if (node.parent !== fromXml(id)) this.#notes.add('further parent of a node', at, 'a component is in one zone');
  }

  #openValue(tag: Attributes, at: Place): void {
    const part = this.#parts.at(-1);
    const id = tag['for'] ?? tag['attribute'] ?? tag['id'];
    const { value } = tag;
    if (part === undefined || id === undefined || value === undefined) return;
    const { name, isList } = this.#attributes[part.kind].find(id, at);
    setValue(part, name, valueText(value, isList));
    for (const time of TIMES) if (tag[time] !== undefined) this.#sayDynamic(at, `${time}=${shown(tag[time])}`);
  }

  #closeNode(part: Part | undefined): void {
    if (part?.node === undefined) return;
    part.node.attributes = part.values;
    part.node.name = labelOf(part);
  }

  #closeEdge(part: Part | undefined): void {
    if (part === undefined) return;
    const { tag, at, values: attributes, weight } = part;
    const { source, target, id, type = this.#defaultType } = tag;
    if (source === undefined || target === undefined) {
      this.#problem(at, 'an edge with a source and a target', source === undefined ? 'no source' : 'no target');
      return;
    }
    this.#network.join({
      id: id === undefined ? undefined : fromXml(id),
      at,
      name: labelOf(part),
      from: fromXml(source),
      to: fromXml(target),
      isBothWays: type !== 'directed',
      weight,
      attributes,
    });
  }

  #sayDynamic(at: Place, found: string): void {
    if (this.#isDynamic) return;
    this.#isDynamic = true;
    const fix = 'Nodes and edges count as there all the time; of values that change the last one counts.';
    this.#drafts.warnings.push({ at, expected: 'a graph that does not change with time', found, fix });
  }

  #problem(at: Place, expected: string, found: string): void {
    this.#network.problem(at, expected, found);
  }
}

/** Of elements of the `viz` module. */
const DRAWN = new Set(['color', 'position', 'size', 'shape', 'thickness']);
const SAYS_NOTHING = 'shapes, colours and places say nothing of what runs where';
const OF_META = ['creator', 'description'];
/** What an edge says without an attribute of the file. */
const OWN_OF_EDGES = ['kind', 'weight'];
const TIMES = ['start', 'end', 'startopen', 'endopen', 'timestamp', 'timestamps', 'intervals'];

/** Of what may be a probability the surest counts; of values of one attribute the last. */
function setValue(part: Part, name: string, text: string): void {
  part.values.set(name, text);
  const rank = part.kind === 'edge' ? weightRank(name) : Number.POSITIVE_INFINITY;
  if (Number.isFinite(rank) && rank <= (part.weight === undefined ? rank : weightRank(part.weight.name))) {
    part.weight = { name, text };
  }
}

function labelOf({ tag: { label = '' }, values }: Part): string {
  const own = fromXml(label).trim();
  return own === '' ? nameIn(values) : own;
}

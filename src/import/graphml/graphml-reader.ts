import type { Place } from '../../base/errors.ts';
import type { Attributes, XmlHandler } from '../../base/xml-feed.ts';
import { fromXml } from '../../base/xml-text.ts';
import type { Diagram } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { feedXml } from '../feed-xml.ts';
import type { SourceFile } from '../importer.ts';
import { CountedNotes } from '../network/counted-notes.ts';
import { nameIn } from '../network/name-in.ts';
import { Network, type NetworkNode } from '../network/network.ts';
import { isOwnFile, networkSource, unusedOf } from '../network/network-source.ts';
import { shown } from '../network/shown.ts';
import { Drawing } from './drawing.ts';
import { type GraphmlKey, GraphmlKeys } from './graphml-keys.ts';

/** A node, an edge or a graph whose end was not read yet. */
type Part = {
  readonly kind: 'node' | 'edge' | 'graph';
  readonly tag: Attributes;
  readonly at: Place;
  readonly values: Map<string, string>;
  readonly drawing: Drawing;
  readonly node: NetworkNode | undefined;
  /** Of the datum that is its probability. */
  weight: string | undefined;
};
type Datum = { readonly id: string; readonly name: string; readonly at: Place; depth: number; hasElements: boolean };

/**
 * GraphML (Brandes, Eiglsperger, Lerner, Pich: Graph markup language, 2013): attributes by their declared names, with
 * their defaults; nested graphs; labels and arrowheads as yEd draws them. Ports are noted, hyperedges refused.
 */
export class GraphmlReader implements XmlHandler {
  readonly #file: SourceFile;
  readonly #drafts: Drafts;
  readonly #network: Network;
  readonly #keys: GraphmlKeys;
  readonly #notes = new CountedNotes();
  readonly #path: string[] = [];
  readonly #parts: Part[] = [];
  readonly #graphValues = new Map<string, string>();
  #topGraphs = 0;
  #key: GraphmlKey | undefined;
  #datum: Datum | undefined;
  #text = '';

  constructor(file: SourceFile, drafts: Drafts) {
    this.#file = file;
    this.#drafts = drafts;
    this.#network = new Network(file.name, drafts);
    this.#keys = new GraphmlKeys(drafts);
  }

  /** @throws {InvalidInputError} with every problem of the file */
  read(): { readonly diagram: Diagram; readonly description: string | undefined } {
    feedXml(this.#file, this);
    const { title, description } = networkSource('GraphML', this.#graphValues);
    const diagram = this.#network.diagram(title);
    if (!isOwnFile(this.#graphValues))
      this.#drafts.ignored.push(...this.#notes.list(), ...unusedOf(this.#graphValues, this.#file.name));
    return { diagram, description };
  }

  open(name: string, tag: Attributes, at: Place): void {
    if (this.#datum !== undefined) {
      this.#datum.hasElements = true;
      this.#datum.depth++;
      this.#parts.at(-1)?.drawing.open(name, tag);
      return;
    }
    if (this.#path.length === 0 && name !== 'graphml') this.#problem(at, 'a <graphml> document', `<${name}>`);
    this.#path.push(name);
    this.#text = '';
    if (name === 'key') this.#key = this.#keys.declare(tag);
    else if (name === 'graph') this.#openGraph(tag, at);
    else if (name === 'node') this.#openNode(tag, at);
    else if (name === 'edge') this.#openPart('edge', tag, at);
    else if (name === 'data') this.#openDatum(tag, at);
    else if (name === 'hyperedge') this.#problem(at, 'edges between two nodes', 'a hyperedge');
    else if (name === 'port') this.#notes.add('port', at, 'edges end at their nodes');
    else if (name === 'locator') this.#notes.add('locator', at, 'what stands in other files is not fetched');
  }

  text(text: string): void {
    if (this.#datum?.hasElements === true) this.#parts.at(-1)?.drawing.text(text);
    else this.#text += text;
  }

  close(name: string): void {
    if (this.#datum !== undefined && this.#datum.depth > 0) {
      this.#datum.depth--;
      this.#parts.at(-1)?.drawing.close();
      return;
    }
    this.#path.pop();
    if (name === 'data') this.#closeDatum();
    else if (name === 'default' && this.#key !== undefined) this.#key.defaultText = textOf(this.#text);
    else if (name === 'key') this.#key = undefined;
    else if (name === 'desc') this.#describe(textOf(this.#text));
    else if (name === 'graph') this.#closeGraph(this.#parts.pop());
    else if (name === 'node') this.#closeNode(this.#parts.pop());
    else if (name === 'edge') this.#closeEdge(this.#parts.pop());
  }

  #openPart(kind: Part['kind'], tag: Attributes, at: Place, node?: NetworkNode): void {
    const values = this.#keys.defaultsOf(kind);
    this.#parts.push({ kind, tag, at, values, drawing: new Drawing(), node, weight: undefined });
  }

  #openGraph(tag: Attributes, at: Place): void {
    const { edgedefault } = tag;
    if (edgedefault !== 'directed' && edgedefault !== 'undirected') {
      const found = edgedefault === undefined ? 'none' : shown(edgedefault);
      this.#problem(at, 'edgedefault="directed" or "undirected"', found);
    }
    if (this.#parts.length === 0) this.#topGraphs++;
    if (this.#topGraphs === 2 && this.#parts.length === 0) {
      this.#drafts.warnings.push({ at, expected: 'one graph', found: 'another', fix: 'They are read as one.' });
    }
    this.#openPart('graph', tag, at);
  }

  #openNode(tag: Attributes, at: Place): void {
    const { id } = tag;
    if (id === undefined) this.#problem(at, 'a node with an id', 'none');
    const parent = this.#parts.findLast(({ kind }) => kind === 'node')?.node?.id;
    const node = id === undefined ? undefined : { id: fromXml(id), at, parent, name: '', attributes: new Map() };
    if (node !== undefined) this.#network.declare(node);
    this.#openPart('node', tag, at, node);
  }

  #openDatum({ key: id }: Attributes, at: Place): void {
    const isOfPart = ['node', 'edge', 'graph'].includes(this.#path.at(-2) ?? '');
    const name = id === undefined || !isOfPart ? '' : this.#keys.nameOf(id, at);
    this.#datum = { id: id ?? '', name, at, depth: 0, hasElements: false };
  }

  #closeDatum(): void {
    const [datum, part] = [this.#datum, this.#parts.at(-1)];
    this.#datum = undefined;
    if (datum?.hasElements === true) this.#notes.add('drawing', datum.at, DRAWN);
    else if (datum !== undefined && datum.name !== '' && part !== undefined) {
      part.values.set(datum.name, textOf(this.#text));
      if (part.kind === 'edge' && datum.id === this.#keys.weight?.id) part.weight = this.#text.trim();
    }
  }

  #describe(text: string): void {
    const values = this.#parts.at(-1)?.values ?? this.#graphValues;
    if (!values.has('description')) values.set('description', text);
  }

  #closeGraph(graph: Part | undefined): void {
    if (graph === undefined || this.#parts.length > 0) return;
    for (const [name, text] of graph.values) if (!this.#graphValues.has(name)) this.#graphValues.set(name, text);
  }

  #closeNode(part: Part | undefined): void {
    if (part?.node === undefined) return;
    const { node, values, drawing } = part;
    node.attributes = values;
    node.name = nameIn(values) || (drawing.label ?? '');
    if (drawing.sort !== undefined) node.types = [drawing.sort, drawing.sort.toLowerCase()];
  }

  #closeEdge(part: Part | undefined): void {
    if (part === undefined) return;
    const { tag, at, values, drawing, weight } = part;
    const { source, target, id } = tag;
    if (source === undefined || target === undefined) {
      this.#problem(at, 'an edge with a source and a target', source === undefined ? 'no source' : 'no target');
      return;
    }
    const key = this.#keys.weight;
    const [from, to] = [fromXml(source), fromXml(target)];
    this.#network.join({
      id: id === undefined ? undefined : fromXml(id),
      at,
      name: nameIn(values) || (drawing.label ?? ''),
      ...this.#directed(part, from, to),
      weight: key === undefined ? undefined : { name: key.name, text: weight ?? key.defaultText?.trim() },
      attributes: values,
    });
  }

  /** Where arrowheads are drawn, they say it; a graph of yEd is always called directed. */
  #directed({ tag: { directed }, drawing: { arrows } }: Part, from: string, to: string) {
    const isDirected =
      directed === undefined
        ? this.#parts.findLast(({ kind }) => kind === 'graph')?.tag['edgedefault'] !== 'undirected'
        : directed === 'true' || directed === '1';
    if (!isDirected || (arrows?.atSource === true && arrows.atTarget)) return { from, to, isBothWays: true };
    return arrows?.atSource === true ? { from: to, to: from, isBothWays: false } : { from, to, isBothWays: false };
  }

  #problem(at: Place, expected: string, found: string): void {
    this.#network.problem(at, expected, found);
  }
}

const DRAWN = 'shapes, colours and places say nothing of what runs where';

/** Blanks at the ends belong to a text, unless it stands on lines of its own. */
const textOf = (text: string): string => fromXml(/^\r?\n/u.test(text) ? text.trim() : text);

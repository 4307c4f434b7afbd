import { CappedProblems } from '../../base/capped-problems.ts';
import { describePlace, InvalidInputError, type Place } from '../../base/errors.ts';
import { idProblem } from '../../graph/ids.ts';
import type { Diagram, Element, Zone } from '../diagram/diagram.ts';
import { zoneNames } from '../diagram/zone-names.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { EdgeProbabilities, type SaidWeight } from './edge-probabilities.ts';
import { shown } from './shown.ts';

/** A node as it is being read: what stands inside it comes after it was declared. */
export type NetworkNode = {
  readonly id: string;
  readonly at: Place;
  /** In JSON. */
  readonly pointer?: string | undefined;
  /** Id of the node that it stands in. */
  parent?: string | undefined;
  /** Name of a zone that is no node. */
  readonly zone?: string | undefined;
  name: string;
  types?: readonly string[] | undefined;
  attributes: ReadonlyMap<string, string>;
};

export type NetworkEdge = {
  readonly id: string | undefined;
  readonly at: Place;
  /** In JSON. */
  readonly pointer?: string | undefined;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly isBothWays: boolean;
  /** What may be its probability. */
  readonly weight: SaidWeight | undefined;
  readonly attributes: ReadonlyMap<string, string>;
};

/** Nodes and edges of a graph file on their way to a diagram, and all that is wrong with them. */
export class Network {
  readonly #file: string;
  readonly #drafts: Drafts;
  readonly #problems: CappedProblems;
  readonly #nodes = new Map<string, NetworkNode>();
  readonly #edges: NetworkEdge[] = [];
  readonly #edgeKeys = new Set<string>();
  readonly #probabilities: EdgeProbabilities;

  constructor(file: string, drafts: Drafts) {
    this.#file = file;
    this.#drafts = drafts;
    const fix = 'Correct the file, or write it again with the tool that made it.';
    this.#problems = new CappedProblems(`what is right in ${file}`, fix);
    this.#probabilities = new EdgeProbabilities(this.#problems);
  }

  problem(at: Place, expected: string, found: string, fix = 'Correct the element, or remove it.'): void {
    this.#problems.add({ at, expected, found, fix });
  }

  declare(node: NetworkNode): void {
    if (!this.#isId(node.id, node.at)) return;
    if (this.#nodes.has(node.id)) this.problem(node.at, 'an id that no other node has', shown(node.id));
    else this.#nodes.set(node.id, node);
  }

  join(edge: NetworkEdge): void {
    this.#probabilities.add(edge);
    this.#edges.push(edge);
  }

  /** @throws {InvalidInputError} with all problems, or if there is no node */
  diagram(title: string | undefined): Diagram {
    this.#refuseLooseEnds();
    this.#problems.throwIfAny();
    const start = { file: this.#file, line: 1, column: 1, length: 1 };
    if (this.#nodes.size === 0) {
      const fix = 'Is this the right file?';
      throw new InvalidInputError([{ at: start, expected: 'at least one node', found: 'none', fix }]);
    }
    const probabilities = this.#probabilities.values();
    this.#drafts.warnings.push(...this.#probabilities.warnings(start));
    return {
      title,
      ...this.#zonesAndElements(),
      flows: this.#edges.flatMap((edge, n) => (probabilities?.[n] === 0 ? [] : [this.#flow(edge, probabilities?.[n])])),
      threats: [],
    };
  }

  #isId(id: string, at: Place): boolean {
    const found = idProblem(id);
    if (found === undefined) return true;
    const expected = 'an id of 1 to 200 characters without control characters';
    this.problem(at, expected, found, 'Give the node another id.');
    return false;
  }

  #refuseLooseEnds(): void {
    const told = new Set<string>();
    for (const { from, to, at } of this.#edges) {
      for (const id of [from, to]) {
        if (this.#nodes.has(id) || told.has(id)) continue;
        told.add(id);
        const fix = `Add a node with the id ${shown(id)}, or correct the edge.`;
        this.problem(at, 'edges between nodes of the file', `${shown(id)}, which is none`, fix);
      }
    }
  }

  /** A node that others stand in is their zone; it is also an element if edges end at it or the file says its kind. */
  #zonesAndElements(): { zones: Zone[]; elements: Element[] } {
    const parents = new Map([...this.#nodes.values()].map((node) => [node.id, this.#parentOf(node)]));
    const holders = new Set([...parents.values()].filter((id) => id !== undefined));
    const ends = new Set(this.#edges.flatMap(({ from, to }) => [from, to]));
    const nodes = [...this.#nodes.values()];
    const named = new Set(nodes.flatMap(({ zone }) => zone ?? []));
    const zones = [
      ...[...named].map((name) => ({ key: zoneKey(name), name })),
      ...nodes.filter(({ id }) => holders.has(id)).map(zoneOf),
    ];
    const names = zoneNames(zones);
    const ids = originalIds(nodes);
    const elements: Element[] = [];
    for (const node of nodes) {
      const { id, attributes } = node;
      const isElement = !holders.has(id) || ends.has(id) || (attributes.get('kind') ?? '').trim() !== '';
      const zone = holders.has(id) ? id : (parents.get(id) ?? namedZone(node));
      const name = zone === undefined ? '' : names.get(zone);
      if (isElement) elements.push({ ...elementOf(node, zone, name), id: ids?.get(id) ?? id });
      else this.#ignoreHolder(node);
    }
    return { zones, elements };
  }

  #parentOf({ parent, id, at }: NetworkNode): string | undefined {
    if (parent === undefined || parent === id) return undefined;
    if (this.#nodes.has(parent)) return parent;
    const fix = 'The node is taken to stand in none.';
    const found = `${shown(parent)}, which is none`;
    this.#drafts.warnings.push({ at, expected: 'the id of a node to stand in', found, fix });
    return undefined;
  }

  #ignoreHolder({ id, name, at }: NetworkNode): void {
    const what = `node ${shown(name === '' ? id : name)}`;
    this.#drafts.ignored.push({ what, where: describePlace(at), why: 'it only holds others: it became their zone' });
  }

  #flow({ id, name, from, to, isBothWays, attributes, ...place }: NetworkEdge, probability: number | undefined) {
    let key = id ?? `edge ${this.#edgeKeys.size + 1}`;
    for (let n = this.#edgeKeys.size + 1; this.#edgeKeys.has(key); n++) key = `edge ${n}`;
    this.#edgeKeys.add(key);
    return { key, name, from, to, isBidirectional: isBothWays, probability, attributes, spot: spotOf(place) };
  }
}

/** No id has a control character. */
const zoneKey = (name: string): string => `\0${name}`;
const namedZone = ({ zone }: NetworkNode): string | undefined => (zone === undefined ? undefined : zoneKey(zone));

/** Some tools number all nodes anew and keep in an attribute what they were called: igraph does. */
function originalIds(nodes: readonly NetworkNode[]): ReadonlyMap<string, string> | undefined {
  const ids = nodes.map(({ attributes }) => (attributes.has('kind') ? (attributes.get('id') ?? '') : ''));
  const areIds = ids.every((id) => idProblem(id) === undefined) && new Set(ids).size === ids.length;
  return areIds ? new Map(nodes.map(({ id }, n) => [id, ids[n] ?? id])) : undefined;
}

const zoneOf = ({ id, name }: NetworkNode): Zone => ({ key: id, name: name === '' ? id : name });

function elementOf(node: NetworkNode, zone: string | undefined, zoneName: string | undefined): Element {
  const { id, name, types, attributes } = node;
  const whole = attributes.has('kind') ? completed(attributes, { name, zone: zoneName }) : attributes;
  return { key: id, id, name, shape: 'any', types, zone, attributes: whole, spot: spotOf(node) };
}

/** What says its kind is taken by its attributes alone: what the file says otherwise must be among them. */
function completed(
  attributes: ReadonlyMap<string, string>,
  said: Readonly<Record<'name' | 'zone', string | undefined>>,
): ReadonlyMap<string, string> {
  const whole = new Map(attributes);
  for (const [name, text = ''] of Object.entries(said)) if (text !== '' && !whole.has(name)) whole.set(name, text);
  return whole;
}

/** XML has no JSON pointers. */
const spotOf = ({ at, pointer = '' }: { at: Place; pointer?: string | undefined }): Spot => ({ at, pointer });

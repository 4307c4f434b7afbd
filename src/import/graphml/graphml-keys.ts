import type { Place } from '../../base/errors.ts';
import type { Attributes } from '../../base/xml-feed.ts';
import { fromXml } from '../../base/xml-text.ts';
import { weightRank } from '../../graph/edge-weights.ts';
import type { Drafts } from '../drafts.ts';
import { shown } from '../network/shown.ts';

export type GraphmlKey = {
  readonly id: string;
  readonly name: string;
  /** What it is about: node, edge, graph, port, all … */
  readonly scope: string;
  defaultText: string | undefined;
};

/** The attributes that a GraphML file declares, by the ids with which its data refer to them. */
export class GraphmlKeys {
  readonly #drafts: Drafts;
  readonly #keys = new Map<string, GraphmlKey>();
  readonly #undeclared = new Set<string>();
  /** The attribute of edges that is the surest to be a probability. */
  weight: GraphmlKey | undefined;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  declare(attributes: Attributes): GraphmlKey | undefined {
    const { id } = attributes;
    if (id === undefined) return undefined;
    const name = fromXml(attributes['attr.name'] ?? id);
    const key: GraphmlKey = { id, name, scope: attributes['for'] ?? 'all', defaultText: undefined };
    const best = this.weight === undefined ? Number.POSITIVE_INFINITY : weightRank(this.weight.name);
    if (weightRank(name) < best && isAbout(key, 'edge')) this.weight = key;
    this.#keys.set(id, key);
    return key;
  }

  /** The name of what a datum is; one that was never declared is called as it is referred to. */
  nameOf(id: string, at: Place): string {
    const key = this.#keys.get(id);
    if (key === undefined && !this.#undeclared.has(id)) {
      this.#undeclared.add(id);
      const fix = `The attribute is taken to be called so; <key id=${shown(id)} attr.name="…"/> would say it.`;
      const found = `${shown(id)}, which is none`;
      this.#drafts.warnings.push({ at, expected: 'the id of a <key>', found, fix });
    }
    return key?.name ?? fromXml(id);
  }

  /** What nodes, edges or graphs have that say nothing else. */
  defaultsOf(owner: string): Map<string, string> {
    const defaults = new Map<string, string>();
    for (const key of this.#keys.values()) {
      if (key.defaultText !== undefined && isAbout(key, owner)) defaults.set(key.name, key.defaultText);
    }
    return defaults;
  }
}

const isAbout = ({ scope }: GraphmlKey, owner: string): boolean => scope === owner || scope === 'all';

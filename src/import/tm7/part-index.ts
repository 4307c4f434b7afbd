import type { Part } from './part.ts';
import type { Surface } from './read-model.ts';

/** A part under a key that no other part of the file has: its guid, where that is its own. */
export type Keyed = { readonly key: string; readonly part: Part; readonly surface: Surface };

/** All parts of a model, and which of them a guid means in a diagram. */
export class PartIndex {
  readonly all: readonly Keyed[];
  /** By diagram and guid. */
  readonly #inSurface = new Map<Surface, Map<string, Keyed>>();
  readonly #anywhere = new Map<string, Keyed>();

  constructor(surfaces: readonly Surface[]) {
    const all: Keyed[] = [];
    const byId = new Map<string, Keyed>();
    const taken = new Set<string>();
    for (const surface of surfaces) {
      for (const part of surface.parts.filter(({ ref }) => ref === '')) {
        const keyed = { key: freeKey(part.guid, taken), part, surface };
        all.push(keyed);
        if (part.id !== '' && !byId.has(part.id)) byId.set(part.id, keyed);
        this.#add(surface, part.guid, keyed);
      }
    }
    // What is only named here may stand behind it.
    for (const surface of surfaces) {
      for (const { ref, guid } of surface.parts) {
        const meant = byId.get(ref);
        if (meant !== undefined) this.#add(surface, guid === '' ? meant.part.guid : guid, meant);
      }
    }
    this.all = all;
  }

  /** In the diagram, else in any other. */
  find(surface: Surface | undefined, guid: string): Keyed | undefined {
    if (guid === '') return undefined;
    const own = surface === undefined ? undefined : this.#inSurface.get(surface)?.get(guid);
    return own ?? this.#anywhere.get(guid);
  }

  #add(surface: Surface, guid: string, keyed: Keyed): void {
    if (guid === '') return;
    const known = this.#inSurface.get(surface) ?? new Map<string, Keyed>();
    this.#inSurface.set(surface, known);
    if (!known.has(guid)) known.set(guid, keyed);
    if (!this.#anywhere.has(guid)) this.#anywhere.set(guid, keyed);
  }
}

function freeKey(guid: string, taken: Set<string>): string {
  const wanted = guid === '' ? 'part' : guid;
  let key = wanted;
  for (let n = 2; taken.has(key); n++) key = `${wanted}#${n}`;
  taken.add(key);
  return key;
}

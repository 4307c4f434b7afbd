import type { Place } from '../base/errors.ts';
import type { ComponentDraft, RelationDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';

/** Something in a text that a statement rests on. */
export type Spot = { readonly at: Place; readonly pointer: string };

export const declared = ({ at, pointer }: Spot): Provenance => ({ certainty: 'declared', at, pointer });
export const inferred = ({ at, pointer }: Spot, rule: string): Provenance => ({ certainty: 'inferred', at, pointer, rule });
export const assumed = ({ at, pointer }: Spot, rule: string): Provenance => ({ certainty: 'assumed', at, pointer, rule });

/** Collects what an importer finds out, with ids that are unique and stable for the same file. */
export type Drafts = {
  readonly components: readonly ComponentDraft[];
  readonly relations: readonly RelationDraft[];
  /** A new component; a taken id gets -2, -3 … @returns its id */
  add(wanted: string, draft: Omit<ComponentDraft, 'id'>): string;
  /** The component of this kind and name if it is there already, so that two that use it share it; else a new one. */
  share(wanted: string, draft: Omit<ComponentDraft, 'id'>): string;
  /** Adds tags to a component, or exposes it with a reason. */
  amend(id: string, more: Pick<ComponentDraft, 'tags' | 'exposed'>): void;
  /** A relation, once per from, kind, to and role: the first reason counts. */
  relate(draft: RelationDraft): void;
};

export function createDrafts(): Drafts {
  const components = new Map<string, ComponentDraft>();
  const relations = new Map<string, RelationDraft>();
  const shared = new Map<string, string>();
  const drafts: Drafts = {
    get components() {
      return [...components.values()];
    },
    get relations() {
      return [...relations.values()];
    },
    add(wanted, draft) {
      const id = freeId(cleanId(wanted), components);
      components.set(id, { ...draft, id });
      return id;
    },
    share(wanted, draft) {
      const key = `${draft.kind}\0${wanted}`;
      const id = shared.get(key) ?? drafts.add(wanted, draft);
      shared.set(key, id);
      return id;
    },
    amend(id, { tags = [], exposed }) {
      const draft = components.get(id);
      if (draft === undefined) return;
      components.set(id, { ...draft, tags: [...(draft.tags ?? []), ...tags], exposed: exposed ?? draft.exposed });
    },
    relate(draft) {
      const key = [draft.from, draft.kind, draft.to, draft.role ?? ''].join('\0');
      if (!relations.has(key)) relations.set(key, draft);
    },
  };
  return drafts;
}

const LONGEST = 180; // of 200, so that a number may follow

/** Any text as an id: control characters are shown as ␀ to ␟, halves of characters as �, far too long ones are cut. */
export function cleanId(text: string): string {
  const shown = text.replace(/\p{Cc}/gu, (character) => {
    const code = character.charCodeAt(0);
    return code < 32 ? String.fromCharCode(0x2400 + code) : '\u2421';
  });
  const cut = shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1)}…` : shown;
  const id = cut.replace(/\p{Cs}/gu, '\uFFFD');
  return id.trim() === '' ? 'unnamed' : id === '__proto__' ? '__proto' : id;
}

function freeId(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const id = `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

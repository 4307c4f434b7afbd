import type { Component } from '../../graph/ecosystem.ts';
import { byCodeUnits } from '../../graph/ids.ts';
import { familyOf } from '../merge/same-things.ts';
import type { Member, Merged } from '../merge.ts';
import { renamed } from './rename.ts';
import type { OldFile } from './update-ecosystem.ts';

/**
 * What sources say now, under the ids that the ecosystem file has already: with another file beside it, `user` would
 * become `crew.user`, and what was edited, measured or asked about `user` would be lost.
 */
export function keptIds(old: Pick<OldFile, 'ecosystem' | 'written'>, source: Merged): Merged {
  const ids = renames(old, source);
  if (ids.size === 0) return source;
  const idOf = (id: string): string => ids.get(id) ?? id;
  return {
    ...source,
    ecosystem: renamed(source.ecosystem, idOf),
    toFill: source.toFill.map((one) => ({ ...one, component: idOf(one.component) })),
    merges: source.merges.map((one) => ({ ...one, id: idOf(one.id) })),
    identities: new Map([...source.identities].map(([id, known]) => [idOf(id), known])),
    members: new Map([...source.members].map(([id, members]) => [idOf(id), members])),
  };
}

/** Id that the sources would have -> id that the file has. */
function renames({ ecosystem, written }: Parameters<typeof keptIds>[0], source: Merged): ReadonlyMap<string, string> {
  const inSource = new Set<string>(source.ecosystem.components.map(({ id }) => id));
  const inFile = new Map<string, Component>(ecosystem.components.map((one) => [one.id, one]));
  const isNew = (id: string): boolean => !inFile.has(id) && !written.components.has(id);
  const fresh = source.ecosystem.components.filter(({ id }) => isNew(id));
  const byMember = membersIndex(fresh, source);
  const places = [...new Set(ecosystem.components.map(({ provenance }) => provenance.at.file))];
  const found = new Map<string, string>();
  for (const id of [...written.components.keys()].sort(byCodeUnits)) {
    if (inSource.has(id)) continue;
    const candidates = [...new Set(endings(id).flatMap((ending) => byMember.get(ending) ?? []))]
      .filter(({ component }) => !found.has(component.id))
      .filter((candidate) => fits(id, candidate, inFile.get(id), places));
    const [only, second] = new Set(candidates.map(({ component }) => component.id));
    if (only !== undefined && second === undefined) found.set(only, id);
  }
  return found;
}

type Candidate = { readonly component: Component; readonly member: Member };

/** Id within a file -> the components of the whole that it is part of. */
function membersIndex(fresh: readonly Component[], { members }: Merged): ReadonlyMap<string, readonly Candidate[]> {
  const index = new Map<string, Candidate[]>();
  for (const component of fresh) {
    for (const member of members.get(component.id) ?? []) {
      const known = index.get(member.id);
      if (known === undefined) index.set(member.id, [{ component, member }]);
      else known.push({ component, member });
    }
  }
  return index;
}

/** `cursor.mcp.user` -> itself, `mcp.user`, `user`: with and without the names of files in front. */
function endings(id: string): readonly string[] {
  const steps = id.split('.');
  return steps.map((_, at) => steps.slice(at).join('.'));
}

/** Of the same kind and from the same file; where the file no longer says that, from one that it knows at all. */
function fits(
  id: string,
  { component, member }: Candidate,
  old: Component | undefined,
  places: readonly string[],
): boolean {
  if (old !== undefined && familyOf(old.kind) !== familyOf(component.kind)) return false;
  // What a file opened stands under its own name.
  const files = [member.file, component.provenance.at.file];
  if (old !== undefined && files.some((file) => isSameFile(old.provenance.at.file, file))) return true;
  const isUnknown = old === undefined || old.provenance.certainty === 'declared';
  return isUnknown && id === member.id && places.some((place) => isSameFile(place, member.file));
}

/** The folder that all files share may be another now. */
const isSameFile = (a: string, b: string): boolean => a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);

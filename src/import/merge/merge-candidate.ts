import type { Component, Ecosystem } from '../../graph/ecosystem.ts';
import { isIn } from '../../graph/kinds.ts';
import type { Identity, Imported } from '../importer.ts';
import type { Candidate } from './same-things.ts';

/** A component of one of the files that are merged. */
export type MergeCandidate = Candidate & { readonly component: Component; readonly isOwn: boolean };

/** All components of a file, with what they can be known by. */
export const candidatesOf = (
  file: string,
  { ecosystem, identities }: Pick<Imported, 'ecosystem' | 'identities'>,
  isOwn: boolean,
): MergeCandidate[] =>
  ecosystem.components.map((component) => ({
    file,
    id: component.id,
    kind: component.kind,
    isStub: !isOwn && (component.kind === 'external' || component.provenance.certainty === 'assumed'),
    identities: identities.get(component.id) ?? [],
    component,
    isOwn,
  }));

/** In a file that somebody wrote by hand, ids and names are what things are called elsewhere. */
export function ownIdentities({ components }: Ecosystem): ReadonlyMap<string, readonly Identity[]> {
  return new Map(
    components.map(({ id, name, kind }) => {
      const by = isIn('agent', kind) ? 'agent' : kindsByName.get(kind);
      return [id, by === undefined ? [] : [...new Set([id, name])].map((key) => ({ by, key }))];
    }),
  );
}

const kindsByName = new Map<string, Identity['by']>([
  ['credential', 'credential'],
  ['model', 'model'],
  ['external', 'service'],
  ['registry', 'service'],
]);

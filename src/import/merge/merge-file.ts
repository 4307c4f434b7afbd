import type { Ecosystem } from '../../graph/ecosystem.ts';
import type { Imported, Importer } from '../importer.ts';
import { ownIdentities } from './merge-candidate.ts';

/** What one file says; without an importer it is the ecosystem file that somebody wrote by hand. */
export type MergeFile = { readonly name: string; readonly imported: Imported; readonly importer?: Importer };

/** An ecosystem file as one of the files that are merged. */
export const ownFile = (name: string, ecosystem: Ecosystem): MergeFile => ({
  name,
  imported: {
    ecosystem,
    ignored: [],
    findings: [],
    toFill: [],
    warnings: [],
    identities: ownIdentities(ecosystem),
  },
});

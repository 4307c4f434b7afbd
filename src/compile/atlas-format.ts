import { z } from 'zod';
import type { AtlasDraft } from '../threats/atlas-release.ts';
import { maturities } from '../threats/maturities.ts';
import type { FileKind } from './file-kind.ts';
import type { Path } from './locate.ts';
import { id, listed, text } from './schema-values.ts';

/** One of the shapes in which a release of ATLAS is published. */
export type AtlasFormat = {
  /** In messages: `ATLAS.yaml of releases 4 and 5`. */
  readonly name: string;
  /** By what stands at the top of the file, which may be anything. */
  readonly fits: (top: Readonly<Record<string, unknown>>) => boolean;
  readonly schema: FileKind['schema'];
  /** Where the version of the release stands. */
  readonly version: Path;
  /** @param value - of the schema, as it was parsed */
  readonly read: (value: unknown) => ReadRelease;
};

export type ReadRelease = Omit<AtlasDraft, 'version'> & {
  /** Where each technique stands. */
  readonly places: readonly Path[];
};

/*
 * What is asked of a release is little, and the rest of its files is not looked at: a new field of a later release is
 * no mistake. Empty keys are as good as none.
 */

export const atlasId = id;
export const name = text('a name', 2_000);
export const version = z.union([z.string(), z.number()], { error: 'the version of the release' });
export const listOf = <T extends z.ZodType>(item: T, what: string) => z.array(item, { error: `a list of ${what}` });

export const maturityWord = word(maturities);
export const caseStudyWord = word(['incident', 'exercise']);

/** Releases 5 write small letters, later ones capitals. */
function word<const T extends readonly string[]>(words: T) {
  const error = `one of ${listed(words)}`;
  return z.string({ error }).toLowerCase().pipe(z.enum(words, { error }));
}

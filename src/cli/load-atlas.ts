import type { AtlasRelease } from '../threats/atlas-release.ts';
import type { Context } from './context.ts';
import { readBeside } from './read-beside.ts';

/**
 * The release of ATLAS that `--atlas` names; its warnings are told.
 * @throws {InvalidInputError} with every problem of the file
 */
export async function loadAtlas(path: string, context: Context): Promise<AtlasRelease> {
  // Only where a release is named.
  const { parseAtlasFile } = await import('../compile/atlas-file.ts');
  const { text, name } = await readBeside(path, context);
  const { release, warnings } = parseAtlasFile(text, name);
  context.warn(warnings);
  return release;
}

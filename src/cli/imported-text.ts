import { resolve } from 'node:path';
import { fingerprintsOf } from '../import/update/fingerprints.ts';
import { importedBlock } from '../import/update/imported-block.ts';
import type { Context } from './context.ts';
import { importedFrom } from './imported-from.ts';
import { loadMixture, type MixtureOptions } from './load-mixture.ts';
import type { Foreign, LoadedEcosystem } from './loaded.ts';
import { usageError } from './usage.ts';

export type ImportedText = { readonly loaded: LoadedEcosystem; readonly foreign: Foreign; readonly text: string };

/**
 * What configurations say as an ecosystem file, which knows what it was made from.
 * @param output - where it will stand
 * @throws {InvalidInputError} if it is one already
 */
export async function importedText(
  paths: readonly string[],
  options: MixtureOptions,
  output: string | undefined,
  context: Context,
): Promise<ImportedText> {
  const { cwd } = context.shell;
  const full = resolve(cwd, output ?? 'stdout');
  const loaded = await loadMixture(
    paths,
    { ...options, ...(output === undefined ? {} : { leaveOut: [full] }) },
    context,
  );
  const { foreign, path } = loaded;
  if (foreign === undefined) {
    const fix = `Run it as it is: blastradius run ${path}.`;
    throw usageError('a configuration to import', `${path}, which is an ecosystem file`, fix);
  }
  const how = importedFrom(paths, options, cwd, full);
  return { loaded, foreign, text: foreign.text + importedBlock(how, fingerprintsOf(foreign.imported.ecosystem)) };
}

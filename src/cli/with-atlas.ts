import type { SuiteFile } from '../compile/suite.ts';
import { maturityTable } from '../threats/atlas-release.ts';
import type { Context } from './context.ts';
import { loadAtlas } from './load-atlas.ts';

/**
 * A suite whose channels are as mature as the release says that `--atlas` names; as it is without one.
 * @throws {InvalidInputError} with every problem of the file
 */
export async function withAtlas(file: SuiteFile, path: string | undefined, context: Context): Promise<SuiteFile> {
  if (path === undefined) return file;
  const atlas = maturityTable(await loadAtlas(path, context));
  const settings = { ...file.suite.settings, atlas };
  const assumption = `How mature channels are is what MITRE ATLAS ${atlas.version} says (--atlas).`;
  return { ...file, suite: { ...file.suite, settings }, assumptions: [...file.assumptions, assumption] };
}

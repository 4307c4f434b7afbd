import type { Context } from './context.ts';
import { loadEcosystem } from './load.ts';
import { usageError } from './usage.ts';

/** What a configuration says, as an ecosystem file. @throws {InvalidInputError} if it is one already */
export async function importedText(path: string, context: Context): Promise<string> {
  const { foreign } = await loadEcosystem([path], {}, context);
  if (foreign === undefined) {
    throw usageError(
      'a configuration to start from',
      `${path}, which is an ecosystem file`,
      'Copy it, or leave --from out.',
    );
  }
  return foreign.text;
}

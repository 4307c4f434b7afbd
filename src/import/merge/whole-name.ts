import type { MergeFile } from './merge-file.ts';

/** What a whole of several files is called: as the ecosystem file among them, as somebody said, or after the files. */
export function wholeName(
  files: readonly MergeFile[],
  labelOf: (file: string) => string,
  said: string | undefined,
): { readonly name: string; readonly description: string } {
  const own = files.find(({ importer }) => importer === undefined)?.imported.ecosystem;
  const foreign = files.filter(({ importer }) => importer !== undefined);
  const names = foreign.map(({ name }) => labelOf(name));
  const formats = foreign.map(({ name, importer }) => `${name} (${importer?.format})`);
  return {
    name: own?.name ?? said ?? shortList(names, ' + ').slice(0, LONGEST_NAME),
    description: own?.description ?? `Imported from ${shortList(formats, ', ')}.`,
  };
}

const LONGEST_NAME = 200;
const MOST_NAMED = 5;

const shortList = (names: readonly string[], separator: string): string =>
  names.length <= MOST_NAMED
    ? names.join(separator)
    : `${names.slice(0, MOST_NAMED).join(separator)} and ${names.length - MOST_NAMED} more`;

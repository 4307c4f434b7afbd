import { InvalidInputError, type Problem } from '../base/errors.ts';
import { applyMap } from './apply-map.ts';
import { detectFormat } from './detect.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import type { ImportSettings } from './settings.ts';

/** One file that was read, with the siblings that were read with it. */
export type ReadFile = {
  readonly name: string;
  readonly importer: Importer;
  readonly imported: Imported;
  readonly opened: readonly string[];
};

/** A file and who reads it, and how that was found out, if nobody said it. */
export type Source = {
  readonly file: SourceFile;
  readonly importer: Importer;
  readonly detection?: Detection | undefined;
};

export type ReadSources = {
  readonly read: readonly ReadFile[];
  /** Files that cannot be read, and everything that is wrong with each. */
  readonly broken: readonly { readonly name: string; readonly problems: readonly Problem[] }[];
};

/** The readings of one framework: of its files and of its code. */
const familyOf = ({ format }: Importer): string => format.replace(/-python$/, '');

/** What a file of the same framework opened is a part of it; of another one, it stands for itself too. */
const isPart = (sibling: SourceFile, owner: Importer): boolean => {
  const own = detectFormat(sibling)?.importer;
  return own === undefined || familyOf(own) === familyOf(owner);
};

export type ReadingOptions = {
  /** How many were begun. */
  readonly onRead?: (done: number) => void;
  readonly settings?: ImportSettings;
};

/**
 * Reads files one after the other; what one of them opened is a part of it and not read again by itself.
 * @param openBeside - siblings of a file
 */
export async function readSources(
  sources: readonly Source[],
  openBeside: (file: SourceFile) => OpenSibling,
  { onRead = () => {}, settings = {} }: ReadingOptions = {},
): Promise<ReadSources> {
  const used = new Set<string>();
  const read: ReadFile[] = [];
  const broken: ReadSources['broken'][number][] = [];
  for (const [at, { file, importer }] of sources.entries()) {
    onRead(at);
    if (used.has(file.name)) continue;
    const opened = new Map<string, SourceFile>();
    const open = openBeside(file);
    try {
      const openNoted = (name: string): SourceFile | undefined => {
        const sibling = open(name);
        if (sibling !== undefined && sibling.name !== file.name) opened.set(sibling.name, sibling);
        return sibling;
      };
      const unmapped = await importer.read(file, openNoted, settings);
      const imported = settings.map === undefined ? unmapped : applyMap(unmapped, settings.map);
      for (const [name, sibling] of opened) if (isPart(sibling, importer)) used.add(name);
      read.push({ name: file.name, importer, imported, opened: [...opened.keys()] });
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      broken.push({ name: file.name, problems: error.problems });
    }
  }
  // What was read before somebody else opened it is a part of that one after all.
  const isWhole = ({ name }: { readonly name: string }): boolean => !used.has(name);
  return { read: read.filter(isWhole), broken: broken.filter(isWhole) };
}

/**
 * Files of known or unknown formats; those that nobody recognises are left out.
 * @param format - instead of what each file is detected to be
 * @throws {InvalidInputError} with the problems of all files
 */
export async function importFiles(
  files: readonly SourceFile[],
  openBeside: (file: SourceFile) => OpenSibling,
  format?: Importer,
): Promise<readonly ReadFile[]> {
  const sources = files.flatMap((file): Source[] => {
    const importer = format ?? detectFormat(file)?.importer;
    return importer === undefined ? [] : [{ file, importer }];
  });
  const { read, broken } = await readSources(sources, openBeside);
  if (broken.length > 0) throw new InvalidInputError(broken.flatMap(({ problems }) => problems));
  return read;
}

import { detectFormat } from './detect.ts';
import type { Imported, Importer, OpenSibling, SourceFile } from './importer.ts';

/** One file that was read, with the siblings that were read with it. */
export type ReadFile = {
  readonly name: string;
  readonly importer: Importer;
  readonly imported: Imported;
  readonly opened: readonly string[];
};

/**
 * Reads files one after the other; what one of them opened is a part of it and not read again by itself.
 * @param openBeside - siblings of a file
 * @param format - instead of what each file is detected to be
 */
export async function importFiles(
  files: readonly SourceFile[],
  openBeside: (file: SourceFile) => OpenSibling,
  format?: Importer,
): Promise<readonly ReadFile[]> {
  const used = new Set<string>();
  const read: ReadFile[] = [];
  for (const file of files) {
    const importer = format ?? detectFormat(file)?.importer;
    if (importer === undefined || used.has(file.name)) continue;
    const opened = new Set<string>();
    const open = openBeside(file);
    const imported = await importer.read(file, (name) => {
      const sibling = open(name);
      if (sibling !== undefined) opened.add(sibling.name);
      return sibling;
    });
    for (const name of opened) used.add(name);
    read.push({ name: file.name, importer, imported, opened: [...opened] });
  }
  // What was read before somebody else opened it is a part of that one after all.
  return read.filter(({ name }, at) => !read.slice(at + 1).some(({ opened }) => opened.includes(name)));
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { importFiles, type ReadFile } from '../../src/import/import-files.ts';
import type { Importer, OpenSibling, SourceFile } from '../../src/import/importer.ts';
import { importers } from '../../src/import/importers.ts';

const root = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** A sample of a format: a file, or a folder whose files belong together. */
export type Fixture = {
  readonly format: string;
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** Relations as somebody read them from the file: `from kind to`, sorted. */
  readonly expected: readonly string[] | undefined;
  /** Part of the message with which it is refused. */
  readonly refused: string | undefined;
};

const read = (path: string): string => {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
const NOT_SAMPLES = /^(?:index\.json|refused\.json|README\.md|.*\.expected\.txt)$/;

/** All samples of a format, by name. */
export function fixturesOf({ format }: Importer): readonly Fixture[] {
  const folder = posix.join(root, format);
  if (!existsSync(folder)) return [];
  const refusals = existsSync(`${folder}/refused.json`) ? JSON.parse(read(`${folder}/refused.json`)) : {};
  return readdirSync(folder)
    .filter((name) => !NOT_SAMPLES.test(name))
    .sort()
    .map((name) => ({
      format,
      name,
      files: filesOf(folder, name),
      expected: existsSync(`${folder}/${name}.expected.txt`)
        ? read(`${folder}/${name}.expected.txt`)
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '' && !line.startsWith('#'))
            .sort()
        : undefined,
      refused: refusals[name],
    }));
}

export const allFixtures: readonly Fixture[] = importers.flatMap(fixturesOf);

function filesOf(folder: string, name: string): readonly SourceFile[] {
  const path = posix.join(folder, name);
  if (!statSync(path).isDirectory()) return [{ name, text: read(path) }];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(posix.join(path, file)).isFile() && !NOT_SAMPLES.test(file))
    .sort()
    .map((file) => ({ name: file, text: read(posix.join(path, file)) }));
}

/** Siblings among the files of a fixture, by their path from the folder of the one that opens them. */
export const openAmong =
  (files: readonly SourceFile[]) =>
  (owner: SourceFile): OpenSibling =>
  (name) => {
    const path = posix.join(posix.dirname(owner.name), name);
    return files.find((file) => file.name === path);
  };

/** The files of a fixture as its importer reads them. */
export async function readFixture({ files, format }: Fixture): Promise<readonly ReadFile[]> {
  const importer = importers.find((one) => one.format === format) as Importer;
  const own = files.length === 1 ? importer : undefined;
  return await importFiles(files, openAmong(files), own);
}

import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { InvalidInputError } from '../base/errors.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import type { SuiteRun } from '../run/run-suite.ts';
import type { Context } from './context.ts';
import type { ConvertedEcosystem } from './convert-ecosystem.ts';
import { quoted } from './option-value.ts';
import { isAlmostEcosystem, isEcosystem } from './recognise.ts';
import { usageError } from './usage.ts';

/** Whether it is a folder that `run --out` wrote. */
export const isStoredRun = (cwd: string, path: string): boolean =>
  ['summary.json', 'details.json', 'inputs'].every((name) => existsSync(resolve(cwd, path, name)));

/**
 * The ecosystem that a run kept beside its results.
 * @throws {InvalidInputError} if it kept none, or something else
 */
export async function storedEcosystem(
  dir: string,
  { results }: SuiteRun,
  { shell, reader }: Context,
): Promise<ConvertedEcosystem> {
  const kept = readdirSync(resolve(shell.cwd, dir, 'inputs')).filter((name) => /^[0-9a-f]{64}$/u.test(name));
  const [hash, ...others] = kept;
  if (hash === undefined || others.length > 0) throw notKept(dir, `${kept.length} files in its inputs`);
  const [file] = await reader.readAll([join(dir, 'inputs', hash)]);
  if (file === undefined || !(isEcosystem(file) || isAlmostEcosystem(file.text))) {
    throw notKept(dir, 'a raw graph, or something else, in its inputs');
  }
  // As it was called when it was run: places in it are told by that name.
  const name = results.inputs[0]?.[0] ?? file.name;
  return { path: dir, ...parseSuiteFile(file.text, name), source: { name, text: file.text } };
}

const notKept = (dir: string, found: string): InvalidInputError =>
  usageError(
    `results that keep their ecosystem in ${quoted(dir)}`,
    found,
    `Name what was run as well: blastradius graph convert FILE --results ${dir}.`,
  );

import { basename, resolve } from 'node:path';
import { readResults } from '../run/store.ts';
import type { Drawn } from './draw.ts';

/**
 * Runs in folders, the first with the others beside it. Each is called what its ecosystem is called; where several are called
 * the same, by its folder as well.
 * @throws {InvalidInputError} if a folder holds no results of this version
 */
export function namedRuns(cwd: string, dirs: readonly string[]): Drawn {
  const runs = dirs.map((dir) => readResults(resolve(cwd, dir)));
  const labels = distinct(
    runs.map(({ results }) => results.name),
    dirs.map((dir) => basename(resolve(cwd, dir))),
    dirs,
  );
  const [first, ...others] = runs.map((run, i) => ({ ...run, label: labels[i] as string }));
  return { ...(first as NonNullable<typeof first>), others };
}

/** The shortest that tells them apart: name, name and folder, name and path. */
function distinct(names: readonly string[], folders: readonly string[], paths: readonly string[]): readonly string[] {
  const choices = [names, ...[folders, paths].map((places) => names.map((name, i) => `${name} (${places[i]})`))];
  const isOnce = (label: string, all: readonly string[]): boolean => all.filter((one) => one === label).length === 1;
  return names.map((name, i) => {
    const found = choices.find((labels) => isOnce(labels[i] as string, labels));
    return found?.[i] ?? `${name} (${i + 1})`;
  });
}

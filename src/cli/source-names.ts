import { basename, dirname, relative, resolve, sep } from 'node:path';

/** In place of a path: what comes through the pipe. */
export const STDIN = '-';

/**
 * Path -> name in results and messages: the path below the folder that all share, so that results do not
 * depend on where a file lies.
 */
export function namesOf(
  paths: readonly string[],
  cwd: string,
  root: string = sharedFolder(paths, [], cwd),
): readonly (readonly [path: string, name: string])[] {
  const unique = [...new Map(paths.map((path) => [path === STDIN ? path : resolve(cwd, path), path])).entries()];
  return unique.map(([full, path]) => [path, full === STDIN ? '<stdin>' : nameBelow(root, full)]);
}

/** The folder that all files and folders share. */
export function sharedFolder(files: readonly string[], folders: readonly string[], cwd: string): string {
  const above = files.filter((path) => path !== STDIN).map((path) => dirname(resolve(cwd, path)));
  const all = [...above, ...folders.map((path) => resolve(cwd, path))].map((path) => path.split(sep));
  const shared = all.reduce((common, parts) => common.slice(0, firstDifference(common, parts)), all[0] ?? []);
  return shared.join(sep) || sep;
}

/** A folder that begins with a dot stays in the name: `.cursor/mcp.json` says whose configuration it is. */
export function nameBelow(root: string, full: string): string {
  const name = relative(root, full).split(sep).join('/');
  const parent = basename(dirname(full));
  return !name.includes('/') && /^\.[^.]/.test(parent) ? `${parent}/${name}` : name;
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at === -1 ? a.length : at;
}

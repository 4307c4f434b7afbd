import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Paths as a code host shows them: from the root of the repository that we stand in, from whichever folder of it we were
 * called. A path that leads out of it, one of no repository and a pipe stay as they are.
 */
export function repositoryPath(cwd: string): (path: string) => string {
  const root = rootAbove(cwd);
  if (root === undefined) return (path) => path;
  return (path) => {
    const full = resolve(cwd, path);
    if (!existsSync(full)) return path;
    const inside = relative(root, full);
    return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? path : inside;
  };
}

/** Of worktrees and submodules `.git` is a file. */
function rootAbove(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

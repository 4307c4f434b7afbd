import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Whether a path that was typed is a folder; `-` is stdin. */
export const isFolder = (cwd: string, path: string): boolean =>
  path !== '-' && statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() === true;

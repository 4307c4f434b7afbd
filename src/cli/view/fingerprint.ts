import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Differs once any of these files, or anything in these folders, was changed; cheap enough to be asked all the time. */
export const fingerprint = (paths: readonly string[]): string => paths.map(marks).join('\n');

/** A project may hold more than anybody can watch. */
const MOST_ENTRIES = 5_000;
const DEEPEST = 8;
const LEFT_OUT = /^(?:node_modules|\.git|\.venv|__pycache__)$/;

function marks(path: string): string {
  const found: string[] = [];
  const visit = (place: string, depth: number): void => {
    if (found.length >= MOST_ENTRIES) return;
    const mark = markOf(place);
    found.push(mark?.text ?? 'nothing');
    if (mark?.isFolder !== true || depth >= DEEPEST) return;
    for (const { name } of entriesOf(place)) if (!LEFT_OUT.test(name)) visit(join(place, name), depth + 1);
  };
  visit(path, 0);
  return found.join(' ');
}

function markOf(path: string): { readonly text: string; readonly isFolder: boolean } | undefined {
  try {
    const stats = statSync(path);
    return { text: `${stats.mtimeMs}-${stats.size}-${stats.ino}`, isFolder: stats.isDirectory() };
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

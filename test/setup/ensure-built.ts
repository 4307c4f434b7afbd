import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['src', 'workers', 'viz', 'scenarios', 'scripts'];

/** For tests that drive dist: builds it if it is not the one that these sources give (`npm test` has just built it). */
export function ensureBuilt(): void {
  if (Math.max(...sources.map(newestMs)) < builtMs()) return;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
}

function newestMs(folder: string): number {
  const entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return Math.max(0, ...entries.map((entry) => statSync(join(root, folder, entry)).mtimeMs));
}

const builtMs = (): number => statSync(join(root, 'dist', 'build.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// From source main.ts through a loader, from the build main.js.
const isSource = import.meta.url.endsWith('.ts');
const main = fileURLToPath(new URL(isSource ? './main.ts' : './main.js', import.meta.url));
const argv = [...(isSource ? ['--import', 'tsx'] : []), main, '--version'];

const STARTS = 5;

/** Median milliseconds that `blastradius --version` takes in a process of its own; the first start fills the disk cache. */
export function startUpTime(now: () => number): number {
  const times = Array.from({ length: STARTS + 1 }, () => {
    const begin = now();
    const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`blastradius --version ended with exit code ${status}: ${stderr}`);
    return now() - begin;
  });
  return times.slice(1).sort((a, b) => a - b)[Math.floor(STARTS / 2)] as number;
}

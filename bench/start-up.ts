/**
 * Does `blastradius --help` answer within 150 ms? Medians of fresh processes, taken in turn so that a busy
 * moment hits all rows alike: bare node (`-e 0`), `--version`, `--help`, and the start of `run` on nothing.
 * Needs a build: `npm run build && npx tsx bench/start-up.ts [spawns]`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const GOAL_MS = 150;
const spawns = Number(process.argv[2] ?? 15);

const rows = [
  { name: 'node -e 0', argv: ['-e', '0'], status: 0 },
  { name: 'blastradius --version', argv: [main, '--version'], status: 0 },
  { name: 'blastradius --help', argv: [main, '--help'], status: 0 },
  { name: 'blastradius run --help', argv: [main, 'run', '--help'], status: 0 },
  { name: 'blastradius formats', argv: [main, 'formats'], status: 0 },
  { name: 'blastradius run missing.yaml', argv: [main, 'run', 'missing.yaml'], status: 2 },
].map((row) => ({ ...row, timesMs: [] as number[] }));

for (let round = 0; round <= spawns; round++) {
  for (const { argv, status, timesMs } of rows) {
    const begin = performance.now();
    const child = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    // The first round fills the disk cache.
    if (round > 0) timesMs.push(performance.now() - begin);
    if (child.status !== status) throw new Error(`${argv.join(' ')}: exit code ${child.status}\n${child.stderr}`);
  }
}

const quantile = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN;

const [bare] = rows;
for (const { name, timesMs } of rows) {
  const median = quantile(timesMs, 0.5);
  const over = median - quantile(bare?.timesMs ?? [], 0.5);
  const spread = `${quantile(timesMs, 0.1).toFixed(0)}-${quantile(timesMs, 0.9).toFixed(0)}`;
  console.log(
    `${name.padEnd(30)} ${median.toFixed(0).padStart(5)} ms  (10-90 %: ${spread})  +${over.toFixed(0)} over node`,
  );
}
const help = quantile(rows.find(({ name }) => name === 'blastradius --help')?.timesMs ?? [], 0.5);
console.log(`--help: ${help <= GOAL_MS ? 'within' : 'above'} the goal of ${GOAL_MS} ms`);

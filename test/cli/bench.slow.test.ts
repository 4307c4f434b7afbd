import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../setup/ensure-built.ts';
import { runProgram } from '../setup/run-program.ts';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

beforeAll(ensureBuilt, 120_000);

it('the build measures itself: models, threads, and its own start', async () => {
  const argv = [main, 'bench', '--json', '--quiet', '--seconds', '1', '--threads', '2'];
  const { status, stdout, stderr } = await runProgram(process.execPath, argv, '.');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { measurements, startUpMs } = JSON.parse(stdout) as {
    measurements: readonly { name: string; worldsPerSecond: number }[];
    startUpMs: number;
  };
  expect(measurements.map(({ name }) => name)).toEqual([
    'independent-cascade',
    'independent-cascade',
    'agentic',
    'agentic',
  ]);
  for (const { worldsPerSecond } of measurements) expect(worldsPerSecond).toBeGreaterThan(0);
  expect(startUpMs).toBeGreaterThan(0);
});

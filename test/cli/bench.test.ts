import { expect, it, vi } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { fakeShell } from './fake-shell.ts';

// Six processes of the sources through a loader; bench.slow.test.ts starts the build.
vi.mock('../../src/cli/start-up-time.ts', () => ({ startUpTime: () => 95 }));

type Measurement = {
  readonly name: string;
  readonly kernel: string;
  readonly threads: number;
  readonly worlds: number;
  readonly worldsPerSecond: number;
  readonly arcsPerSecond: number;
  readonly meanBlastRadius: number;
};
type Document = { readonly measurements: readonly Measurement[]; readonly startUpMs: number };

/** What `bench` answers beside a clock on which a second passes at every look. */
async function bench(...options: string[]) {
  let time = 0;
  const shell = { ...fakeShell(), now: () => (time += 1000) };
  const exitCode = await answer(['bench', ...options], shell);
  return { exitCode, ...shell.said };
}

it('says of each model how many worlds a second were, on one thread and on all', async () => {
  const said = await bench('--json', '--threads', '2');
  expect(said.exitCode).toBe(0);
  const { measurements, startUpMs } = JSON.parse(said.stdout) as Document;
  expect(measurements.map(({ name, kernel, threads }) => `${name} ${kernel} ${threads}`)).toEqual([
    'independent-cascade skip 1',
    'independent-cascade lanes 1',
    'agentic lanes 1',
    'agentic lanes 2',
  ]);
  expect(startUpMs).toBe(95);
});

it('measures the same process as a run: worlds per second are worlds by the clock, arcs those of reached components', async () => {
  const { stdout } = await bench('--json', '--threads', '1', '--seconds', '2');
  const [, cascade] = (JSON.parse(stdout) as Document).measurements as [Measurement, Measurement];
  // One shard fills the time, between two looks for its work and one at its end.
  expect(cascade).toMatchObject({ worlds: 256, worldsPerSecond: 128 });
  // G(n, M) of mean degree 10: at p = 0.2 a cascade takes off with 0.797 and then reaches 0.797 n (x = 1 - exp(-2 x)).
  expect(cascade.meanBlastRadius / 10_000).toBeGreaterThan(0.5);
  expect(cascade.meanBlastRadius / 10_000).toBeLessThan(0.75);
  const arcsPerReached = cascade.arcsPerSecond / cascade.worldsPerSecond / (cascade.meanBlastRadius + 1);
  expect(arcsPerReached).toBeGreaterThan(9.5);
  expect(arcsPerReached).toBeLessThan(10.5);
});

it('says that it is a measurement and not a promise', async () => {
  const { stdout, exitCode } = await bench('--threads', '1', '--seconds', '1');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/not a promise/);
  expect(stdout).toMatch(/independent-cascade .* [\d,]+ /);
  expect(stdout).not.toMatch(/times one thread/);
});

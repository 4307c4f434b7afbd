import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, folderWith } from './fake-shell.ts';

const path = { 'path.txt': 'a b 0.5\nb c 0.5\nc d 0.5\n' };
const run = (...argv: string[]) => blastradius(folderWith(path), 'run', 'path.txt', '--threads', '1', ...argv);

describe('what a kernel would answer differently from what was asked', () => {
  it.each([
    [['--horizon', '5'], 'a model that runs in rounds'],
    [['--model', 'sir', '--kernel', 'skip'], 'Kernels of sir: lanes, one-pass.'],
    [['--model', 'worst-case', '--kernel', 'lanes'], 'Leave --kernel out.'],
    [['--model', 'sir', '--kernel', 'one-pass', '--horizon', '5'], 'a kernel that counts rounds'],
    [['--model', 'sir', '--kernel', 'one-pass', '--recovery', '0'], 'a recovery of at least 2^-20'],
    [['--kernel', 'every-entry', '--precision', '0.1'], 'a kernel that stops at a precision'],
    [['--kernel', 'every-entry', '--entry', 'a'], '--entry each for --kernel every-entry'],
    [['--kernel', 'fast'], 'One of lanes, skip, every-entry, one-pass'],
    [['--world', '3', '--out', 'out'], '--world without --out'],
  ])('%j is refused', async (argv, said) => {
    const { exitCode, stderr } = await run(...argv);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('the results of a raw graph', () => {
  it('hold the settings that can change them', async () => {
    const { stdout } = await run('--model', 'seir', '--recovery', '0.2', '--undirected', '--json');
    expect((JSON.parse(stdout) as Results).settings).toEqual({
      worlds: 10_000,
      horizon: 10_000,
      recovery: 0.2,
      incubation: 0.5,
      probability: 'own',
      undirected: true,
    });
  });

  it('claim no rounds where a kernel counts none', async () => {
    const { stdout } = await run('--model', 'sir', '--kernel', 'one-pass', '--entry', 'a', '--json');
    const [scenario] = (JSON.parse(stdout) as Results).scenarios;
    expect(scenario?.curve.total).toEqual([]);
    expect(scenario?.blastRadius.total).toMatchObject({ dwell: null, extinct: 1 });
  });

  it('warn where sir did not come to rest within the horizon', async () => {
    const { stderr } = await run('--model', 'sir', '--recovery', '0.001', '--horizon', '10', '--entry', 'a');
    expect(stderr).toContain('somebody is still infectious after the 10 rounds in 100 % of worlds');
  });

  it('tell one world of the one-pass kernel in steps, not rounds', async () => {
    const { stdout } = await run('--model', 'sir', '--kernel', 'one-pass', '--entry', 'a', '--world', '1');
    expect(stdout).toMatch(/^World 1 of sir\/a: from a, \d component/u);
    expect(stdout).not.toContain('round');
  });
});

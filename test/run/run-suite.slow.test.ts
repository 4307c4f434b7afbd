import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SuiteFile } from '../../src/compile/suite.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { runSuite, withoutFull } from '../../src/run/run-suite.ts';

const bundled = (name: string): SuiteFile => {
  const url = new URL(`../../scenarios/${name}`, import.meta.url);
  return parseSuiteFile(readFileSync(url, 'utf8'), name).file;
};

const withWorlds = (file: SuiteFile, worlds: number): SuiteFile => ({ ...file, suite: { ...file.suite, worlds } });

describe('a suite on threads', () => {
  it.each(['support-desk.yaml', 'orchestrator-spawns.yaml'])(
    'gives the same bytes for 1, 2 and 5 threads: %s',
    async (name) => {
      const file = withWorlds(bundled(name), 3_000);
      const [one, two, five] = await Promise.all([1, 2, 5].map((threads) => runSuite(file, { threads })));
      expect(JSON.stringify(two)).toBe(JSON.stringify(one));
      expect(JSON.stringify(five)).toBe(JSON.stringify(one));
    },
  );

  it('stops at a precision at the same world whatever the number of threads, and not before it is reached', async () => {
    const bundledFile = bundled('support-desk.yaml');
    const file: SuiteFile = {
      ...bundledFile,
      suite: { ...bundledFile.suite, worlds: 200_000, precision: { halfWidth: 0.02, of: 'total' } },
    };
    const [one, two] = await Promise.all([1, 2].map((threads) => runSuite(file, { threads })));
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    const scenarios = one?.results.scenarios ?? [];
    for (const { worlds, blastRadius } of scenarios) {
      const { ci95, size } = blastRadius.total;
      expect(worlds).toBeLessThan(200_000);
      expect(worlds % 1024).toBe(0);
      expect((ci95[1] - ci95[0]) / (2 * size)).toBeLessThanOrEqual(0.02);
    }
    const previous = withWorlds(bundledFile, Math.max(...scenarios.map(({ worlds }) => worlds)) / 2);
    const earlier = await runSuite(previous, { threads: 2 });
    const widths = earlier.results.scenarios.map(
      ({ blastRadius: { total } }) => (total.ci95[1] - total.ci95[0]) / (2 * total.size),
    );
    expect(Math.max(...widths)).toBeGreaterThan(0.02);
  });

  it('extends a shorter run: its first worlds are the same', async () => {
    const file = bundled('topology-star.yaml');
    const [short, long] = await Promise.all(
      [2_048, 4_096].map((worlds) => runSuite(withWorlds(file, worlds), { threads: 2 })),
    );
    const samples = (run: typeof short) =>
      run?.details.scenarios.map(({ worlds }) => worlds.filter(({ label }) => label === 'sample'));
    expect(samples(long)).toEqual(samples(short));
    for (const [i, scenario] of (short?.results.scenarios ?? []).entries()) {
      const longer = new Map(long?.results.scenarios[i]?.blastRadius.total.histogram);
      for (const [value, worlds] of scenario.blastRadius.total.histogram)
        expect(longer.get(value)).toBeGreaterThanOrEqual(worlds);
    }
  });

  it('keeps what is done when it is stopped, and says that it is partial', async () => {
    const stop = new AbortController();
    const file = withWorlds(bundled('support-desk.yaml'), 500_000);
    const run = await runSuite(file, {
      threads: 2,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done > 20_000) stop.abort();
      },
    });
    expect(run.results.partial).toBe(true);
    const done = run.results.scenarios.map(({ worlds }) => worlds);
    expect(Math.max(...done)).toBeGreaterThan(0);
    expect(Math.max(...done)).toBeLessThan(500_000);
  });

  it('leaves reach and credit out unless they are asked for', async () => {
    const { results } = await runSuite(withWorlds(bundled('topology-chain.yaml'), 64), { threads: 1 });
    expect(results.scenarios[0]).toHaveProperty('reach');
    for (const scenario of withoutFull(results).scenarios) {
      expect(scenario).not.toHaveProperty('reach');
      expect(scenario).not.toHaveProperty('credit');
    }
  });
});

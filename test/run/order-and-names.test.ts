import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Results } from '../../src/measure/results.ts';
import { runSuite, type SuiteRun } from '../../src/run/run-suite.ts';

type FileText = {
  components: Record<string, { model?: string }>;
  relations: { from: string; to?: string }[];
  controls?: Record<string, object>;
  suite: Record<string, unknown>;
};

const bundled = (name: string): FileText =>
  parse(readFileSync(new URL(`../../scenarios/${name}`, import.meta.url), 'utf8')) as FileText;

const run = (file: FileText, worlds: number): Promise<SuiteRun> =>
  runSuite(parseSuiteFile(JSON.stringify({ ...file, suite: { ...file.suite, worlds } }), 'file.json').file, {
    threads: 1,
  });

/** Details hold the lines of the file, which a reordered file has elsewhere. */
const resultsOf = async (file: FileText): Promise<string> => JSON.stringify((await run(file, 96)).results);

const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe.each(['support-desk.yaml', 'orchestrator-spawns.yaml', 'coding-assistant.yaml'])('%s', (name) => {
  const file = bundled(name);

  it('gives the same bytes whatever the order of components, relations and controls in the file', async () => {
    const expected = await resultsOf(file);
    const orders = fc.tuple(
      shuffled(Object.entries(file.components)),
      shuffled(file.relations),
      shuffled(Object.entries(file.controls ?? {})),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ([components, relations, controls]) => {
        const reordered = {
          ...file,
          components: Object.fromEntries(components),
          relations,
          ...(controls.length === 0 ? {} : { controls: Object.fromEntries(controls) }),
        };
        expect(await resultsOf(reordered)).toBe(expected);
      }),
      { numRuns: 5 },
    );
  });
});

describe('renaming every component of a topology', () => {
  const star = bundled('topology-star.yaml');
  const ids = ['one', 'two', 'three', 'four', 'five', 'six'];
  const named = (name: (id: string) => string): FileText => ({
    ...star,
    components: Object.fromEntries(ids.map((id) => [name(id), star.components[id] as object])),
    relations: star.relations.map((relation) => ({
      ...relation,
      from: name(relation.from),
      to: name(relation.to as string),
    })),
    suite: { ...star.suite, entries: { each: ids.map(name) } },
  });
  const means = ({ scenarios }: Results) => scenarios.map(({ blastRadius: { total } }) => total);

  const other = (id: string): string => `agent ${id}`;

  it('moves means by no more than 4 standard errors: draws are keyed by names', async () => {
    const [before, after] = await Promise.all([run(star, 20_000), run(named(other), 20_000)]);
    for (const [i, { mean, ci95 }] of means(before.results).entries()) {
      const standardError = (ci95[1] - ci95[0]) / 2 / 1.96;
      const moved = (means(after.results)[i]?.mean ?? Number.NaN) - mean;
      expect(Math.abs(moved)).toBeLessThanOrEqual(4 * Math.SQRT2 * standardError);
      expect(moved).not.toBe(0);
    }
  });

  it('changes nothing in the exact answer', async () => {
    const exactly = (file: FileText): FileText => ({ ...file, suite: { ...file.suite, model: 'exact' } });
    const [before, after] = await Promise.all([run(exactly(star), 32), run(exactly(named(other)), 32)]);
    for (const [i, { mean, sd, p95 }] of means(before.results).entries()) {
      expect(means(after.results)[i]?.mean).toBeCloseTo(mean, 12);
      expect(means(after.results)[i]?.sd).toBeCloseTo(sd, 12);
      expect(means(after.results)[i]?.p95).toBe(p95);
    }
  });
});

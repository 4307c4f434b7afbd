import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../src/base/random.ts';
import { compileScenario } from '../src/compile/arcs.ts';
import { scenariosOf } from '../src/compile/scenario.ts';
import { exactAnswer } from '../src/engine/exact.ts';
import { runShard } from '../src/engine/run-worlds.ts';
import { parseScenario as parse, scenarioTable, topologies, topologyTable, watched } from './scenario-table.ts';

const folder = new URL('../scenarios/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const readme = readFileSync(new URL('README.md', folder), 'utf8');

/** Mean of a histogram: [value] -> worlds. */
const meanOf = (histogram: ArrayLike<number>, worlds: number): number =>
  Array.from(histogram, (count, value) => count * value).reduce((sum, part) => sum + part, 0) / worlds;

describe.each(files)('%s', (name) => {
  const { file, warnings } = parse(name);
  const scenarios = scenariosOf(file.ecosystem, file.suite);

  it('is read without a warning, says what a round is, and has thresholds', () => {
    expect(warnings).toEqual([]);
    expect(file.round).not.toBeNull();
    expect(file.thresholds.length).toBeGreaterThan(0);
  });

  it('has its numbers in the README, as runs give them', () => {
    expect(readme).toContain(name in watched ? `## ${name}\n` : `| \`${name}\` |`);
    if (name in watched) expect(readme).toContain(`\n${scenarioTable(name)}\n`);
  });

  it('gives informative results: neither everything nor nothing falls', () => {
    const worlds = 1024;
    for (const scenario of scenarios) {
      const { compiled } = compileScenario(file.ecosystem, scenario);
      const tally = runShard(compiled, seedOf(file.suite.seed), { fromWorld: 0, toWorld: worlds });
      const affected = tally.histograms.affected[0] as Uint32Array;
      const fraction = meanOf(affected, worlds) / (tally.sizes[0] as number);
      const untouched = (affected[0] as number) / worlds;
      expect([scenario.id, fraction > 0.01 && fraction < 0.8, untouched < 0.99]).toEqual([scenario.id, true, true]);
    }
  });
});

describe('the six topologies', () => {
  it('have their numbers in the README, as runs give them', () => expect(readme).toContain(`\n${topologyTable()}\n`));

  /** Exact mean blast radius from one entry, at the mean probabilities. */
  const exactMean = (shape: string, entry: string): number => {
    const { file } = parse(`topology-${shape}.yaml`);
    const scenario = scenariosOf(file.ecosystem, file.suite).find((one) => one.entry[0] === entry);
    if (scenario === undefined) throw new Error(`no entry ${entry}`);
    const { compiled } = compileScenario(file.ecosystem, { ...scenario, model: 'exact' });
    return exactAnswer(compiled).outcomes.reduce(
      (sum, { reached, probability }) => sum + probability * (reached.length - 1),
      0,
    );
  };
  const p = 0.8 * 0.4;

  it('have the same six agents', () => {
    for (const shape of topologies) {
      const ids = parse(`topology-${shape}.yaml`).file.ecosystem.components.map(({ id }) => id);
      expect(ids).toEqual(['five', 'four', 'one', 'six', 'three', 'two']);
    }
  });

  it('give the sums of path probabilities where there is one path', () => {
    expect(exactMean('chain', 'one')).toBeCloseTo(p + p ** 2 + p ** 3 + p ** 4 + p ** 5, 12);
    expect(exactMean('star', 'one')).toBeCloseTo(5 * p, 12);
    expect(exactMean('star', 'two')).toBeCloseTo(p + 4 * p ** 2, 12);
    expect(exactMean('tree', 'one')).toBeCloseTo(2 * p + 3 * p ** 2, 12);
    const [down, up] = [0.9 * 0.4, 0.3 * 0.4];
    expect(exactMean('hierarchy', 'one')).toBeCloseTo(2 * down + 3 * down ** 2, 12);
    expect(exactMean('hierarchy', 'six')).toBeCloseTo(up + up ** 2 * (1 + down * (1 + 2 * down)), 12);
  });

  it('rank as independent contact must: the complete graph worst', () => {
    const mean = (shape: string) =>
      ['one', 'two', 'three', 'four', 'five', 'six'].reduce((sum, entry) => sum + exactMean(shape, entry), 0) / 6;
    const ranked = [...topologies].sort((a, b) => mean(a) - mean(b));
    expect(ranked[0]).toBe('hierarchy');
    expect(ranked.at(-1)).toBe('complete');
  });
});

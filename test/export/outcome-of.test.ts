import { beforeAll, describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { exportEcosystem } from '../../src/export/export-ecosystem.ts';
import { graphFormats } from '../../src/export/graph-formats.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import { outcomeOf } from '../../src/export/outcome-of.ts';
import { runSuite, type SuiteRun, withoutFull } from '../../src/run/run-suite.ts';

const yaml = (suite: string): string => `version: 1
name: desk
components:
  a: { kind: agent, exposed: true }
  b: { kind: agent, exposed: true, count: 2 }
  random: { kind: agent }
  guard: { kind: control }
relations:
  - { from: a, to: b, kind: messages, rate: 1 }
  - { from: b, to: random, kind: messages, rate: 1 }
controls:
  filter: { on: { kind: messages }, effectiveness: 0.5 }
suite:
  worlds: 320
${suite}`;

async function runOf(suite: string): Promise<SuiteRun> {
  const { file } = parseSuiteFile(yaml(suite), 'desk.yaml');
  return runSuite(file, { threads: 1 });
}

/** The outcome of the only scenario whose id fits. */
function outcomeNamed(run: SuiteRun, id: RegExp): Outcome {
  const positions = run.results.scenarios.flatMap((scenario, i) => (id.test(scenario.id) ? [i] : []));
  expect(positions).toHaveLength(1);
  return outcomeOf(run, positions[0] as number);
}

describe('the outcome of a scenario', () => {
  let run: SuiteRun;
  beforeAll(async () => {
    run = await runOf(`  threats: { each: [communication-poisoning, tool-misuse] }
  entries: { each: [a, b, random] }
  controls: { off: [filter] }`);
  });

  it('has the reach and the interval of every component as the results have them, replicas as one', () => {
    const outcome = outcomeNamed(run, /^agentic\/a\/communication-poisoning$/);
    const scenario = run.results.scenarios.find(({ id }) => id === outcome.scenario);
    expect([...outcome.reach]).toEqual(scenario?.reach?.map(({ id, p, ci95 }) => [id, { p, ci95 }]));
    expect([...outcome.reach.keys()]).toEqual(['a', 'b', 'filter', 'guard', 'random']);
    expect(outcome.reach.get('b')?.p).toBeGreaterThan(0);
    expect([outcome.worlds, outcome.entries]).toEqual([320, new Set(['a'])]);
  });

  it('has the blast radius of each component that is the entry alone, of the same threats and controls', () => {
    const meanOf = (id: string): number | undefined =>
      run.results.scenarios.find((scenario) => scenario.id === id)?.blastRadius.total.mean;
    const expected = (tail: string): object => ({
      a: meanOf(`agentic/a/${tail}`),
      b: meanOf(`agentic/b/${tail}`),
      random: meanOf(`agentic/id:random/${tail}`),
    });
    const tails = ['communication-poisoning', 'communication-poisoning/control-off:filter'];
    const radii = tails.map((tail) => Object.fromEntries(outcomeNamed(run, new RegExp(`/a/${tail}$`)).blastRadius));
    expect(radii).toEqual(tails.map(expected));
    expect(radii[0]).not.toEqual(radii[1]);
  });

  it('gives relations their shares of all infections, arcs between replicas included', () => {
    const { credit } = outcomeNamed(run, /^agentic\/a\/communication-poisoning\/control-off:filter$/);
    expect([...credit.keys()].toSorted()).toEqual(['a>messages>b#1', 'b>messages>id:random#1']);
    expect([...credit.values()].reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(credit.get('a>messages>b#1')).toBeGreaterThan(credit.get('b>messages>id:random#1') as number);
  });

  it('knows that of scenarios whose pictures were not kept, too', () => {
    const kept = run.details.scenarios.filter(({ id }) => /\/b\/communication-poisoning/.test(id));
    const few = { ...run, details: { ...run.details, scenarios: kept } };
    const id = /^agentic\/a\/communication-poisoning$/;
    expect(outcomeNamed(few, id)).toEqual(outcomeNamed(run, id));
  });

  it('is refused for results without reach', () => {
    expect(() => outcomeOf({ ...run, results: withoutFull(run.results) }, 0)).toThrow('without reach');
    expect(() => outcomeOf(run, 99)).toThrow('without reach');
  });
});

it('knows no entry where every world draws its own, although a component is called so', async () => {
  const run = await runOf('  threats: [communication-poisoning]\n  entries: random');
  const outcome = outcomeOf(run, 0);
  expect([outcome.entries.size, outcome.blastRadius.size]).toEqual([0, 0]);
  expect(outcome.reach.size).toBe(5);
});

it('has no blast radius of entries that start together', async () => {
  const run = await runOf('  threats: [communication-poisoning]\n  entries: [a, random]');
  const outcome = outcomeOf(run, 0);
  expect([outcome.entries, outcome.blastRadius]).toEqual([new Set(['a', 'random']), new Map()]);
});

it('has no credit where the answer is exact', async () => {
  const run = await runOf('  model: exact\n  threats: [communication-poisoning]\n  entries: [a]');
  expect(outcomeOf(run, 0).credit).toEqual(new Map());
  expect(outcomeOf(run, 0).reach.get('b')?.p).toBeGreaterThan(0);
});

describe('every graph format', () => {
  const { ecosystem } = parseSuiteFile(yaml('  threats: [tool-misuse]'), 'desk.yaml').file;
  it.each(graphFormats.map(({ format }) => format))('%s writes the same again, with results more', async (format) => {
    const run = await runOf('  threats: [communication-poisoning]\n  entries: [a]');
    const outcome = outcomeOf(run, 0);
    const written = exportEcosystem(ecosystem, format, outcome);
    expect(exportEcosystem(ecosystem, format, outcome)).toEqual(written);
    expect(written).not.toEqual(exportEcosystem(ecosystem, format));
    expect(written.map(({ suffix }) => suffix).toSorted()).toEqual(
      [...new Set(written.map(({ suffix }) => suffix))].toSorted(),
    );
  });
  it.each(graphFormats)('$format writes an ecosystem of nothing', ({ write }) => {
    expect(write({ name: 'none', components: [], relations: [] }).length).toBeGreaterThan(0);
  });
  it('is known by its name', () => {
    expect(() => exportEcosystem(ecosystem, 'graphlm')).toThrow('Did you mean "graphml"?');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScenarios } from '../../src/compile/compile-scenarios.ts';
import { scenariosOf } from '../../src/compile/scenario.ts';
import type { SuiteFile } from '../../src/compile/suite.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { runSuite } from '../../src/run/run-suite.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { bundledAtlas, type MaturityTable } from '../../src/threats/maturity.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';

const folder = new URL('../../scenarios/', import.meta.url);
const bundled = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const load = (name: string): SuiteFile => parseSuiteFile(readFileSync(new URL(name, folder), 'utf8'), name).file;

const withFilter = (file: SuiteFile, maturity: Maturity, atlas: MaturityTable = bundledAtlas): SuiteFile => ({
  ...file,
  thresholds: [],
  suite: { ...file.suite, worlds: 256, settings: { ...file.suite.settings, maturity, atlas } },
});

type Arcs = ReadonlySet<string>;
/** Identity, class and probability of every arc of every scenario. */
const arcsOf = ({ ecosystem, suite }: SuiteFile): Arcs =>
  new Set(
    compileScenarios(ecosystem, scenariosOf(ecosystem, suite)).flatMap(({ scenario, arcs, compiled }) =>
      arcs.map(
        ({ key, threat }, index) =>
          `${scenario.id} ${key} ${threat} ${compiled.arcs.keyLow[index]} ${compiled.arcs.keyHigh[index]}`,
      ),
    ),
  );

describe('a filter by maturity', () => {
  it.each(bundled)('leaves ever more arcs of %s, the wider it is, and all when it is feasible', (name) => {
    const file = load(name);
    const [feasible, demonstrated, realized] = maturities.map((maturity) => arcsOf(withFilter(file, maturity)));
    expect(feasible).toEqual(arcsOf(file));
    expect([...(demonstrated as Arcs)].filter((arc) => !feasible?.has(arc))).toEqual([]);
    expect([...(realized as Arcs)].filter((arc) => !demonstrated?.has(arc))).toEqual([]);
  });

  it('takes arcs away from most bundled ecosystems', () => {
    const fewer = bundled.filter((name) => {
      const file = load(name);
      return arcsOf(withFilter(file, 'realized')).size < arcsOf(file).size;
    });
    expect(fewer.length).toBeGreaterThan(bundled.length / 2);
  });

  it('never adds an arc to any ecosystem', () => {
    fc.assert(
      fc.property(anyCase(), (random) => {
        const keysAt = maturities.map((maturity) => {
          const settings = { ...random.scenario.settings, maturity };
          const { arcs } = compileCase({ ...random, scenario: { ...random.scenario, settings } }, 'agentic');
          return new Set(arcs.map(({ key, threat }) => `${key} ${threat}`));
        });
        const [feasible, demonstrated, realized] = keysAt;
        for (const arc of demonstrated ?? []) expect(feasible).toContain(arc);
        for (const arc of realized ?? []) expect(demonstrated).toContain(arc);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it('that lets everything through gives the same results, bit for bit', async () => {
    const file = { ...load('support-desk.yaml'), thresholds: [] };
    const small = { ...file, suite: { ...file.suite, worlds: 256 } };
    const plain = await runSuite(small, { threads: 1, isPlain: true });
    expect(await runSuite(withFilter(small, 'feasible'), { threads: 1, isPlain: true })).toEqual(plain);
    const narrow = await runSuite(withFilter(small, 'realized'), { threads: 1, isPlain: true });
    expect(narrow.results.scenarios[0]?.blastRadius).not.toEqual(plain.results.scenarios[0]?.blastRadius);
  });

  it('goes by the release of ATLAS that is given', () => {
    const file = load('support-desk.yaml');
    const nothing: MaturityTable = { version: '0', maturity: {} };
    const all: MaturityTable = {
      version: '1',
      maturity: Object.fromEntries(Object.keys(bundledAtlas.maturity).map((id) => [id, 'realized'])),
    };
    expect(arcsOf(withFilter(file, 'demonstrated', nothing)).size).toBe(0);
    expect(arcsOf(withFilter(file, 'feasible', nothing))).toEqual(arcsOf(file));
    expect(arcsOf(withFilter(file, 'realized', all)).size).toBeGreaterThan(arcsOf(withFilter(file, 'realized')).size);
  });
});

const chain = (suite: string) => `version: 1
components: { a: { kind: agent, exposed: true }, b: { kind: agent }, c: { kind: agent } }
relations:
  - { from: a, to: b, kind: delegates, rate: 1 }
  - { from: b, to: c, kind: messages, rate: 1 }
suite: { worlds: 512, entries: [a], ${suite} }`;
const run = (suite: string) => runSuite(parseSuiteFile(chain(suite), 'chain.yaml').file, { threads: 1, isPlain: true });

describe('classes below the filter', () => {
  it('give no arcs, and a warning that says so once', async () => {
    const { results } = await run('threats: { each: [communication-poisoning, spoofing] }, maturity: realized');
    expect(results.scenarios.map(({ threats, arcs }) => [threats, arcs])).toEqual([
      [['communication-poisoning'], 0],
      [['spoofing'], expect.any(Number)],
    ]);
    expect(results.scenarios[1]?.arcs).toBeGreaterThan(0);
    expect(results.warnings).toEqual([
      'No channel of communication-poisoning is at least realized by ATLAS 5.6.0: under this filter it spreads nowhere.',
      'Nothing can spread in agentic/a/communication-poisoning: no relation carries any of its threat classes through a channel that is at least realized.',
    ]);
  });

  it('are no matter without one', async () => {
    const { results } = await run('threats: [communication-poisoning]');
    expect(results.scenarios[0]?.arcs).toBeGreaterThan(0);
    expect(results.warnings).toEqual([]);
  });
});

describe('a grid over maturities', () => {
  it('makes paired scenarios: the same worlds, so that no world reaches more under a narrower filter', async () => {
    const { results } = await run(
      'threats: [communication-poisoning, spoofing], parameters: { maturity: [realized, demonstrated, feasible] }',
    );
    expect(results.scenarios.map(({ id }) => id)).toEqual(
      ['realized', 'demonstrated', 'feasible'].map(
        (maturity) => `agentic/a/communication-poisoning+spoofing/maturity=${maturity}`,
      ),
    );
    const [realized, demonstrated, feasible] = results.scenarios.map(({ reach = [] }) => reach.map(({ p }) => p));
    expect(demonstrated).toEqual(feasible);
    expect(realized?.every((p, index) => p <= (demonstrated?.[index] as number))).toBe(true);
    expect(realized).not.toEqual(demonstrated);
    const alone = await run('threats: [communication-poisoning, spoofing], maturity: realized');
    expect(alone.results.scenarios[0]?.blastRadius).toEqual(results.scenarios[0]?.blastRadius);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/compile/arcs.ts';
import type { SuiteFile } from '../../src/compile/suite.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { buildEcosystem } from '../../src/graph/build-ecosystem.ts';
import type { BlastRadius, Details, PairedScenarios } from '../../src/measure/results.ts';
import { runSuite, type SuiteRun } from '../../src/run/run-suite.ts';
import { runThreats } from '../../src/run/run-threats.ts';
import { threatModel } from '../../src/threats/threat-model.ts';
import { anyCase } from '../oracles/random-ecosystem.ts';

const bundled = readdirSync(new URL('../../scenarios/', import.meta.url)).filter((name) => name.endsWith('.yaml'));
const read = (name: string): SuiteFile =>
  parseSuiteFile(readFileSync(new URL(`../../scenarios/${name}`, import.meta.url), 'utf8'), name).file;
const withWorlds = (file: SuiteFile, worlds: number): SuiteFile => ({ ...file, suite: { ...file.suite, worlds } });
const again = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const run = (file: SuiteFile): Promise<SuiteRun> => runSuite(file, { threads: 1, isPlain: true });

describe('the model that a run keeps', () => {
  it.each(bundled)('gives the same results when it was written and read again: %s', async (name) => {
    const file = withWorlds(read(name), 32);
    const first = await run(file);
    const model = again(first.details.model);
    expect(model).toEqual({ ecosystem: file.ecosystem, suite: file.suite });
    const second = await run({ ...file, ...(model as NonNullable<typeof model>) });
    expect(JSON.stringify(second.results)).toBe(JSON.stringify(first.results));
    expect(second.details.scenarios).toEqual(first.details.scenarios);
  });

  it('compiles any ecosystem to the same arrays when it was written and read again', () => {
    fc.assert(
      fc.property(anyCase(), ({ components, relations, scenario }) => {
        const { ecosystem } = buildEcosystem({ name: 'any', components, relations });
        if (ecosystem === undefined) return;
        const asked = { ...scenario, model: 'agentic' as const, id: 'any' };
        const first = compileScenario(ecosystem, asked);
        const second = compileScenario(again(ecosystem), again(asked));
        expect(second.compiled).toEqual(first.compiled);
        expect(second.assumptions).toEqual(first.assumptions);
      }),
      { numRuns: 100, seed: 9 },
    );
  });

  it('is that of the suite, also where only one of its scenarios was run', async () => {
    const file = withWorlds(read('support-desk.yaml'), 32);
    const scenario = 'agentic/forum/agentic';
    const { details } = await runSuite(file, { threads: 1, isPlain: true, scenario });
    expect(details.scenarios.map(({ id }) => id)).toEqual([scenario]);
    expect(details.model).toEqual({ ecosystem: file.ecosystem, suite: file.suite });
    expect(details.pairs).toBeUndefined();
  });

  it('is none where other scenarios than the suite says were run', async () => {
    const file = withWorlds(read('support-desk.yaml'), 32);
    const model = threatModel(file.ecosystem);
    const { details } = (await runThreats(file, model, { threads: 1, isPlain: true })).run;
    expect(details.scenarios.length).toBeGreaterThan(0);
    expect(details.model).toBeUndefined();
    expect(details.pairs).toBeUndefined();
  });
});

describe('a run of the support desk', () => {
  let file: SuiteFile;
  let first: SuiteRun;
  let details: Details;
  beforeAll(async () => {
    file = withWorlds(read('support-desk.yaml'), 3200);
    first = await run(file);
    details = first.details;
  });

  it('was watched for its first 2,048 worlds, and for all where there are fewer', async () => {
    expect(details.scenarios.map(({ witnessed }) => witnessed?.worlds)).toEqual(new Array(6).fill(2048));
    const fewer = (await run(withWorlds(file, 96))).details;
    expect(fewer.scenarios.map(({ witnessed }) => witnessed?.worlds)).toEqual(new Array(6).fill(96));
  });

  it('tells ways from an entry point to each target, arc by arc', () => {
    for (const [i, { arcs, witnessed }] of details.scenarios.entries()) {
      expect(witnessed?.paths.length).toBeGreaterThan(20);
      for (const path of witnessed?.paths ?? []) {
        const steps = path.arcs.map((arc) => arcs[arc] as (typeof arcs)[number]);
        const places = [steps[0]?.from, ...steps.map(({ to }) => to)];
        expect([places[0]]).toEqual(first.results.scenarios[i]?.entry);
        expect(places.slice(0, -1)).toEqual(steps.map(({ from }) => from));
        expect(places.at(-1)).toBe(details.components[path.target]?.id);
        expect(new Set(places).size).toBe(places.length);
      }
    }
  });

  it('ends its curves at the intervals of its blast radii', () => {
    for (const [i, { witnessed }] of details.scenarios.entries()) {
      const { total, layers } = (first.results.scenarios[i] as SuiteRun['results']['scenarios'][number]).blastRadius;
      const ends = ({ ci95: [low, high] }: BlastRadius) => [Math.floor(low * 1e4) / 1e4, Math.ceil(high * 1e4) / 1e4];
      expect(witnessed?.curveCi95.total.at(-1)).toEqual(ends(total));
      const shown = Object.keys(witnessed?.curveCi95.layers ?? {}) as (keyof typeof layers)[];
      expect(shown).toEqual(
        Object.keys(layers).filter((layer) => (layers[layer as keyof typeof layers]?.size ?? 0) > 0),
      );
      for (const layer of shown)
        expect(witnessed?.curveCi95.layers[layer]?.at(-1)).toEqual(ends(layers[layer] as BlastRadius));
    }
  });

  it('compares each control with the system as it is, more sharply than two runs of their own would', () => {
    const radius = (id: string) =>
      first.results.scenarios.find((scenario) => scenario.id === id)?.blastRadius.total as BlastRadius;
    expect(details.pairs?.map(({ variant }) => variant.split('/').slice(1).join('/'))).toEqual([
      'customer/agentic/control-off:input-guardrail',
      'customer/agentic/control-off:memory-scan',
      'forum/agentic/control-off:input-guardrail',
      'forum/agentic/control-off:memory-scan',
    ]);
    for (const pair of details.pairs as PairedScenarios[]) {
      const [one, other] = [radius(pair.variant), radius(pair.baseline)];
      expect(pair.worlds).toBe(3200);
      expect(pair.total.mean).toBe(one.mean - other.mean);
      const half = ({ ci95: [low, high] }: { readonly ci95: readonly [number, number] }) => (high - low) / 2;
      expect(half(pair.total)).toBeLessThan(Math.hypot(half(one), half(other)));
    }
    const scan = details.pairs?.[1] as PairedScenarios;
    const [low, high] = scan.total.ci95;
    const unpaired = radius(scan.variant).ci95[1] - radius(scan.variant).ci95[0];
    expect(high - low).toBeLessThan(unpaired / 5);
    expect(low).toBeGreaterThan(0);
  });

  it('keeps a typical world in which something happens, before the median and the worst', () => {
    for (const { worlds } of details.scenarios) {
      expect(worlds.slice(0, 3).map(({ label }) => label)).toEqual(['typical', 'median', 'worst 5 %']);
      expect(worlds[0]?.size).toBeGreaterThan(0);
    }
  });
});

describe('copies of a component', () => {
  const text = `version: 1
components:
  s: { kind: agent, exposed: true }
  w: { kind: agent, count: 3 }
  t: { kind: memory }
relations:
  - { from: s, to: w, kind: messages, trust: 0.9 }
  - { from: w, to: t, kind: writes, trust: 0.9 }
suite: { threats: [communication-poisoning, memory-poisoning], model: independent-cascade, worlds: 640 }
`;

  it('share their ways: each counts once for each world in which it led to any of them', async () => {
    const { results, details } = await run(parseSuiteFile(text, 'copies.yaml').file);
    const [scenario] = details.scenarios;
    const reach = results.scenarios[0]?.reach ?? [];
    const p = (id: string): number => reach.find((row) => row.id === id)?.p as number;
    const told = scenario?.witnessed?.paths.map(({ target, arcs, count }) => ({
      target: details.components[target]?.id,
      threats: arcs.map((arc) => scenario.arcs[arc]?.threat),
      count,
    }));
    const toWorkers = told?.filter(({ target }) => target === 'w') ?? [];
    const toStore = told?.filter(({ target }) => target === 't') ?? [];
    expect(toWorkers).toHaveLength(1);
    const toAny = 1 - (1 - p('w')) ** 3;
    expect((toWorkers[0]?.count ?? 0) / 640).toBeWithinStandardErrors(toAny, { worlds: 640, errors: 4 });
    expect(toStore.map(({ threats }) => threats.length)).toEqual([2]);
    expect(toStore[0]?.count).toBe(Math.round(p('t') * 640));
  });
});

import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../src/analyse/side-by-side.ts';
import { sideBySideMarkdown } from '../../src/analyse/side-by-side-markdown.ts';
import type { SideBySideScenario } from '../../src/analyse/side-by-side-scenario.ts';
import { sideBySideSuites } from '../../src/analyse/side-by-side-suites.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { runSideBySide } from '../../src/run/run-side-by-side.ts';
import { bundledCatalogue, type Catalogue } from '../../src/threats/bundled-catalogue.ts';
import { threatModel } from '../../src/threats/threat-model.ts';
import { ownThreat } from './own-threat.ts';

const WORLDS = 20_000;

/** b falls by a message, what it reads is disclosed: 0.5 by an agentic class, 0.25 by spoofing, 0.4 by disclosure. */
const chain = `version: 1
name: chain
components:
  a: { kind: agent, exposed: true }
  b: { kind: agent }
  store: { kind: data-store }
relations:
  - { from: a, to: b, kind: messages, rate: 1 }
  - { from: b, to: store, kind: reads, rate: 1 }
suite:
  horizon: 10
  monoculture: 0
  worlds: ${WORLDS}
  channels:
    - { threat: communication-poisoning, kind: messages, direction: along, probability: 0.5 }
    - { threat: spoofing, kind: messages, direction: along, probability: 0.25 }
    - { threat: information-disclosure, kind: reads, direction: along, probability: 0.4 }
`;

const catalogue: Catalogue = {
  ...bundledCatalogue,
  threats: [
    ownThreat('LETTER', { stride: ['I'] }),
    ownThreat('NEITHER', { stride: ['E'] }),
    ownThreat('CLASS', { classes: ['memory-poisoning'] }),
    ownThreat('ASKED', { classes: ['communication-poisoning'], stride: ['S'] }),
  ],
  rules: [
    {
      id: 'stores',
      threats: ['LETTER', 'NEITHER', 'CLASS'],
      when: { component: { kind: ['data-store'] } },
      because: '',
    },
    { id: 'agents', threats: ['ASKED'], when: { component: { kind: ['agent'] } }, because: '' },
  ],
};

const parsed = (text = chain) => parseSuiteFile(text, 'chain.yaml').file;
const model = threatModel(parsed().ecosystem, { catalogue });
const simulated = async (text = chain) =>
  sideBySide(model, await runSideBySide(parsed(text), { threads: 1, isPlain: true }));

describe('what is listed side by side', () => {
  const { components, counts, simulation } = sideBySide(model);
  const store = components.find(({ id }) => id === 'store');

  it('tells threats that a letter covers from those that only an agentic class describes', () => {
    expect(store?.byStride).toEqual(['LETTER']);
    expect(store?.onlyAgentic).toEqual(['CLASS']);
    expect(components.find(({ id }) => id === 'b')?.onlyAgentic).toEqual(['ASKED']);
  });

  it('says where STRIDE asks the question behind an agentic threat, and what neither finds', () => {
    expect(store?.askedByStride).toEqual([]);
    expect(components.find(({ id }) => id === 'b')?.askedByStride).toEqual(['ASKED']);
    expect(store?.byNeither).toEqual(['NEITHER']);
    expect(counts).toEqual({ byStride: 1, onlyAgentic: 3, askedByStride: 2, byNeither: 1 });
  });

  it('lists the letters that no threat touches, by letters or by what its classes break', () => {
    // LETTER touches I, memory poisoning T; NEITHER's E is not asked of a store.
    expect([store?.stride, store?.onlyStride]).toEqual([['T', 'I', 'D'], ['D']]);
  });

  it('asks of an external entity also what is asked of its flows', () => {
    const { ecosystem } = parsed(chain.replace('a: { kind: agent', 'a: { kind: human'));
    const [human] = sideBySide(threatModel(ecosystem, { catalogue })).components.filter(({ id }) => id === 'a');
    expect([human?.element, human?.stride]).toEqual(['external-entity', ['S', 'T', 'R', 'I', 'D']]);
  });

  it('compares one component alone if the model holds only its threats, and says nothing of the others', () => {
    expect(sideBySide(model, null, 'store').components).toEqual([store]);
  });

  it('has no scenarios until they were simulated', () => {
    expect(simulation).toBeNull();
    expect(sideBySideMarkdown(sideBySide(model))).toContain('was not simulated');
  });
});

describe('what is simulated side by side', () => {
  const near = (mean: number | undefined, expected: number, variance: number) =>
    expect(Math.abs((mean ?? Number.NaN) - expected)).toBeLessThan(4 * Math.sqrt(variance / WORLDS));
  const only = ({ scenarios }: { scenarios: readonly SideBySideScenario[] }): SideBySideScenario =>
    scenarios[0] as SideBySideScenario;

  it('gives each family alone and both: closed forms within four standard errors', async () => {
    const { affected, layers, beyondSum, reach, size } = only(await simulated());
    // X = B (1 + S), B falls with p, S is disclosed with 0.4 then: E X = 1.4 p, E X^2 = p (0.6 + 4 * 0.4).
    const variance = (p: number): number => 2.2 * p - 1.96 * p * p;
    near(affected.stride.mean, 0.35, variance(0.25));
    near(affected.agentic.mean, 0.5, 0.25);
    near(affected.both.mean, 0.875, variance(0.625));
    near(affected.both.disclosed, 0.25, 0.1875);
    expect(size).toBe(2);
    // 0.875 - 0.35 - 0.5: disclosure also follows what the agentic class took. At most the three standard errors together.
    const error = Math.sqrt(variance(0.25)) + 0.5 + Math.sqrt(variance(0.625));
    expect(Math.abs(beyondSum.mean - 0.025)).toBeLessThan((4 * error) / Math.sqrt(WORLDS));
    expect(beyondSum.within[0]).toBeLessThan(beyondSum.mean);
    expect(beyondSum.within[1]).toBeGreaterThan(beyondSum.mean);
    near(layers.find(({ layer }) => layer === 2)?.stride.mean, 0.1, 0.09);
    near(layers.find(({ layer }) => layer === 7)?.both.mean, 0.625, 0.625 * 0.375);
    // Only b can be reached: what is disclosed is not.
    expect(reach.map(({ id }) => id)).toEqual(['b']);
    near(reach[0]?.both.p, 0.625, 0.625 * 0.375);
  });

  it('gives an interval of the number affected that holds the closed form and narrows as worlds grow', async () => {
    const few = only(await simulated(chain.replace(String(WORLDS), '2000'))).affected.both.ci95;
    const many = only(await simulated()).affected.both.ci95;
    expect(many[0]).toBeLessThan(0.875);
    expect(many[1]).toBeGreaterThan(0.875);
    expect(many[1] - many[0]).toBeLessThan((few[1] - few[0]) / 2.5);
  });

  it('runs the same worlds for all three, whichever of them has uncertain inputs', async () => {
    const uncertain = chain.replace('probability: 0.5', 'probability: [0.2, 0.8]').replace(String(WORLDS), '1000');
    const runs = await runSideBySide(parsed(uncertain), { threads: 1, isPlain: true });
    expect(Object.values(runs).map(({ scenarios }) => scenarios[0]?.worlds)).toEqual([1024, 1024, 1024]);
  });

  it('takes entries and settings from the file, and leaves out what would make the three differ', () => {
    const text = `${chain}  precision: 0.01\n  model: [agentic, si]\n  parameters: { attempts: [1, 10] }\nthresholds:\n  - total p95 < 5\n`;
    const { stride, both } = sideBySideSuites(parsed(text));
    expect(stride.suite).toMatchObject({ models: ['agentic'], parameters: [], precision: null, worlds: WORLDS });
    expect([stride.thresholds, both.suite.entries]).toEqual([[], parsed().suite.entries]);
  });

  it('gives the same on any number of threads', async () => {
    const text = chain.replace(String(WORLDS), '3000');
    const two = await runSideBySide(parsed(text), { threads: 2, isPlain: true });
    expect(sideBySide(model, two)).toEqual(await simulated(text));
  });
});

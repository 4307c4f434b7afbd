import { expect, it } from 'vitest';
import { arrivalsOf } from '../../src/analyse/arrivals.ts';
import type { ThreatRow } from '../../src/analyse/threat-document.ts';
import { threatReport } from '../../src/analyse/threat-report.ts';
import { spreadsBy, threatScenario } from '../../src/analyse/threat-scenarios.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { agenticClasses } from '../../src/graph/kinds.ts';
import type { ScenarioResult } from '../../src/measure/results.ts';
import { runThreats } from '../../src/run/run-threats.ts';
import { bundledCatalogue, type Catalogue } from '../../src/threats/bundled-catalogue.ts';
import { threatModel } from '../../src/threats/threat-model.ts';
import { ownThreat } from './own-threat.ts';

/** Two threats of one's own: one at the exposed door that travels by messages, one at what is behind it that discloses. */
const catalogue: Catalogue = {
  atlas: bundledCatalogue.atlas,
  threats: [
    ownThreat('OWN-1', { classes: ['communication-poisoning'], atlas: ['AML.T0051'] }),
    ownThreat('OWN-2', { stride: ['I'] }),
    ownThreat('OWN-3', { stride: ['E'] }),
  ],
  rules: [
    { id: 'at-the-door', threats: ['OWN-1'], when: { component: { exposed: true } }, because: '{it} is open' },
    { id: 'at-the-end', threats: ['OWN-2', 'OWN-3'], when: { component: { tags: ['end'] } }, because: '{it} is last' },
  ],
};

const door = `version: 1
name: chain
components:
  a: { kind: agent, exposed: true, model: llm }
  b: { kind: agent }
  c: { kind: agent, tags: [end] }
  store: { kind: data-store }
  llm: { kind: model, tier: mid }
relations:
  - { from: a, to: b, kind: messages, rate: 1 }
  - { from: b, to: c, kind: messages, rate: 1 }
  - { from: c, to: store, kind: reads, rate: 1 }
suite:
  horizon: 10
  monoculture: 0
  worlds: 20000
  channels:
    - { threat: communication-poisoning, kind: messages, direction: along, probability: 0.5 }
    - { threat: information-disclosure, kind: reads, direction: along, probability: 0.25 }
`;

const simulated = async (text: string) => {
  const { file } = parseSuiteFile(text, 'chain.yaml');
  const model = threatModel(file.ecosystem, { catalogue });
  const { simulated: runs } = await runThreats(file, model, { threads: 1 });
  return threatReport(model, { simulated: runs });
};
const byId = (rows: readonly ThreatRow[], id: string): ThreatRow => rows.find((row) => row.threat === id) as ThreatRow;

it('follows each threat from its component, by its own classes: closed forms within four standard errors', async () => {
  const { threats } = await simulated(door);
  const chain = byId(threats, 'OWN-1').consequence;
  // a reaches b with 0.5 and c with 0.25: 0.75 on average, variance 0.6875.
  expect(Math.abs((chain?.blastRadius.mean ?? 0) - 0.75)).toBeLessThan(4 * Math.sqrt(0.6875 / 20_000));
  expect(chain?.path.map(({ from, to }) => [from, to])).toEqual([['a', 'b']]);
  const leak = byId(threats, 'OWN-2').consequence;
  expect(leak?.blastRadius.mean).toBe(0);
  expect(Math.abs((leak?.affected ?? 0) - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 20_000));
  expect(leak?.crossesInto).toEqual([2]);
});

it('ranks by blast radius x likelihood, of what is not exposed x the probability that an attacker gets there', async () => {
  const { threats } = await simulated(door);
  const [chain, leak] = [byId(threats, 'OWN-1').consequence, byId(threats, 'OWN-2').consequence];
  expect(chain?.arrival).toBeNull();
  expect(chain?.risk).toBe((chain?.blastRadius.mean ?? 0) * (chain?.entryLikelihood ?? 0));
  expect(leak?.entryLikelihood).toBeNull();
  expect(leak?.arrival?.from).toBe('a');
  // Ten attempts of content at a model of middle tier, which a mature class makes no less likely; then two messages.
  const expected = (1 - 0.7 ** 10) * 0.25;
  expect(Math.abs((leak?.arrival?.probability ?? 0) - expected)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 20_000));
  expect(threats.map((row) => [row.threat, row.consequence?.rank])).toEqual([
    ['OWN-1', 1],
    ['OWN-2', 2],
    ['OWN-3', 3],
  ]);
});

it('lets nobody arrive where nobody is exposed, and then ranks by blast radius alone', async () => {
  const { threats } = await simulated(door.replace('exposed: true, ', 'tags: [end], '));
  expect(threats.every((row) => row.consequence?.risk === null && row.consequence.arrival === null)).toBe(true);
  const means = threats.map((row) => row.consequence?.blastRadius.mean ?? 0);
  expect(means).toEqual(means.toSorted((x, y) => y - x));
});

it('goes on by all agentic classes where the catalogue names none and the threat takes its component', () => {
  const { file } = parseSuiteFile(door, 'chain.yaml');
  const model = threatModel(file.ecosystem, { catalogue });
  const [own, discloses, takes] = model.threats;
  if (own === undefined || discloses === undefined || takes === undefined) throw new Error('three threats');
  expect(spreadsBy(own)).toEqual(['communication-poisoning']);
  expect(spreadsBy(discloses)).toEqual(['information-disclosure']);
  expect(spreadsBy(takes)).toEqual([...agenticClasses, 'elevation-of-privilege']);
  expect(threatScenario(file.ecosystem, file.suite, own).id).toBe('agentic/a/communication-poisoning');
});

it('starts what takes nobody at who does it, so that its component counts', async () => {
  const reading: Catalogue = {
    ...catalogue,
    rules: [
      {
        id: 'read',
        threats: ['OWN-2', 'OWN-3'],
        when: { relation: { kind: ['reads'] }, threatens: 'to' },
        because: '{from} reads {to}',
      },
    ],
  };
  const { file } = parseSuiteFile(door, 'chain.yaml');
  const model = threatModel(file.ecosystem, { catalogue: reading });
  const { simulated: runs } = await runThreats(file, model, { threads: 1 });
  const { threats } = threatReport(model, { simulated: runs });
  expect(byId(threats, 'OWN-2').consequence?.start).toBe('c');
  expect(Math.abs((byId(threats, 'OWN-2').consequence?.affected ?? 0) - 0.25)).toBeLessThan(0.013);
  expect(byId(threats, 'OWN-3').consequence?.start).toBe('store');
});

it('takes the best way in to each component', () => {
  const from = (id: string, entryLikelihood: number | null, reach: readonly [string, number][]) =>
    ({
      entry: [id],
      entryLikelihood,
      reach: reach.map(([to, p]) => ({ id: to, p, ci95: [p, p] })),
    }) as unknown as ScenarioResult;
  const arrivals = arrivalsOf([
    from('a', 0.5, [['x', 0.2]]),
    from('b', 0.1, [['x', 0.9]]),
    from('c', null, [['x', 1]]),
  ]);
  expect(arrivals.get('x')).toEqual({ from: 'a', probability: 0.1 });
});

it('gives the same document again, and every threat an id of its own', async () => {
  const [once, again] = [await simulated(door), await simulated(door)];
  expect(JSON.stringify(again)).toBe(JSON.stringify(once));
  const ids = once.threats.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('leaves out what is less mature than asked', () => {
  const { file } = parseSuiteFile(door, 'chain.yaml');
  const at = (maturity: 'realized' | 'demonstrated' | 'feasible') =>
    threatModel(file.ecosystem, { catalogue, maturity }).threats.map((row) => row.threat.id);
  expect(at('realized')).toEqual(['OWN-1']);
  expect(at('feasible')).toEqual(['OWN-1', 'OWN-2', 'OWN-3']);
});

import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { meanOf } from '../../src/graph/belief.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { runSuite } from '../../src/run/run-suite.ts';
import { defences } from '../../src/threats/defences.ts';

/** A customer talks to a clerk, who talks to a second one; one thing of a kind is added. */
const desk = (added: string) => `version: 1
name: desk
components:
  customer: { kind: human, exposed: true }
  clerk: { kind: agent }
  second: { kind: agent }
  watch: { kind: monitor${added === 'watched' ? ', defence: runtime-monitoring, costs: { price: 7 }' : ''} }
relations:
  - { from: customer, to: clerk, kind: messages, rate: 1 }
  - { from: clerk, to: second, kind: messages, rate: 0.2 }
${added === 'watched' ? '  - { from: watch, to: clerk, kind: monitors }' : ''}
controls:
  training: ${added === 'trained' ? '{ defence: adversarial-training, on: { component: clerk }, costs: { price: 40 } }' : '{}'}
  red-team: ${added === 'tested' ? '{ defence: red-teaming, on: { from: customer }, costs: { price: 12 } }' : '{}'}
suite:
  worlds: 6400
  horizon: 40
`;

const first = async (text: string) => {
  const { results } = await runSuite(parseSuiteFile(text, 'desk.yaml').file, { threads: 1 });
  const [scenario] = results.scenarios;
  if (scenario === undefined) throw new Error('a scenario');
  return { mean: scenario.blastRadius.total.mean, ci95: scenario.blastRadius.total.ci95, defence: scenario.defence };
};

describe('known defences', () => {
  it.each([
    ['trained', { price: 40, falseAlarms: 0, utility: 0.97 }],
    ['tested', { price: 12, falseAlarms: 0, utility: 1 }],
    ['watched', { price: 7, falseAlarms: 0.6, utility: 1 }],
  ])('shrink the blast radius where something is %s, and say what that costs', async (added, costs) => {
    const [without, with_] = [await first(desk('')), await first(desk(added))];
    expect(with_.ci95[1]).toBeLessThan(without.ci95[0]);
    expect(without.defence).toBeUndefined();
    expect(with_.defence?.price).toBe(costs.price);
    expect(with_.defence?.falseAlarms).toBeCloseTo(costs.falseAlarms, 12);
    expect(with_.defence?.utility).toBeCloseTo(costs.utility, 12);
  });

  it('have the numbers of their table unless the author says others', () => {
    const { ecosystem } = parseSuiteFile(desk('watched'), 'desk.yaml').file;
    const relation = ecosystem.relations.find(({ kind }) => kind === 'monitors');
    expect(relation?.kind === 'monitors' && meanOf(relation.detection)).toBe(
      meanOf(defences['runtime-monitoring'].strength),
    );
    const own = desk('watched').replace('kind: monitors }', 'kind: monitors, detection: 0.4 }');
    const told = parseSuiteFile(own, 'desk.yaml').file.ecosystem.relations.find(({ kind }) => kind === 'monitors');
    expect(told?.kind === 'monitors' && meanOf(told.detection)).toBe(0.4);
  });

  it('are written and read back with their costs', () => {
    for (const added of ['trained', 'tested', 'watched']) {
      const { ecosystem } = parseSuiteFile(desk(added), 'desk.yaml').file;
      const again = parseSuiteFile(writeEcosystem(ecosystem), 'desk.yaml').file.ecosystem;
      const costsOf = ({ components }: typeof ecosystem) =>
        components.map(({ id, defence, costs }) => [id, defence, costs]);
      expect(costsOf(again)).toEqual(costsOf(ecosystem));
    }
  });

  it('are refused where they make no sense', () => {
    const wrong = desk('').replace('clerk: { kind: agent }', 'clerk: { kind: agent, defence: red-teaming }');
    expect(() => parseSuiteFile(wrong, 'desk.yaml')).toThrow(/red-teaming only where kind is control/u);
    const monitor = desk('trained').replace('adversarial-training', 'runtime-monitoring');
    expect(() => parseSuiteFile(monitor, 'desk.yaml')).toThrow(
      /runtime-monitoring only where kind is monitor, evaluator/u,
    );
  });

  it('cost nothing where they are switched off', async () => {
    const off = `${desk('trained')}  controls: { off: [training] }\n`;
    const { results } = await runSuite(parseSuiteFile(off, 'desk.yaml').file, { threads: 1 });
    expect(results.scenarios.map(({ defence }) => defence?.price)).toEqual([40, 0]);
  });
});

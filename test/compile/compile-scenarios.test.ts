import { describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/compile/arcs.ts';
import { compileScenarios } from '../../src/compile/compile-scenarios.ts';
import { effectivenessOn, guardRules, rulesFinder } from '../../src/compile/guard-index.ts';
import { type Scenario, scenariosOf } from '../../src/compile/scenario.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';

const { ecosystem, suite } = parseSuiteFile(
  `version: 1
components:
  planner: { kind: agent }
  worker: { kind: agent, count: 2 }
  notes: { kind: memory }
relations:
  - { id: order, from: planner, to: worker, kind: delegates }
  - { from: planner, to: notes, kind: reads }
  - { from: worker, to: notes, kind: writes }
controls:
  filter: { on: [{ relation: order }, { component: notes }, { kind: reads }], effectiveness: 0.5 }
  fence: { on: { direction: along }, effectiveness: { tool-misuse: 0.5, cross-agent-interference: 0.25 } }
suite:
  entries: { each: [planner, worker, notes] }
  threats: { each: [memory-poisoning, cross-agent-interference] }
  model: [agentic, independent-cascade]
  controls: { off: each }
  parameters: { horizon: [5, 9] }
`,
  'desk.yaml',
).file;

describe('compiling the scenarios of a suite', () => {
  const scenarios = scenariosOf(ecosystem, suite);
  const compilations = compileScenarios(ecosystem, scenarios);

  it('gives each scenario what it gets when it is compiled alone', () => {
    for (const [i, scenario] of scenarios.entries()) {
      const { compiled, arcs } = compileScenario(ecosystem, scenario);
      expect(compilations[i]).toMatchObject({ scenario, compiled, arcs });
    }
  });

  it('shares arrays and key exactly among scenarios that differ in nothing but their entry points', () => {
    const withoutEntry = ({ id }: Scenario): string => id.split('/').toSpliced(1, 1).join('/');
    for (const { scenario: one, compiled: a } of compilations) {
      for (const { scenario: other, compiled: b } of compilations) {
        const isSame = withoutEntry(one) === withoutEntry(other);
        expect(a.arcs === b.arcs && a.guards === b.guards && a.parameters === b.parameters).toBe(isSame);
        expect(a.compilationKey === b.compilationKey).toBe(isSame);
      }
    }
  });

  it('leaves each scenario its own entry points', () => {
    const starts = compilations.map(({ compiled, expanded }) => {
      const [entry] = compiled.entry as Uint32Array;
      return expanded.nodes[entry ?? -1]?.id;
    });
    expect([...new Set(starts)].sort()).toEqual(['notes', 'planner', 'worker#1']);
  });
});

describe('looking up the rules on an arc', () => {
  it('finds what asking every rule finds, in the same order', () => {
    for (const { arcs, expanded } of compileScenarios(ecosystem, scenariosOf(ecosystem, suite))) {
      const rules = guardRules(expanded);
      const rulesOn = rulesFinder(rules, expanded);
      for (const arc of arcs) {
        const asked = rules.filter((rule) => effectivenessOn(rule, arc, expanded) !== undefined);
        expect(rulesOn(arc).map(({ rule }) => rule)).toEqual(asked);
      }
    }
  });
});

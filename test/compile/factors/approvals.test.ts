import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/compile/suite.ts';
import { type Belief, isUncertain, known, meanOf } from '../../../src/graph/belief.ts';
import { onlyFactor } from '../../oracles/random-factors.ts';
import { compile, component, ecosystem, relation } from '../compile-one.ts';

/** What stands before the two actions of a supervised agent: effectiveness, and which replicas of the approver. */
function approvals(autonomy: Belief, count = 1) {
  const of = ecosystem(
    [component('a', 'agent'), component('b', 'agent'), component('t', 'tool'), component('boss', 'human', { count })],
    [relation('boss', 'supervises', 'a'), relation('a', 'invokes', 't'), relation('a', 'delegates', 'b')],
  );
  const { compiled, expanded } = compile(of, {
    threats: ['tool-misuse', 'communication-poisoning'],
    settings: { ...defaultSettings, factors: onlyFactor('autonomy', autonomy) },
  });
  return Array.from(compiled.guards.control, (control, guard) => ({
    control: expanded.nodes[control]?.id,
    parameter: compiled.guards.effectiveness[guard],
    effectiveness: compiled.parameters.beliefs[compiled.guards.effectiveness[guard] as number] as Belief,
  }));
}

it('approvers stop what is not autonomous, as surely as autonomy is known', () => {
  const beliefs: readonly (readonly [Belief, Belief])[] = [
    [known(0.25), known(0.75)],
    [
      { form: 'range', low: 0.1, high: 0.5 },
      { form: 'range', low: 0.5, high: 0.9 },
    ],
    [
      { form: 'trials', successes: 3, trials: 12 },
      { form: 'trials', successes: 9, trials: 12 },
    ],
    [
      { form: 'trials', successes: 3, trials: 12, prior: { mean: 0.25, weight: 4 } },
      { form: 'trials', successes: 9, trials: 12, prior: { mean: 0.75, weight: 4 } },
    ],
    [
      { form: 'judged', mean: 0.25, low: 0.125, high: 0.5 },
      { form: 'judged', mean: 0.75, low: 0.5, high: 0.875 },
    ],
  ];
  for (const [autonomy, stopped] of beliefs) {
    const [first, second, ...more] = approvals(autonomy);
    expect([first?.effectiveness, second?.effectiveness, more]).toEqual([stopped, stopped, []]);
    expect(meanOf(autonomy) + meanOf(stopped)).toBeCloseTo(1, 12);
    // One autonomy for all: whoever is wrong about it is wrong everywhere.
    if (isUncertain(autonomy)) expect(first?.parameter).toBe(second?.parameter);
  }
});

it('of a group of approvers one approves', () => {
  expect(approvals(known(0.5), 3).map(({ control }) => control)).toEqual(['boss#1', 'boss#1']);
});

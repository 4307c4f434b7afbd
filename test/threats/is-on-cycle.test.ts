import { describe, expect, it } from 'vitest';
import { isOnCycle } from '../../src/threats/is-on-cycle.ts';
import { trustIndex } from '../../src/threats/trust-index.ts';
import { ecosystemOf } from './rules/rule-cases.ts';

const index = trustIndex(
  ecosystemOf(`
components:
  ask: { kind: agent }
  plan: { kind: agent }
  check: { kind: agent }
  report: { kind: agent }
  boss: { kind: human }
relations:
  - { from: ask, to: plan, kind: messages }
  - { from: plan, to: check, kind: delegates }
  - { from: check, to: plan, kind: messages }
  - { from: check, to: report, kind: messages }
  - { from: report, to: report, kind: messages }
  - { from: report, to: boss, kind: messages }
  - { from: boss, to: report, kind: messages }`),
);
const onCycle = (kinds: Parameters<typeof isOnCycle>[2]): string[] =>
  index.ecosystem.components.filter(({ id }) => isOnCycle(index, id, kinds)).map(({ id }) => id);

describe('isOnCycle', () => {
  it('finds what leads back to itself, not what only leads there or comes from there', () => {
    expect(onCycle(['delegates', 'messages'])).toEqual(['check', 'plan']);
  });

  it('does not take what lies between two cycles for a part of one', () => {
    const { ecosystem, ...rest } = trustIndex(
      ecosystemOf(`
components:
  a: { kind: agent }
  b: { kind: agent }
  bridge: { kind: agent }
  c: { kind: agent }
  d: { kind: agent }
relations:
  - { from: a, to: b, kind: messages }
  - { from: b, to: a, kind: messages }
  - { from: b, to: bridge, kind: messages }
  - { from: bridge, to: c, kind: messages }
  - { from: c, to: d, kind: messages }
  - { from: d, to: c, kind: messages }`),
    );
    const found = ecosystem.components.filter(({ id }) => isOnCycle({ ecosystem, ...rest }, id, ['messages']));
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes only the kinds that it was given, and no step from a component to itself, and none over people', () => {
    expect(onCycle(['messages'])).toEqual([]);
  });
});

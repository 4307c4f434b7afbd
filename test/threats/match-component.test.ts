import { describe, expect, it } from 'vitest';
import { firings } from '../../src/threats/match-rules.ts';
import type { ComponentTest, InfluenceTest } from '../../src/threats/rule.ts';
import { ecosystemOf } from './rules/rule-cases.ts';

const desk = (on: string): string => `
components:
  customer: { kind: human, exposed: true }
  agent: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: customer, to: agent, kind: messages }
  - { from: agent, to: notes, kind: reads, trust: { along: 1, against: 0.5 } }
  - { from: agent, to: notes, kind: writes, trust: 0 }
controls:
  filter: { on: ${on}, effectiveness: 0.5 }`;

const threatened = (body: string, test: InfluenceTest): string[] =>
  firings(ecosystemOf(body), [
    { id: 'one', threats: ['L6-T2'], when: { component: { on: test } }, because: '{it}' },
  ]).map(({ component }) => component.id);

const controlsOn = (on: string, test: InfluenceTest): string[] => threatened(desk(on), test);

describe('tests of names', () => {
  const named = (test: ComponentTest): string[] =>
    firings(
      ecosystemOf('\ncomponents:\n  scan: { kind: tool, name: Keyword scan }\n  probe: { kind: tool, tags: [scan] }'),
      [{ id: 'one', threats: ['L6-T2'], when: { component: test }, because: '{it}' }],
    ).map(({ component }) => component.id);

  it('ask for words, or for none of them', () => {
    expect(named({ named: ['scan'] })).toEqual(['probe', 'scan']);
    expect(named({ named: ['scan'], notNamed: ['keyword'] })).toEqual(['probe']);
    expect(named({ notNamed: ['scan'] })).toEqual([]);
  });
});

describe('a test of what a control is on', () => {
  it('holds for what the control holds back, from where and to where it runs', () => {
    const test: InfluenceTest = { kind: ['messages'], source: { exposed: true }, target: { kind: ['agent'] } };
    expect(controlsOn('{ from: customer }', test)).toEqual(['filter']);
    expect(controlsOn('{ component: agent }', test)).toEqual(['filter']);
    expect(controlsOn('{ from: agent }', test)).toEqual([]);
    expect(controlsOn('{ from: customer }', { ...test, source: { exposed: false } })).toEqual([]);
    expect(controlsOn('{ from: customer }', { ...test, target: { kind: ['memory'] } })).toEqual([]);
  });

  it('takes the end of a relation for the source of what runs against it', () => {
    const test: InfluenceTest = { kind: ['reads'], direction: 'against', source: { kind: ['memory'] } };
    expect(controlsOn('{ kind: reads, direction: against }', test)).toEqual(['filter']);
    expect(controlsOn('{ kind: reads, direction: against }', { ...test, direction: 'along' })).toEqual([]);
  });

  it('does not hold where nothing runs: no trust that way', () => {
    expect(controlsOn('{ kind: writes }', { kind: ['writes'] })).toEqual([]);
  });

  it('does not hold for another control, nor for a component that is none', () => {
    const other = `${desk('{ from: customer }')}\n  other: { on: { kind: reads }, effectiveness: 0.5 }`;
    expect(threatened(other, { kind: ['messages'] })).toEqual(['filter']);
  });
});

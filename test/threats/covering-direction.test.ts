import { describe, expect, it } from 'vitest';
import { threatModel } from '../../src/threats/threat-model.ts';
import { ecosystemOf } from './rules/rule-cases.ts';

const controlsOf = (threat: string, direction: string): string[] =>
  threatModel(
    ecosystemOf(`
components:
  coder: { kind: agent }
  server: { kind: tool, tags: [unpinned] }
  history: { kind: log-store, exposed: true }
relations:
  - { from: coder, to: server, kind: invokes }
  - { from: coder, to: history, kind: reads }
controls:
  check: { on: { from: coder, direction: ${direction} }, effectiveness: 0.5 }`),
  ).threats.flatMap(({ threat: { id }, controls }) => (id === threat ? controls.map((control) => control.id) : []));

describe('controls of an applied threat', () => {
  it('are those on the way that its rule is about', () => {
    expect(controlsOf('BV-2', 'against')).toEqual(['check']);
    expect(controlsOf('L2-T4', 'against')).toEqual(['check']);
  });

  it('are those on the way that influence takes over several components', () => {
    const controls = (direction: string) =>
      threatModel(
        ecosystemOf(`
components:
  user: { kind: human, exposed: true }
  lead: { kind: agent }
  helper: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: user, to: lead, kind: messages }
  - { from: lead, to: helper, kind: delegates }
controls:
  check: { on: { kind: delegates, direction: ${direction} }, effectiveness: 0.5 }`),
      ).threats.flatMap((applied) => (applied.threat.id === 'BV-6' ? [applied.controls.map(({ id }) => id)] : []));
    expect(controls('along')).toEqual([['check']]);
    expect(controls('against')).toEqual([[]]);
  });

  it('are not those on the other way of the same relation', () => {
    expect(controlsOf('BV-2', 'along')).toEqual([]);
  });
});

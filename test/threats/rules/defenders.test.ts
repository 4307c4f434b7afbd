import { describe, expect, it } from 'vitest';
import { firings } from '../../../src/threats/match-rules.ts';
import type { ComponentTest } from '../../../src/threats/rule.ts';
import { defender, learnedDefender } from '../../../src/threats/rules/defenders.ts';
import { ecosystemOf } from './rule-cases.ts';

const desk = ecosystemOf(`
components:
  desk: { kind: agent }
  sentry: { kind: agent, layer: 6 }
  login: { kind: framework, layer: 6 }
  tracing: { kind: monitor }
  gate: { kind: policy-engine }
  small: { kind: model }
relations:
  - { from: sentry, to: small, kind: infers }
  - { from: desk, to: small, kind: infers }
controls:
  input-guardrail: { on: { to: desk }, effectiveness: 0.5 }
  keyword-filter: { on: { to: desk }, effectiveness: 0.5 }
  sandbox: { on: { from: desk }, effectiveness: 0.5 }`);

const found = (component: ComponentTest): string[] =>
  firings(desk, [{ id: 'one', threats: [], when: { component }, because: '' }]).map((firing) => firing.component.id);

describe('defenders', () => {
  it('are controls, monitors, and agents of layer 6, not the software of drawings', () => {
    expect(found(defender)).toEqual(['gate', 'input-guardrail', 'keyword-filter', 'sandbox', 'sentry', 'tracing']);
  });

  it('are learned by the model that they infer from, or by their name, but not those named after fixed rules', () => {
    expect(found(learnedDefender)).toEqual(['input-guardrail', 'sentry']);
  });
});

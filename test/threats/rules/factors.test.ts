import { describe } from 'vitest';
import { factorRules } from '../../../src/threats/rules/factors.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

describe('rules of agentic factors', () => {
  testRules(factorRules, [
    nearMiss(
      'a-model-gives-the-verdict',
      `
components:
  judge: { kind: evaluator, model: llm }
  llm: { kind: model }
  clerk: { kind: agent }
relations:
  - { from: judge, to: clerk, kind: monitors }`,
      ['judge'],
      ['kind: evaluator, model: llm', 'kind: evaluator'],
    ),
    nearMiss(
      'only-a-model-decides',
      `
components:
  clerk: { kind: agent, model: llm }
  llm: { kind: model }
  shell: { kind: plugin, tags: [execute] }
relations:
  - { from: clerk, to: shell, kind: invokes }`,
      ['clerk'],
      ['execute', 'egress'],
    ),
    nearMiss(
      'acts-without-approval',
      `
components:
  clerk: { kind: agent }
  owner: { kind: human }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: clerk, to: mailer, kind: invokes }
  - { from: owner, to: clerk, kind: messages }`,
      ['clerk'],
      ['kind: messages', 'kind: supervises'],
    ),
    nearMiss(
      'content-beside-instructions',
      `
components:
  owner: { kind: human }
  web: { kind: external }
  clerk: { kind: agent }
relations:
  - { from: owner, to: clerk, kind: messages }
  - { from: web, to: clerk, kind: feeds }`,
      ['clerk'],
      [
        'feeds }',
        `feeds }
controls:
  scan: { on: { from: web, kind: feeds }, effectiveness: { intent-manipulation: 0.5 } }`,
      ],
    ),
    nearMiss(
      'peers-are-believed',
      `
components:
  one: { kind: agent }
  two: { kind: agent }
  clerk: { kind: agent }
relations:
  - { from: one, to: clerk, kind: messages }
  - { from: two, to: clerk, kind: messages }`,
      ['clerk'],
      ['two, to: clerk, kind: messages', 'two, to: clerk, kind: messages, trust: 0.4'],
    ),
    nearMiss(
      'identity-is-made-while-it-runs',
      `
components:
  lead: { kind: agent }
  copy: { kind: agent }
  badge: { kind: credential }
relations:
  - { from: lead, to: copy, kind: spawns }
  - { from: lead, to: badge, kind: authenticates, role: holds }`,
      ['copy'],
      ['from: lead, to: badge', 'from: copy, to: badge'],
    ),
    nearMiss(
      'works-for-others-under-its-own-key',
      `
components:
  traveller: { kind: human, exposed: true }
  concierge: { kind: agent }
  token: { kind: credential }
  payments: { kind: tool }
relations:
  - { from: traveller, to: concierge, kind: messages }
  - { from: concierge, to: token, kind: authenticates, role: holds }
  - { from: payments, to: token, kind: authenticates, role: accepts }`,
      ['token'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'many-agents-hang-on-one',
      `
components:
  hub: { kind: agent }
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: hub, to: one, kind: messages }
  - { from: hub, to: two, kind: delegates }
  - { from: hub, to: three, kind: spawns }`,
      ['hub'],
      ['to: three, kind: spawns', 'to: two, kind: messages'],
    ),
    nearMiss(
      'agents-meet-in-a-store',
      `
components:
  one: { kind: agent }
  two: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: one, to: notes, kind: writes }
  - { from: one, to: notes, kind: reads }
  - { from: two, to: notes, kind: writes }
  - { from: two, to: notes, kind: reads }`,
      ['notes'],
      [
        `kind: writes }
  - { from: two, to: notes, kind: reads`,
        'kind: reads',
      ],
    ),
  ]);
});

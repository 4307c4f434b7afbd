import { describe } from 'vitest';
import { factorRules } from '../../../src/threats/rules/factors.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

describe('rules of agentic factors', () => {
  testRules(factorRules, [
    {
      rule: 'a-model-gives-the-verdict',
      fires: `
components:
  judge: { kind: evaluator, model: llm }
  llm: { kind: model }
  clerk: { kind: agent }
relations:
  - { from: judge, to: clerk, kind: monitors }`,
      threatens: ['judge'],
      misses: `
components:
  judge: { kind: evaluator }
  llm: { kind: model }
  clerk: { kind: agent }
relations:
  - { from: judge, to: clerk, kind: monitors }`,
    },
    {
      rule: 'only-a-model-decides',
      fires: `
components:
  clerk: { kind: agent, model: llm }
  llm: { kind: model }
  shell: { kind: plugin, tags: [execute] }
relations:
  - { from: clerk, to: shell, kind: invokes }`,
      threatens: ['clerk'],
      misses: `
components:
  clerk: { kind: agent, model: llm }
  llm: { kind: model }
  shell: { kind: plugin, tags: [egress] }
relations:
  - { from: clerk, to: shell, kind: invokes }`,
    },
    {
      rule: 'acts-without-approval',
      fires: `
components:
  clerk: { kind: agent }
  owner: { kind: human }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: clerk, to: mailer, kind: invokes }
  - { from: owner, to: clerk, kind: messages }`,
      threatens: ['clerk'],
      misses: `
components:
  clerk: { kind: agent }
  owner: { kind: human }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: clerk, to: mailer, kind: invokes }
  - { from: owner, to: clerk, kind: supervises }`,
    },
    {
      rule: 'content-beside-instructions',
      fires: `
components:
  owner: { kind: human }
  web: { kind: external }
  clerk: { kind: agent }
relations:
  - { from: owner, to: clerk, kind: messages }
  - { from: web, to: clerk, kind: feeds }`,
      threatens: ['clerk'],
      misses: `
components:
  owner: { kind: human }
  web: { kind: external }
  clerk: { kind: agent }
relations:
  - { from: owner, to: clerk, kind: messages }
  - { from: web, to: clerk, kind: feeds }
controls:
  scan: { on: { from: web, kind: feeds }, effectiveness: { intent-manipulation: 0.5 } }`,
    },
    {
      rule: 'peers-are-believed',
      fires: `
components:
  one: { kind: agent }
  two: { kind: agent }
  clerk: { kind: agent }
relations:
  - { from: one, to: clerk, kind: messages }
  - { from: two, to: clerk, kind: messages }`,
      threatens: ['clerk'],
      misses: `
components:
  one: { kind: agent }
  two: { kind: agent }
  clerk: { kind: agent }
relations:
  - { from: one, to: clerk, kind: messages }
  - { from: two, to: clerk, kind: messages, trust: 0.4 }`,
    },
    {
      rule: 'identity-is-made-while-it-runs',
      fires: `
components:
  lead: { kind: agent }
  copy: { kind: agent }
  badge: { kind: credential }
relations:
  - { from: lead, to: copy, kind: spawns }
  - { from: lead, to: badge, kind: authenticates, role: holds }`,
      threatens: ['copy'],
      misses: `
components:
  lead: { kind: agent }
  copy: { kind: agent }
  badge: { kind: credential }
relations:
  - { from: lead, to: copy, kind: spawns }
  - { from: copy, to: badge, kind: authenticates, role: holds }`,
    },
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
    {
      rule: 'many-agents-hang-on-one',
      fires: `
components:
  hub: { kind: agent }
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: hub, to: one, kind: messages }
  - { from: hub, to: two, kind: delegates }
  - { from: hub, to: three, kind: spawns }`,
      threatens: ['hub'],
      misses: `
components:
  hub: { kind: agent }
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: hub, to: one, kind: messages }
  - { from: hub, to: two, kind: delegates }
  - { from: hub, to: two, kind: messages }`,
    },
    {
      rule: 'agents-meet-in-a-store',
      fires: `
components:
  one: { kind: agent }
  two: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: one, to: notes, kind: writes }
  - { from: one, to: notes, kind: reads }
  - { from: two, to: notes, kind: writes }
  - { from: two, to: notes, kind: reads }`,
      threatens: ['notes'],
      misses: `
components:
  one: { kind: agent }
  two: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: one, to: notes, kind: writes }
  - { from: one, to: notes, kind: reads }
  - { from: two, to: notes, kind: reads }`,
    },
  ]);
});

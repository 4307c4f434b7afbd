import { describe } from 'vitest';
import { layer1Rules } from '../../../src/threats/rules/layer-1.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

const asked = (model: string, relation = '') => `
components:
  visitor: { kind: human, exposed: true }
  clerk: { kind: agent, model: llm }
  llm: { kind: model${model} }
  records: { kind: data-store }
relations:
  - { from: visitor, to: clerk, kind: messages }
${relation}`;

describe('rules of layer 1', () => {
  testRules(layer1Rules, [
    nearMiss(
      'foreign-content-is-judged',
      `
components:
  pages: { kind: external, exposed: true }
  reader: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: pages, to: reader, kind: feeds }`,
      ['llm'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'own-model-answers-strangers',
      asked('', '  - { from: records, to: llm, kind: trains }'),
      ['llm'],
      ['from: records, to: llm, kind: trains', 'from: clerk, to: records, kind: reads'],
    ),
    nearMiss(
      'model-is-built-on-another',
      `
components:
  base: { kind: model }
  tuned: { kind: model }
relations:
  - { from: base, to: tuned, kind: trains, signed: false }`,
      ['tuned'],
      ['signed: false', 'signed: true'],
    ),
    nearMiss(
      'weights-lie-on-a-shared-machine',
      `
components:
  llm: { kind: model }
  gpu: { kind: host }
  other: { kind: host }
  shell: { kind: tool }
relations:
  - { from: llm, to: gpu, kind: runs-on }
  - { from: shell, to: gpu, kind: accesses }`,
      ['llm'],
      ['shell, to: gpu', 'shell, to: other'],
    ),
    nearMiss(
      'trained-model-answers-people',
      asked('', `  - { from: records, to: ${'llm, kind: trains'} }`),
      ['llm'],
      ['to: llm, kind: trains', 'to: clerk, kind: feeds'],
    ),
    nearMiss(
      'others-fill-the-training-data',
      `
components:
  users: { kind: human }
  samples: { kind: data-store }
  archive: { kind: data-store }
  llm: { kind: model }
relations:
  - { from: users, to: samples, kind: feeds }
  - { from: samples, to: llm, kind: trains }`,
      ['samples'],
      ['to: samples', 'to: archive'],
    ),
    nearMiss('strangers-talk-to-the-model', asked(''), ['llm'], ['kind: model', 'kind: model, tags: [embeddings]']),
    nearMiss(
      'several-wait-for-one-model',
      `
components:
  visitor: { kind: human, exposed: true }
  clerk: { kind: agent, model: llm }
  planner: { kind: agent, model: llm }
  llm: { kind: model }
  small: { kind: model }
relations:
  - { from: visitor, to: clerk, kind: messages }`,
      ['llm'],
      ['planner: { kind: agent, model: llm', 'planner: { kind: agent, model: small'],
    ),
    nearMiss(
      'chance-picks-the-path',
      `
components:
  router: { kind: orchestrator, model: llm }
  sales: { kind: agent }
  support: { kind: agent }
  llm: { kind: model }
relations:
  - { from: router, to: sales, kind: delegates }
  - { from: router, to: support, kind: delegates }`,
      ['llm'],
      ['support, kind: delegates', 'support, kind: messages'],
    ),
    nearMiss(
      'several-strangers-fill-one-context',
      `
components:
  pages: { kind: external, exposed: true }
  caller: { kind: human, exposed: true }
  reader: { kind: agent }
relations:
  - { from: pages, to: reader, kind: feeds }
  - { from: caller, to: reader, kind: messages }`,
      ['reader'],
      ['human, exposed: true', 'human, exposed: false'],
    ),
    nearMiss(
      'one-request-is-many-calls',
      `
components:
  visitor: { kind: human, exposed: true }
  lead: { kind: orchestrator }
  worker: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: visitor, to: lead, kind: messages }
  - { from: lead, to: worker, kind: spawns, max: 5 }`,
      ['llm'],
      ['kind: spawns, max: 5', 'kind: messages'],
    ),
    nearMiss(
      'others-write-to-the-plan',
      `
components:
  lead: { kind: orchestrator }
  worker: { kind: agent }
  plan: { kind: memory }
relations:
  - { from: lead, to: plan, kind: writes }
  - { from: lead, to: plan, kind: reads }
  - { from: worker, to: plan, kind: writes }`,
      ['lead'],
      ['worker, to: plan, kind: writes', 'worker, to: plan, kind: reads'],
    ),
  ]);
});

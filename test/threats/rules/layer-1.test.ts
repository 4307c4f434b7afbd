import { describe } from 'vitest';
import { layer1Rules } from '../../../src/threats/rules/layer-1.ts';
import { differing } from './differing.ts';
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
    {
      rule: 'foreign-content-is-judged',
      ...differing(
        (exposed) => `
components:
  pages: { kind: external, exposed: ${exposed} }
  reader: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: pages, to: reader, kind: feeds }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['llm'],
    },
    {
      rule: 'own-model-answers-strangers',
      ...differing((trained) => asked('', trained), {
        fires: '  - { from: records, to: llm, kind: trains }',
        misses: '  - { from: clerk, to: records, kind: reads }',
      }),
      threatens: ['llm'],
    },
    {
      rule: 'model-is-built-on-another',
      ...differing(
        (signed) => `
components:
  base: { kind: model }
  tuned: { kind: model }
relations:
  - { from: base, to: tuned, kind: trains, signed: ${signed} }`,
        { fires: 'false', misses: 'true' },
      ),
      threatens: ['tuned'],
    },
    {
      rule: 'weights-lie-on-a-shared-machine',
      ...differing(
        (place) => `
components:
  llm: { kind: model }
  gpu: { kind: host }
  other: { kind: host }
  shell: { kind: tool }
relations:
  - { from: llm, to: gpu, kind: runs-on }
  - { from: shell, to: ${place}, kind: accesses }`,
        { fires: 'gpu', misses: 'other' },
      ),
      threatens: ['llm'],
    },
    {
      rule: 'trained-model-answers-people',
      ...differing((kind) => asked('', `  - { from: records, to: ${kind} }`), {
        fires: 'llm, kind: trains',
        misses: 'clerk, kind: feeds',
      }),
      threatens: ['llm'],
    },
    {
      rule: 'others-fill-the-training-data',
      ...differing(
        (to) => `
components:
  users: { kind: human }
  samples: { kind: data-store }
  archive: { kind: data-store }
  llm: { kind: model }
relations:
  - { from: users, to: ${to}, kind: feeds }
  - { from: samples, to: llm, kind: trains }`,
        { fires: 'samples', misses: 'archive' },
      ),
      threatens: ['samples'],
    },
    {
      rule: 'strangers-talk-to-the-model',
      ...differing((tags) => asked(tags), { fires: '', misses: ', tags: [embeddings]' }),
      threatens: ['llm'],
    },
    {
      rule: 'several-wait-for-one-model',
      ...differing(
        (other) => `
components:
  visitor: { kind: human, exposed: true }
  clerk: { kind: agent, model: llm }
  planner: { kind: agent, model: ${other} }
  llm: { kind: model }
  small: { kind: model }
relations:
  - { from: visitor, to: clerk, kind: messages }`,
        { fires: 'llm', misses: 'small' },
      ),
      threatens: ['llm'],
    },
    {
      rule: 'chance-picks-the-path',
      ...differing(
        (second) => `
components:
  router: { kind: orchestrator, model: llm }
  sales: { kind: agent }
  support: { kind: agent }
  llm: { kind: model }
relations:
  - { from: router, to: sales, kind: delegates }
  - { from: router, to: support, kind: ${second} }`,
        { fires: 'delegates', misses: 'messages' },
      ),
      threatens: ['llm'],
    },
    {
      rule: 'several-strangers-fill-one-context',
      ...differing(
        (exposed) => `
components:
  pages: { kind: external, exposed: true }
  caller: { kind: human, exposed: ${exposed} }
  reader: { kind: agent }
relations:
  - { from: pages, to: reader, kind: feeds }
  - { from: caller, to: reader, kind: messages }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['reader'],
    },
    {
      rule: 'one-request-is-many-calls',
      ...differing(
        (kind) => `
components:
  visitor: { kind: human, exposed: true }
  lead: { kind: orchestrator }
  worker: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: visitor, to: lead, kind: messages }
  - { from: lead, to: worker, kind: ${kind} }`,
        { fires: 'spawns, max: 5', misses: 'messages' },
      ),
      threatens: ['llm'],
    },
    {
      rule: 'others-write-to-the-plan',
      ...differing(
        (kind) => `
components:
  lead: { kind: orchestrator }
  worker: { kind: agent }
  plan: { kind: memory }
relations:
  - { from: lead, to: plan, kind: writes }
  - { from: lead, to: plan, kind: reads }
  - { from: worker, to: plan, kind: ${kind} }`,
        { fires: 'writes', misses: 'reads' },
      ),
      threatens: ['lead'],
    },
  ]);
});

import { describe } from 'vitest';
import { layer3Rules } from '../../../src/threats/rules/layer-3.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

const taken = (registry: string, trust: string) => `
components:
  server: { kind: tool }
  npm: { kind: registry, exposed: ${registry} }
relations:
  - { from: server, to: npm, kind: registers, trust: { along: 0, against: ${trust} } }`;

describe('rules of layer 3', () => {
  testRules(layer3Rules, [
    nearMiss(
      'agents-are-built-with-it',
      `
components:
  clerk: { kind: agent }
  langchain: { kind: framework, layer: 3 }
relations:
  - { from: clerk, to: langchain, kind: runs-on }`,
      ['langchain'],
      ['layer: 3', 'layer: 4'],
    ),
    nearMiss(
      'tools-reach-the-machine-of-an-agent',
      `
components:
  coder: { kind: agent }
  shell: { kind: tool }
  laptop: { kind: host }
  sandbox: { kind: container }
relations:
  - { from: coder, to: laptop, kind: runs-on }
  - { from: coder, to: shell, kind: invokes }
  - { from: shell, to: laptop, kind: accesses }`,
      ['coder'],
      ['shell, to: laptop', 'shell, to: sandbox'],
    ),
    nearMiss(
      'settings-can-be-written',
      `
components:
  coder: { kind: agent }
  notes: { kind: memory, name: project instructions }
relations:
  - { from: coder, to: notes, kind: reads }
  - { from: coder, to: notes, kind: writes }`,
      ['coder'],
      ['instructions', 'diary'],
    ),
    nearMiss(
      'nobody-watches-the-framework',
      `
components:
  clerk: { kind: agent }
  langchain: { kind: framework }
  pypi: { kind: registry }
  tracing: { kind: monitor }
relations:
  - { from: clerk, to: langchain, kind: runs-on }
  - { from: langchain, to: pypi, kind: registers }
  - { from: tracing, to: clerk, kind: monitors }`,
      ['langchain'],
      ['to: clerk', 'to: langchain'],
    ),
    nearMiss(
      'strangers-text-reaches-an-agent',
      `
components:
  pages: { kind: external, exposed: true }
  reader: { kind: agent }
relations:
  - { from: pages, to: reader, kind: feeds }`,
      ['reader'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'stored-text-of-strangers-is-read',
      `
components:
  sender: { kind: external, exposed: true }
  mailbox: { kind: data-store }
  contracts: { kind: data-store }
  index: { kind: rag-pipeline }
  copilot: { kind: agent }
relations:
  - { from: sender, to: mailbox, kind: feeds }
  - { from: mailbox, to: index, kind: feeds }
  - { from: copilot, to: index, kind: reads }`,
      ['copilot'],
      ['from: mailbox', 'from: contracts'],
    ),
    nearMiss('code-comes-from-a-registry', taken('false', '1'), ['server'], ['against: 1', 'against: 0.2']),
    nearMiss(
      'strangers-drive-the-orchestration',
      `
components:
  visitor: { kind: human, exposed: true }
  desk: { kind: orchestrator }
relations:
  - { from: visitor, to: desk, kind: messages }`,
      ['desk'],
      ['kind: orchestrator', 'kind: agent'],
    ),
    nearMiss(
      'control-sees-some-calls',
      `
components:
  coder: { kind: agent }
  shell: { kind: tool, tags: [execute] }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: coder, to: shell, kind: invokes }
  - { from: coder, to: mailer, kind: invokes }
controls:
  approval: { on: { from: coder, to: shell }, effectiveness: 0.6 }`,
      ['coder'],
      ['to: shell ', 'kind: invokes '],
    ),
    nearMiss(
      'commands-leave-the-framework',
      `
components:
  coder: { kind: agent }
  shell: { kind: tool, tags: [execute] }
relations:
  - { from: coder, to: shell, kind: invokes }
controls:
  approval: { on: { from: coder, kind: delegates }, effectiveness: 0.6 }`,
      ['coder'],
      ['kind: delegates', 'kind: invokes'],
    ),
    nearMiss(
      'several-ways-into-a-step',
      `
components:
  triage: { kind: agent }
  checker: { kind: agent }
  refunds: { kind: agent }
  payments: { kind: tool, tags: [write] }
relations:
  - { from: checker, to: refunds, kind: delegates }
  - { from: triage, to: refunds, kind: delegates }
  - { from: refunds, to: payments, kind: invokes }`,
      ['refunds'],
      ['triage, to: refunds', 'triage, to: checker'],
    ),
    nearMiss(
      'strangers-text-can-be-run',
      `
components:
  customer: { kind: human, exposed: true }
  lead: { kind: orchestrator }
  coder: { kind: agent }
  runner: { kind: plugin, tags: [execute] }
relations:
  - { from: customer, to: lead, kind: messages }
  - { from: lead, to: coder, kind: delegates }
  - { from: coder, to: runner, kind: invokes }`,
      ['runner'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'strangers-text-can-be-a-query',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  tool: { kind: tool, name: Execute SQL }
  orders: { kind: data-store }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: tool, kind: invokes }
  - { from: tool, to: orders, kind: accesses }`,
      ['tool'],
      ['name: Execute SQL', 'name: Look up order'],
    ),
    nearMiss(
      'several-write-one-state',
      `
components:
  sales: { kind: agent }
  billing: { kind: agent }
  state: { kind: memory }
relations:
  - { from: sales, to: state, kind: reads }
  - { from: sales, to: state, kind: writes }
  - { from: billing, to: state, kind: reads }
  - { from: billing, to: state, kind: writes }`,
      ['state'],
      ['billing, to: state, kind: writes', 'billing, to: state, kind: reads, id: twice'],
    ),
    nearMiss(
      'plugin-may-turn-on-its-agent',
      `
components:
  clerk: { kind: agent }
  parser: { kind: plugin, tags: [unknown-capabilities] }
relations:
  - { from: clerk, to: parser, kind: invokes }`,
      ['parser'],
      ['unknown-capabilities', 'read-private'],
    ),
    nearMiss(
      'agents-talk-unsigned-over-a-border',
      `
components:
  concierge: { kind: orchestrator, zone: market }
  hotel: { kind: agent, zone: partners }
relations:
  - { from: concierge, to: hotel, kind: delegates, signed: false }`,
      ['hotel'],
      ['signed: false', 'signed: true'],
    ),
    nearMiss(
      'agents-talk-unsigned-over-a-network',
      `
components:
  concierge: { kind: orchestrator }
  hotel: { kind: agent, tags: [a2a] }
relations:
  - { from: concierge, to: hotel, kind: delegates }`,
      ['hotel'],
      ['a2a', 'egress'],
    ),
    nearMiss(
      'one-context-for-reading-and-acting',
      `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [ingest-untrusted] }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: clerk, to: search, kind: invokes }
  - { from: clerk, to: mailer, kind: invokes }`,
      ['clerk'],
      ['write', 'read-only'],
    ),
    nearMiss(
      'loop-that-nobody-watches',
      `
components:
  writer: { kind: agent, model: llm }
  critic: { kind: agent }
  reader: { kind: agent }
  llm: { kind: model }
relations:
  - { from: writer, to: critic, kind: messages }
  - { from: critic, to: writer, kind: messages }`,
      ['writer'],
      ['to: writer', 'to: reader'],
    ),
    nearMiss(
      'interface-is-known-at-run-time',
      `
components:
  clerk: { kind: agent }
  service: { kind: tool, tags: [dynamic] }
relations:
  - { from: clerk, to: service, kind: invokes }`,
      ['service'],
      ['dynamic', 'pinned'],
    ),
    nearMiss(
      'ends-are-deployed-apart',
      `
components:
  clerk: { kind: agent, zone: desk }
  api: { kind: tool, zone: partner }
relations:
  - { from: clerk, to: api, kind: invokes }`,
      ['api'],
      ['zone: partner', 'zone: desk'],
    ),
    nearMiss(
      'clients-share-one-server',
      `
components:
  sales: { kind: agent }
  billing: { kind: agent }
  crm: { kind: tool, tags: [write] }
relations:
  - { from: sales, to: crm, kind: invokes }
  - { from: billing, to: crm, kind: invokes }`,
      ['crm'],
      ['write', 'read-only'],
    ),
    nearMiss(
      'tool-can-change-after-approval',
      `
components:
  clerk: { kind: agent }
  server: { kind: tool, tags: [unpinned] }
relations:
  - { from: clerk, to: server, kind: invokes }`,
      ['server'],
      ['unpinned', 'pinned'],
    ),
    nearMiss('name-in-a-public-registry', taken('true', '1'), ['server'], ['exposed: true', 'exposed: false']),
    nearMiss(
      'reply-can-ask-for-the-prompt',
      `
components:
  reader: { kind: agent }
  fetch: { kind: tool, tags: [ingest-untrusted, egress] }
relations:
  - { from: reader, to: fetch, kind: invokes, trust: { along: 1, against: 0.5 } }`,
      ['reader'],
      ['against: 0.5', 'against: 0'],
    ),
    nearMiss(
      'one-memory-for-all-users',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  context: { kind: memory }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: context, kind: reads }
  - { from: desk, to: context, kind: writes }`,
      ['context'],
      ['exposed: true', 'exposed: false'],
    ),
  ]);
});

import { describe } from 'vitest';
import { layer2Rules } from '../../../src/threats/rules/layer-2.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

describe('rules of layer 2', () => {
  testRules(layer2Rules, [
    {
      rule: 'outside-content-is-stored',
      fires: `
components:
  forum: { kind: external }
  articles: { kind: data-store }
relations:
  - { from: forum, to: articles, kind: feeds }`,
      threatens: ['articles'],
      misses: `
components:
  archive: { kind: data-store }
  articles: { kind: data-store }
relations:
  - { from: archive, to: articles, kind: feeds }`,
    },
    nearMiss(
      'agent-stores-what-strangers-say',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: notes, kind: writes }
  - { from: desk, to: notes, kind: reads }`,
      ['notes'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'data-has-a-way-out',
      `
components:
  clerk: { kind: agent }
  ledger: { kind: data-store }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: ledger, kind: reads }
  - { from: clerk, to: mailer, kind: invokes }`,
      ['ledger'],
      ['egress', 'read-private'],
    ),
    nearMiss(
      'data-goes-out-over-a-peer',
      `
components:
  clerk: { kind: agent }
  writer: { kind: agent }
  ledger: { kind: data-store, tags: [pii] }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: ledger, kind: reads }
  - { from: clerk, to: writer, kind: messages }
  - { from: writer, to: mailer, kind: invokes }`,
      ['ledger'],
      ['kind: data-store, tags: [pii]', 'kind: data-store'],
    ),
    nearMiss(
      'data-goes-out-over-a-hub',
      `
components:
  lead: { kind: orchestrator }
  clerk: { kind: agent }
  writer: { kind: agent }
  ledger: { kind: data-store, value: 5 }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: ledger, kind: reads }
  - { from: lead, to: clerk, kind: delegates, trust: { along: 1, against: 0.5 } }
  - { from: lead, to: writer, kind: delegates }
  - { from: writer, to: mailer, kind: invokes }`,
      ['ledger'],
      ['against: 0.5', 'against: 0'],
    ),
    nearMiss(
      'whoever-asks-gets-private-data',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: orchestrator }
  clerk: { kind: agent }
  ledger: { kind: data-store, tags: [pii] }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: clerk, kind: delegates }
  - { from: clerk, to: ledger, kind: reads }`,
      ['ledger'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'data-opens-to-a-loose-credential',
      `
components:
  ledger: { kind: data-store }
  password: { kind: credential, tags: [literal] }
relations:
  - { from: ledger, to: password, kind: authenticates, role: accepts }`,
      ['ledger'],
      ['kind: credential, tags: [literal]', 'kind: credential'],
    ),
    nearMiss(
      'strangers-fill-the-store',
      `
components:
  replayer: { kind: tool, exposed: true }
  telemetry: { kind: data-store }
  planner: { kind: agent }
relations:
  - { from: replayer, to: telemetry, kind: accesses }
  - { from: planner, to: telemetry, kind: reads }`,
      ['telemetry'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'strangers-drive-a-shared-store',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  billing: { kind: agent }
  orders: { kind: data-store }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: orders, kind: writes }
  - { from: desk, to: orders, kind: reads }
  - { from: billing, to: orders, kind: reads }`,
      ['orders'],
      ['billing, to: orders, kind: reads', 'billing, to: orders, kind: writes'],
    ),
    nearMiss(
      'records-cross-a-zone-unsigned',
      `
components:
  clerk: { kind: agent, zone: desk }
  orders: { kind: data-store, zone: company }
relations:
  - { from: clerk, to: orders, kind: reads, signed: false }`,
      ['orders'],
      ['signed: false', 'signed: true'],
    ),
    nearMiss(
      'open-store-is-believed',
      `
components:
  planner: { kind: agent }
  history: { kind: log-store, exposed: true }
relations:
  - { from: planner, to: history, kind: reads }`,
      ['history'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'tool-changes-what-others-use',
      `
components:
  clerk: { kind: agent }
  billing: { kind: agent }
  sql: { kind: tool, tags: [read-private, write] }
  orders: { kind: data-store }
relations:
  - { from: clerk, to: sql, kind: invokes }
  - { from: sql, to: orders, kind: accesses }
  - { from: billing, to: orders, kind: reads }`,
      ['orders'],
      ['read-private, write', 'read-private'],
    ),
    nearMiss(
      'swayed-agent-writes-precious-records',
      `
components:
  web: { kind: external, exposed: true }
  writer: { kind: agent }
  page: { kind: data-store, value: 8 }
relations:
  - { from: web, to: writer, kind: feeds }
  - { from: writer, to: page, kind: writes }`,
      ['page'],
      ['value: 8', 'value: 1'],
    ),
    nearMiss(
      'index-takes-in-foreign-content',
      `
components:
  sender: { kind: external, exposed: true }
  mailbox: { kind: data-store }
  handbook: { kind: data-store }
  index: { kind: rag-pipeline }
  copilot: { kind: agent }
relations:
  - { from: sender, to: mailbox, kind: feeds }
  - { from: mailbox, to: index, kind: feeds }
  - { from: copilot, to: index, kind: reads }`,
      ['index'],
      ['from: mailbox', 'from: handbook'],
    ),
    nearMiss(
      'pipeline-retrieves-foreign-content',
      `
components:
  web: { kind: external, exposed: true }
  pages: { kind: data-store }
  handbook: { kind: data-store }
  retriever: { kind: rag-pipeline }
relations:
  - { from: web, to: pages, kind: feeds }
  - { from: retriever, to: pages, kind: reads }`,
      ['retriever'],
      ['retriever, to: pages', 'retriever, to: handbook'],
    ),
    nearMiss(
      'index-lags-behind-its-source',
      `
components:
  editor: { kind: agent }
  handbook: { kind: data-store }
  index: { kind: rag-pipeline }
  clerk: { kind: agent }
  freshness: { kind: evaluator }
relations:
  - { from: editor, to: handbook, kind: writes }
  - { from: handbook, to: index, kind: feeds }
  - { from: clerk, to: index, kind: reads }
  - { from: freshness, to: clerk, kind: monitors }`,
      ['index'],
      ['to: clerk', 'to: index'],
    ),
    nearMiss(
      'nothing-renews-the-index',
      `
components:
  clerk: { kind: agent }
  handbook: { kind: data-store, tags: ['embeds-with:text-embedding-3-small'] }
  drafts: { kind: data-store }
  editor: { kind: agent }
relations:
  - { from: clerk, to: handbook, kind: reads }
  - { from: editor, to: drafts, kind: writes }`,
      ['handbook'],
      ['to: drafts', 'to: handbook'],
    ),
    nearMiss(
      'strangers-shape-the-search',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  index: { kind: rag-pipeline }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: index, kind: reads }`,
      ['index'],
      ['exposed: true', 'exposed: false'],
    ),
    nearMiss(
      'index-mixes-rights',
      `
components:
  mailbox: { kind: data-store }
  contracts: { kind: data-store }
  index: { kind: rag-pipeline }
  archive: { kind: data-store }
  copilot: { kind: agent }
relations:
  - { from: mailbox, to: index, kind: feeds }
  - { from: contracts, to: index, kind: feeds }
  - { from: copilot, to: index, kind: reads }`,
      ['index'],
      ['contracts, to: index', 'contracts, to: archive'],
    ),
    nearMiss(
      'index-answers-without-a-check',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  index: { kind: rag-pipeline }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: index, kind: reads }
controls:
  row-rights: { on: { from: customer }, effectiveness: 0.9 }`,
      ['index'],
      ['from: customer ', 'from: desk '],
    ),
    nearMiss(
      'peers-speak-into-memory',
      `
components:
  peer: { kind: agent }
  clerk: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: peer, to: clerk, kind: messages, signed: false }
  - { from: clerk, to: notes, kind: writes }
  - { from: clerk, to: notes, kind: reads }`,
      ['notes'],
      ['signed: false', 'signed: true'],
    ),
  ]);
});

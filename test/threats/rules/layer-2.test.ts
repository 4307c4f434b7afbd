import { describe } from 'vitest';
import { layer2Rules } from '../../../src/threats/rules/layer-2.ts';
import { differing } from './differing.ts';
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
    {
      rule: 'agent-stores-what-strangers-say',
      ...differing(
        (exposed) => `
components:
  customer: { kind: human, exposed: ${exposed} }
  desk: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: notes, kind: writes }
  - { from: desk, to: notes, kind: reads }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['notes'],
    },
    {
      rule: 'data-has-a-way-out',
      ...differing(
        (capability) => `
components:
  clerk: { kind: agent }
  ledger: { kind: data-store }
  mailer: { kind: tool, tags: [${capability}] }
relations:
  - { from: clerk, to: ledger, kind: reads }
  - { from: clerk, to: mailer, kind: invokes }`,
        { fires: 'egress', misses: 'read-private' },
      ),
      threatens: ['ledger'],
    },
    {
      rule: 'data-goes-out-over-a-peer',
      ...differing(
        (tags) => `
components:
  clerk: { kind: agent }
  writer: { kind: agent }
  ledger: { kind: data-store${tags} }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: ledger, kind: reads }
  - { from: clerk, to: writer, kind: messages }
  - { from: writer, to: mailer, kind: invokes }`,
        { fires: ', tags: [pii]', misses: '' },
      ),
      threatens: ['ledger'],
    },
    {
      rule: 'data-goes-out-over-a-hub',
      ...differing(
        (trust) => `
components:
  lead: { kind: orchestrator }
  clerk: { kind: agent }
  writer: { kind: agent }
  ledger: { kind: data-store, value: 5 }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: ledger, kind: reads }
  - { from: lead, to: clerk, kind: delegates, trust: { along: 1, against: ${trust} } }
  - { from: lead, to: writer, kind: delegates }
  - { from: writer, to: mailer, kind: invokes }`,
        { fires: '0.5', misses: '0' },
      ),
      threatens: ['ledger'],
    },
    {
      rule: 'whoever-asks-gets-private-data',
      ...differing(
        (exposed) => `
components:
  customer: { kind: human, exposed: ${exposed} }
  desk: { kind: orchestrator }
  clerk: { kind: agent }
  ledger: { kind: data-store, tags: [pii] }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: clerk, kind: delegates }
  - { from: clerk, to: ledger, kind: reads }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['ledger'],
    },
    {
      rule: 'data-opens-to-a-loose-credential',
      ...differing(
        (tags) => `
components:
  ledger: { kind: data-store }
  password: { kind: credential${tags} }
relations:
  - { from: ledger, to: password, kind: authenticates, role: accepts }`,
        { fires: ', tags: [literal]', misses: '' },
      ),
      threatens: ['ledger'],
    },
    {
      rule: 'strangers-fill-the-store',
      ...differing(
        (exposed) => `
components:
  replayer: { kind: tool, exposed: ${exposed} }
  telemetry: { kind: data-store }
  planner: { kind: agent }
relations:
  - { from: replayer, to: telemetry, kind: accesses }
  - { from: planner, to: telemetry, kind: reads }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['telemetry'],
    },
    {
      rule: 'strangers-drive-a-shared-store',
      ...differing(
        (kind) => `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  billing: { kind: agent }
  orders: { kind: data-store }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: orders, kind: writes }
  - { from: desk, to: orders, kind: reads }
  - { from: billing, to: orders, kind: ${kind} }`,
        { fires: 'reads', misses: 'writes' },
      ),
      threatens: ['orders'],
    },
    {
      rule: 'records-cross-a-zone-unsigned',
      ...differing(
        (signed) => `
components:
  clerk: { kind: agent, zone: desk }
  orders: { kind: data-store, zone: company }
relations:
  - { from: clerk, to: orders, kind: reads, signed: ${signed} }`,
        { fires: 'false', misses: 'true' },
      ),
      threatens: ['orders'],
    },
    {
      rule: 'open-store-is-believed',
      ...differing(
        (exposed) => `
components:
  planner: { kind: agent }
  history: { kind: log-store, exposed: ${exposed} }
relations:
  - { from: planner, to: history, kind: reads }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['history'],
    },
    {
      rule: 'tool-changes-what-others-use',
      ...differing(
        (tags) => `
components:
  clerk: { kind: agent }
  billing: { kind: agent }
  sql: { kind: tool, tags: [${tags}] }
  orders: { kind: data-store }
relations:
  - { from: clerk, to: sql, kind: invokes }
  - { from: sql, to: orders, kind: accesses }
  - { from: billing, to: orders, kind: reads }`,
        { fires: 'read-private, write', misses: 'read-private' },
      ),
      threatens: ['orders'],
    },
    {
      rule: 'swayed-agent-writes-precious-records',
      ...differing(
        (value) => `
components:
  web: { kind: external, exposed: true }
  writer: { kind: agent }
  page: { kind: data-store, value: ${value} }
relations:
  - { from: web, to: writer, kind: feeds }
  - { from: writer, to: page, kind: writes }`,
        { fires: '8', misses: '1' },
      ),
      threatens: ['page'],
    },
    {
      rule: 'index-takes-in-foreign-content',
      ...differing(
        (from) => `
components:
  sender: { kind: external, exposed: true }
  mailbox: { kind: data-store }
  handbook: { kind: data-store }
  index: { kind: rag-pipeline }
  copilot: { kind: agent }
relations:
  - { from: sender, to: mailbox, kind: feeds }
  - { from: ${from}, to: index, kind: feeds }
  - { from: copilot, to: index, kind: reads }`,
        { fires: 'mailbox', misses: 'handbook' },
      ),
      threatens: ['index'],
    },
    {
      rule: 'pipeline-retrieves-foreign-content',
      ...differing(
        (to) => `
components:
  web: { kind: external, exposed: true }
  pages: { kind: data-store }
  handbook: { kind: data-store }
  retriever: { kind: rag-pipeline }
relations:
  - { from: web, to: pages, kind: feeds }
  - { from: retriever, to: ${to}, kind: reads }`,
        { fires: 'pages', misses: 'handbook' },
      ),
      threatens: ['retriever'],
    },
    {
      rule: 'index-lags-behind-its-source',
      ...differing(
        (relation) => `
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
  - { from: freshness, to: ${relation}, kind: monitors }`,
        { fires: 'clerk', misses: 'index' },
      ),
      threatens: ['index'],
    },
    {
      rule: 'nothing-renews-the-index',
      ...differing(
        (to) => `
components:
  clerk: { kind: agent }
  handbook: { kind: data-store, tags: ['embeds-with:text-embedding-3-small'] }
  drafts: { kind: data-store }
  editor: { kind: agent }
relations:
  - { from: clerk, to: handbook, kind: reads }
  - { from: editor, to: ${to}, kind: writes }`,
        { fires: 'drafts', misses: 'handbook' },
      ),
      threatens: ['handbook'],
    },
    {
      rule: 'strangers-shape-the-search',
      ...differing(
        (exposed) => `
components:
  customer: { kind: human, exposed: ${exposed} }
  desk: { kind: agent }
  index: { kind: rag-pipeline }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: index, kind: reads }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['index'],
    },
    {
      rule: 'index-mixes-rights',
      ...differing(
        (to) => `
components:
  mailbox: { kind: data-store }
  contracts: { kind: data-store }
  index: { kind: rag-pipeline }
  archive: { kind: data-store }
  copilot: { kind: agent }
relations:
  - { from: mailbox, to: index, kind: feeds }
  - { from: contracts, to: ${to}, kind: feeds }
  - { from: copilot, to: index, kind: reads }`,
        { fires: 'index', misses: 'archive' },
      ),
      threatens: ['index'],
    },
    {
      rule: 'index-answers-without-a-check',
      ...differing(
        (from) => `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  index: { kind: rag-pipeline }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: index, kind: reads }
controls:
  row-rights: { on: { from: ${from} }, effectiveness: 0.9 }`,
        { fires: 'customer', misses: 'desk' },
      ),
      threatens: ['index'],
    },
    {
      rule: 'peers-speak-into-memory',
      ...differing(
        (signed) => `
components:
  peer: { kind: agent }
  clerk: { kind: agent }
  notes: { kind: memory }
relations:
  - { from: peer, to: clerk, kind: messages, signed: ${signed} }
  - { from: clerk, to: notes, kind: writes }
  - { from: clerk, to: notes, kind: reads }`,
        { fires: 'false', misses: 'true' },
      ),
      threatens: ['notes'],
    },
  ]);
});

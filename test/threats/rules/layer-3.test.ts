import { describe } from 'vitest';
import { layer3Rules } from '../../../src/threats/rules/layer-3.ts';
import { differing } from './differing.ts';
import { testRules } from './rule-cases.ts';

const taken = (registry: string, trust: string) => `
components:
  server: { kind: tool }
  npm: { kind: registry, exposed: ${registry} }
relations:
  - { from: server, to: npm, kind: registers, trust: { along: 0, against: ${trust} } }`;

describe('rules of layer 3', () => {
  testRules(layer3Rules, [
    {
      rule: 'agents-are-built-with-it',
      ...differing(
        (layer) => `
components:
  clerk: { kind: agent }
  langchain: { kind: framework, layer: ${layer} }
relations:
  - { from: clerk, to: langchain, kind: runs-on }`,
        { fires: '3', misses: '4' },
      ),
      threatens: ['langchain'],
    },
    {
      rule: 'tools-reach-the-machine-of-an-agent',
      ...differing(
        (place) => `
components:
  coder: { kind: agent }
  shell: { kind: tool }
  laptop: { kind: host }
  sandbox: { kind: container }
relations:
  - { from: coder, to: laptop, kind: runs-on }
  - { from: coder, to: shell, kind: invokes }
  - { from: shell, to: ${place}, kind: accesses }`,
        { fires: 'laptop', misses: 'sandbox' },
      ),
      threatens: ['coder'],
    },
    {
      rule: 'settings-can-be-written',
      ...differing(
        (name) => `
components:
  coder: { kind: agent }
  notes: { kind: memory, name: ${name} }
relations:
  - { from: coder, to: notes, kind: reads }
  - { from: coder, to: notes, kind: writes }`,
        { fires: 'project instructions', misses: 'project diary' },
      ),
      threatens: ['coder'],
    },
    {
      rule: 'nobody-watches-the-framework',
      ...differing(
        (watched) => `
components:
  clerk: { kind: agent }
  langchain: { kind: framework }
  pypi: { kind: registry }
  tracing: { kind: monitor }
relations:
  - { from: clerk, to: langchain, kind: runs-on }
  - { from: langchain, to: pypi, kind: registers }
  - { from: tracing, to: ${watched}, kind: monitors }`,
        { fires: 'clerk', misses: 'langchain' },
      ),
      threatens: ['langchain'],
    },
    {
      rule: 'strangers-text-reaches-an-agent',
      ...differing(
        (exposed) => `
components:
  pages: { kind: external, exposed: ${exposed} }
  reader: { kind: agent }
relations:
  - { from: pages, to: reader, kind: feeds }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['reader'],
    },
    {
      rule: 'stored-text-of-strangers-is-read',
      ...differing(
        (store) => `
components:
  sender: { kind: external, exposed: true }
  mailbox: { kind: data-store }
  contracts: { kind: data-store }
  index: { kind: rag-pipeline }
  copilot: { kind: agent }
relations:
  - { from: sender, to: mailbox, kind: feeds }
  - { from: ${store}, to: index, kind: feeds }
  - { from: copilot, to: index, kind: reads }`,
        { fires: 'mailbox', misses: 'contracts' },
      ),
      threatens: ['copilot'],
    },
    {
      rule: 'code-comes-from-a-registry',
      ...differing((trust) => taken('false', trust), { fires: '1', misses: '0.2' }),
      threatens: ['server'],
    },
    {
      rule: 'strangers-drive-the-orchestration',
      ...differing(
        (kind) => `
components:
  visitor: { kind: human, exposed: true }
  desk: { kind: ${kind} }
relations:
  - { from: visitor, to: desk, kind: messages }`,
        { fires: 'orchestrator', misses: 'agent' },
      ),
      threatens: ['desk'],
    },
    {
      rule: 'control-sees-some-calls',
      ...differing(
        (on) => `
components:
  coder: { kind: agent }
  shell: { kind: tool, tags: [execute] }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: coder, to: shell, kind: invokes }
  - { from: coder, to: mailer, kind: invokes }
controls:
  approval: { on: { from: coder, ${on} }, effectiveness: 0.6 }`,
        { fires: 'to: shell', misses: 'kind: invokes' },
      ),
      threatens: ['coder'],
    },
    {
      rule: 'commands-leave-the-framework',
      ...differing(
        (kind) => `
components:
  coder: { kind: agent }
  shell: { kind: tool, tags: [execute] }
relations:
  - { from: coder, to: shell, kind: invokes }
controls:
  approval: { on: { from: coder, kind: ${kind} }, effectiveness: 0.6 }`,
        { fires: 'delegates', misses: 'invokes' },
      ),
      threatens: ['coder'],
    },
    {
      rule: 'several-ways-into-a-step',
      ...differing(
        (to) => `
components:
  triage: { kind: agent }
  checker: { kind: agent }
  refunds: { kind: agent }
  payments: { kind: tool, tags: [write] }
relations:
  - { from: checker, to: refunds, kind: delegates }
  - { from: triage, to: ${to}, kind: delegates }
  - { from: refunds, to: payments, kind: invokes }`,
        { fires: 'refunds', misses: 'checker' },
      ),
      threatens: ['refunds'],
    },
    {
      rule: 'strangers-text-can-be-run',
      ...differing(
        (exposed) => `
components:
  customer: { kind: human, exposed: ${exposed} }
  lead: { kind: orchestrator }
  coder: { kind: agent }
  runner: { kind: plugin, tags: [execute] }
relations:
  - { from: customer, to: lead, kind: messages }
  - { from: lead, to: coder, kind: delegates }
  - { from: coder, to: runner, kind: invokes }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['runner'],
    },
    {
      rule: 'strangers-text-can-be-a-query',
      ...differing(
        (name) => `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  tool: { kind: tool, name: ${name} }
  orders: { kind: data-store }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: tool, kind: invokes }
  - { from: tool, to: orders, kind: accesses }`,
        { fires: 'Execute SQL', misses: 'Look up order' },
      ),
      threatens: ['tool'],
    },
    {
      rule: 'several-write-one-state',
      ...differing(
        (kind) => `
components:
  sales: { kind: agent }
  billing: { kind: agent }
  state: { kind: memory }
relations:
  - { from: sales, to: state, kind: reads }
  - { from: sales, to: state, kind: writes }
  - { from: billing, to: state, kind: reads }
  - { from: billing, to: state, kind: ${kind} }`,
        { fires: 'writes', misses: 'reads, id: twice' },
      ),
      threatens: ['state'],
    },
    {
      rule: 'plugin-may-turn-on-its-agent',
      ...differing(
        (tag) => `
components:
  clerk: { kind: agent }
  parser: { kind: plugin, tags: [${tag}] }
relations:
  - { from: clerk, to: parser, kind: invokes }`,
        { fires: 'unknown-capabilities', misses: 'read-private' },
      ),
      threatens: ['parser'],
    },
    {
      rule: 'agents-talk-unsigned-over-a-border',
      ...differing(
        (signed) => `
components:
  concierge: { kind: orchestrator, zone: market }
  hotel: { kind: agent, zone: partners }
relations:
  - { from: concierge, to: hotel, kind: delegates, signed: ${signed} }`,
        { fires: 'false', misses: 'true' },
      ),
      threatens: ['hotel'],
    },
    {
      rule: 'agents-talk-unsigned-over-a-network',
      ...differing(
        (tags) => `
components:
  concierge: { kind: orchestrator }
  hotel: { kind: agent, tags: [${tags}] }
relations:
  - { from: concierge, to: hotel, kind: delegates }`,
        { fires: 'a2a', misses: 'egress' },
      ),
      threatens: ['hotel'],
    },
    {
      rule: 'one-context-for-reading-and-acting',
      ...differing(
        (tag) => `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [ingest-untrusted] }
  mailer: { kind: tool, tags: [${tag}] }
relations:
  - { from: clerk, to: search, kind: invokes }
  - { from: clerk, to: mailer, kind: invokes }`,
        { fires: 'write', misses: 'read-only' },
      ),
      threatens: ['clerk'],
    },
    {
      rule: 'loop-that-nobody-watches',
      ...differing(
        (back) => `
components:
  writer: { kind: agent, model: llm }
  critic: { kind: agent }
  reader: { kind: agent }
  llm: { kind: model }
relations:
  - { from: writer, to: critic, kind: messages }
  - { from: critic, to: ${back}, kind: messages }`,
        { fires: 'writer', misses: 'reader' },
      ),
      threatens: ['writer'],
    },
    {
      rule: 'interface-is-known-at-run-time',
      ...differing(
        (tag) => `
components:
  clerk: { kind: agent }
  service: { kind: tool, tags: [${tag}] }
relations:
  - { from: clerk, to: service, kind: invokes }`,
        { fires: 'dynamic', misses: 'pinned' },
      ),
      threatens: ['service'],
    },
    {
      rule: 'ends-are-deployed-apart',
      ...differing(
        (zone) => `
components:
  clerk: { kind: agent, zone: desk }
  api: { kind: tool, zone: ${zone} }
relations:
  - { from: clerk, to: api, kind: invokes }`,
        { fires: 'partner', misses: 'desk' },
      ),
      threatens: ['api'],
    },
    {
      rule: 'clients-share-one-server',
      ...differing(
        (tag) => `
components:
  sales: { kind: agent }
  billing: { kind: agent }
  crm: { kind: tool, tags: [${tag}] }
relations:
  - { from: sales, to: crm, kind: invokes }
  - { from: billing, to: crm, kind: invokes }`,
        { fires: 'write', misses: 'read-only' },
      ),
      threatens: ['crm'],
    },
    {
      rule: 'tool-can-change-after-approval',
      ...differing(
        (tag) => `
components:
  clerk: { kind: agent }
  server: { kind: tool, tags: [${tag}] }
relations:
  - { from: clerk, to: server, kind: invokes }`,
        { fires: 'unpinned', misses: 'pinned' },
      ),
      threatens: ['server'],
    },
    {
      rule: 'name-in-a-public-registry',
      ...differing((exposed) => taken(exposed, '1'), { fires: 'true', misses: 'false' }),
      threatens: ['server'],
    },
    {
      rule: 'reply-can-ask-for-the-prompt',
      ...differing(
        (trust) => `
components:
  reader: { kind: agent }
  fetch: { kind: tool, tags: [ingest-untrusted, egress] }
relations:
  - { from: reader, to: fetch, kind: invokes, trust: { along: 1, against: ${trust} } }`,
        { fires: '0.5', misses: '0' },
      ),
      threatens: ['reader'],
    },
    {
      rule: 'one-memory-for-all-users',
      ...differing(
        (exposed) => `
components:
  customer: { kind: human, exposed: ${exposed} }
  desk: { kind: agent }
  context: { kind: memory }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: context, kind: reads }
  - { from: desk, to: context, kind: writes }`,
        { fires: 'true', misses: 'false' },
      ),
      threatens: ['context'],
    },
  ]);
});

import { describe } from 'vitest';
import { layer7Rules } from '../../../src/threats/rules/layer-7.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

describe('rules of layer 7', () => {
  testRules(layer7Rules, [
    nearMiss(
      'strangers-agent-takes-part',
      `
components:
  boss: { kind: orchestrator }
  hired: { kind: agent, exposed: true }
relations:
  - { from: boss, to: hired, kind: delegates }`,
      ['hired'],
      ['kind: agent, exposed: true', 'kind: agent'],
    ),
    nearMiss(
      'nobody-watches-an-agent-that-others-trust',
      `
components:
  web: { kind: external }
  reader: { kind: agent }
  writer: { kind: agent }
  watcher: { kind: monitor }
relations:
  - { from: web, to: reader, kind: feeds }
  - { from: reader, to: writer, kind: messages }
  - { from: watcher, to: writer, kind: monitors }`,
      ['reader'],
      ['watcher, to: writer', 'watcher, to: reader'],
    ),
    nearMiss(
      'unsigned-word-between-zones',
      `
components:
  buyer: { kind: agent, zone: ours }
  seller: { kind: agent, zone: theirs }
relations:
  - { from: buyer, to: seller, kind: delegates }`,
      ['seller'],
      ['kind: delegates', 'kind: delegates, signed: true'],
    ),
    nearMiss(
      'unsigned-word-at-an-open-door',
      `
components:
  buyer: { kind: agent }
  seller: { kind: agent, tags: [a2a] }
relations:
  - { from: buyer, to: seller, kind: messages }`,
      ['seller'],
      ['kind: agent, tags: [a2a]', 'kind: agent'],
    ),
    {
      rule: 'reachable-holder-of-a-key',
      fires: `
components:
  web: { kind: external }
  clerk: { kind: agent }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: web, to: clerk, kind: feeds }
  - { from: clerk, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
      threatens: ['token'],
      misses: `
components:
  web: { kind: external }
  clerk: { kind: agent }
  token: { kind: credential }
  llm: { kind: model }
relations:
  - { from: web, to: clerk, kind: feeds }
  - { from: clerk, to: token, kind: authenticates, role: holds }
  - { from: llm, to: token, kind: authenticates, role: accepts }`,
    },
    nearMiss(
      'key-stands-in-the-file',
      `
components:
  clerk: { kind: agent }
  token: { kind: credential, tags: [literal] }
relations:
  - { from: clerk, to: token, kind: authenticates, role: holds }`,
      ['token'],
      ['kind: credential, tags: [literal]', 'kind: credential'],
    ),
    nearMiss(
      'swayed-agent-calls-without-a-gate',
      `
components:
  web: { kind: external }
  reader: { kind: agent }
  doer: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: web, to: reader, kind: feeds }
  - { from: reader, to: doer, kind: delegates }
  - { from: doer, to: mailer, kind: invokes }
controls:
  other: { on: { to: mailer, kind: invokes, direction: along }, effectiveness: { memory-poisoning: 0.9 } }`,
      ['mailer'],
      [
        'other: { on: { to: mailer, kind: invokes, direction: along }, effectiveness: { memory-poisoning',
        'gate: { on: { to: mailer, kind: invokes, direction: along }, effectiveness: { tool-misuse',
      ],
    ),
    nearMiss(
      'swayed-agent-calls-through-a-gate',
      `
components:
  web: { kind: external }
  doer: { kind: agent }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: web, to: doer, kind: feeds }
  - { from: doer, to: mailer, kind: invokes }
controls:
  gate: { on: { to: mailer, kind: invokes, direction: along }, effectiveness: 0.9 }`,
      ['mailer'],
      ['write', 'read-private'],
    ),
    {
      rule: 'outside-content-enters-a-prompt',
      fires: `
components:
  customer: { kind: human, exposed: true }
  clerk: { kind: agent }
relations:
  - { from: customer, to: clerk, kind: messages }`,
      threatens: ['clerk'],
      misses: `
components:
  colleague: { kind: human }
  clerk: { kind: agent }
relations:
  - { from: colleague, to: clerk, kind: messages }`,
    },
    nearMiss(
      'outside-content-is-read-into-a-prompt',
      `
components:
  sender: { kind: external }
  mailbox: { kind: data-store }
  index: { kind: rag-pipeline }
  clerk: { kind: agent }
relations:
  - { from: sender, to: mailbox, kind: feeds }
  - { from: mailbox, to: index, kind: feeds }
  - { from: clerk, to: index, kind: reads }`,
      ['clerk'],
      ['kind: reads', 'kind: reads, trust: { along: 1, against: 0 }'],
    ),
    nearMiss(
      'outside-content-comes-as-an-answer',
      `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [ingest-untrusted] }
relations:
  - { from: clerk, to: search, kind: invokes }`,
      ['clerk'],
      ['ingest-untrusted', 'read-private'],
    ),
    nearMiss(
      'strangers-list-themselves',
      `
components:
  stranger: { kind: agent, exposed: true }
  market: { kind: registry }
  buyer: { kind: agent }
relations:
  - { from: stranger, to: market, kind: registers }
  - { from: buyer, to: market, kind: reads }`,
      ['market'],
      ['kind: agent, exposed: true', 'kind: agent'],
    ),
    nearMiss(
      'open-registry-hands-out-parts',
      `
components:
  npm: { kind: registry, exposed: true }
  server: { kind: tool }
relations:
  - { from: server, to: npm, kind: registers }`,
      ['npm'],
      ['kind: registers', 'kind: registers, trust: { along: 1, against: 0 }'],
    ),
    nearMiss(
      'partners-are-found-in-an-open-registry',
      `
components:
  market: { kind: registry, exposed: true }
  buyer: { kind: agent }
  seller: { kind: agent }
relations:
  - { from: buyer, to: market, kind: reads }
  - { from: buyer, to: seller, kind: delegates }`,
      ['buyer'],
      [
        `
  - { from: buyer, to: seller, kind: delegates }`,
        '',
      ],
    ),
    nearMiss(
      'tasks-go-by-what-agents-claim',
      `
components:
  market: { kind: registry }
  buyer: { kind: agent }
  seller: { kind: agent }
relations:
  - { from: seller, to: market, kind: registers }
  - { from: buyer, to: seller, kind: delegates }`,
      ['buyer'],
      ['seller: { kind: agent', 'seller: { kind: agent, tags: [signed-card]'],
    ),
    nearMiss(
      'nobody-knows-what-a-tool-can-do',
      `
components:
  clerk: { kind: agent }
  helper: { kind: tool, tags: [unknown-capabilities] }
relations:
  - { from: clerk, to: helper, kind: invokes }`,
      ['clerk'],
      ['unknown-capabilities', 'execute'],
    ),
    nearMiss(
      'interface-to-an-outside-system',
      `
components:
  clerk: { kind: agent }
  client: { kind: tool }
  service: { kind: external }
relations:
  - { from: clerk, to: client, kind: invokes }
  - { from: client, to: service, kind: accesses }`,
      ['client'],
      [
        'accesses }',
        `accesses }
controls:
  checks: { on: { to: service, kind: accesses, direction: against }, effectiveness: 0.5 }`,
      ],
    ),
    nearMiss(
      'interface-between-zones',
      `
components:
  clerk: { kind: agent, zone: office }
  ledger: { kind: tool, zone: bank }
relations:
  - { from: clerk, to: ledger, kind: invokes }
controls:
  answers: { on: { to: ledger, kind: invokes, direction: against }, effectiveness: 0.5 }`,
      ['ledger'],
      [
        'answers: { on: { to: ledger, kind: invokes, direction: against',
        'calls: { on: { to: ledger, kind: invokes, direction: along',
      ],
    ),
    nearMiss(
      'upstream-that-several-wait-for',
      `
components:
  one: { kind: agent }
  two: { kind: agent }
  search: { kind: tool }
  web: { kind: external }
relations:
  - { from: one, to: search, kind: invokes }
  - { from: two, to: search, kind: invokes }
  - { from: search, to: web, kind: accesses }`,
      ['search'],
      [
        `from: two, to: search, kind: invokes }
  - { from: search`,
        'from: search',
      ],
    ),
    nearMiss(
      'outsiders-stall-what-an-agent-waits-for',
      `
components:
  replayer: { kind: tool, exposed: true }
  telemetry: { kind: data-store }
  planner: { kind: agent }
relations:
  - { from: replayer, to: telemetry, kind: accesses }
  - { from: planner, to: telemetry, kind: reads }`,
      ['planner'],
      ['kind: reads', 'kind: writes'],
    ),
    nearMiss(
      'business-tool-without-domain-rules',
      `
components:
  customer: { kind: human, exposed: true }
  clerk: { kind: agent }
  desk: { kind: tool, name: hotelBooking }
relations:
  - { from: customer, to: clerk, kind: messages }
  - { from: clerk, to: desk, kind: invokes }`,
      ['clerk'],
      [
        'invokes }',
        `invokes }
controls:
  limits: { on: { to: desk, kind: invokes, direction: along }, effectiveness: { tool-misuse: 0.7 } }`,
      ],
    ),
    nearMiss(
      'acts-without-a-trace',
      `
components:
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [write] }
  notes: { kind: data-store }
relations:
  - { from: clerk, to: mailer, kind: invokes }
  - { from: clerk, to: notes, kind: writes }`,
      ['clerk'],
      ['kind: data-store', 'kind: log-store'],
    ),
    nearMiss(
      'several-act-under-one-key',
      `
components:
  one: { kind: agent }
  two: { kind: tool }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: one, to: token, kind: authenticates, role: holds }
  - { from: two, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
      ['token'],
      ['two, to: token, kind: authenticates, role: holds', 'two, to: token, kind: authenticates, role: accepts'],
    ),
    nearMiss(
      'pays-on-the-word-of-others',
      `
components:
  buyer: { kind: agent, zone: ours }
  seller: { kind: agent, zone: theirs }
  till: { kind: tool, name: payments }
relations:
  - { from: buyer, to: seller, kind: delegates }
  - { from: buyer, to: till, kind: invokes }`,
      ['buyer'],
      ['zone: theirs', 'zone: ours'],
    ),
    nearMiss(
      'meters-itself',
      `
components:
  clerk: { kind: agent }
  counter: { kind: data-store, name: Usage of tokens }
relations:
  - { from: clerk, to: counter, kind: writes }`,
      ['counter'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'calls-paid-services-without-a-budget',
      `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [egress] }
  key: { kind: credential }
relations:
  - { from: clerk, to: search, kind: invokes }
  - { from: search, to: key, kind: authenticates, role: holds }`,
      ['clerk'],
      [
        'holds }',
        `holds }
controls:
  budget: { on: { to: search, kind: invokes, direction: along }, effectiveness: 0.5 }`,
      ],
    ),
    nearMiss(
      'starts-copies-without-a-budget',
      `
components:
  lead: { kind: agent }
  copy: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: lead, to: copy, kind: spawns, max: 3 }`,
      ['copy'],
      ['kind: spawns, max: 3', 'kind: delegates'],
    ),
    nearMiss(
      'wallet-key-is-held',
      `
components:
  trader: { kind: agent }
  secret: { kind: credential, name: WALLET_KEY }
relations:
  - { from: trader, to: secret, kind: authenticates, role: holds }`,
      ['secret'],
      ['name: WALLET_KEY', 'name: API_KEY'],
    ),
    nearMiss(
      'agent-moves-value-between-chains',
      `
components:
  trader: { kind: agent }
  mover: { kind: tool, name: token bridge }
relations:
  - { from: trader, to: mover, kind: invokes }`,
      ['mover'],
      ['name: token', 'name: voice'],
    ),
    nearMiss(
      'speaks-to-many-unwatched',
      `
components:
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: one, to: two, kind: messages }
  - { from: one, to: three, kind: delegates }`,
      ['one'],
      [
        'to: three, kind: delegates',
        `to: two, kind: delegates }
  - { from: one, to: three, kind: messages, trust: 0`,
      ],
    ),
    {
      rule: 'one-signal-moves-agents-of-one-model',
      fires: `
components:
  llm: { kind: model }
  news: { kind: external }
  one: { kind: agent, model: llm }
  two: { kind: agent, model: llm }
  three: { kind: agent, model: llm }
relations:
  - { from: news, to: one, kind: feeds }
  - { from: news, to: two, kind: feeds }
  - { from: news, to: three, kind: feeds }`,
      threatens: ['llm'],
      misses: `
components:
  llm: { kind: model }
  other: { kind: model }
  news: { kind: external }
  one: { kind: agent, model: llm }
  two: { kind: agent, model: llm }
  three: { kind: agent, model: other }
relations:
  - { from: news, to: one, kind: feeds }
  - { from: news, to: two, kind: feeds }
  - { from: news, to: three, kind: feeds }`,
    },
    nearMiss(
      'tool-server-asks-nobody-who-calls',
      `
components:
  server: { kind: tool, name: files-mcp, exposed: true }
  key: { kind: credential }`,
      ['server'],
      [
        'credential }',
        `credential }
relations:
  - { from: server, to: key, kind: authenticates, role: accepts }`,
      ],
    ),
    nearMiss(
      'tool-server-that-strangers-can-replace',
      `
components:
  coder: { kind: agent }
  server: { kind: tool }
  npm: { kind: registry, exposed: true }
relations:
  - { from: coder, to: server, kind: invokes }
  - { from: server, to: npm, kind: registers }`,
      ['coder'],
      ['kind: registers }', 'kind: registers, trust: { along: 0, against: 0.2 } } # pinned by hash'],
    ),
  ]);
});

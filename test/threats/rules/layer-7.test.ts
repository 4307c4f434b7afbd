import { describe } from 'vitest';
import { layer7Rules } from '../../../src/threats/rules/layer-7.ts';
import { testRules } from './rule-cases.ts';

describe('rules of layer 7', () => {
  testRules(layer7Rules, [
    {
      rule: 'strangers-agent-takes-part',
      fires: `
components:
  boss: { kind: orchestrator }
  hired: { kind: agent, exposed: true }
relations:
  - { from: boss, to: hired, kind: delegates }`,
      threatens: ['hired'],
      misses: `
components:
  boss: { kind: orchestrator }
  hired: { kind: agent }
relations:
  - { from: boss, to: hired, kind: delegates }`,
    },
    {
      rule: 'nobody-watches-an-agent-that-others-trust',
      fires: `
components:
  web: { kind: external }
  reader: { kind: agent }
  writer: { kind: agent }
  watcher: { kind: monitor }
relations:
  - { from: web, to: reader, kind: feeds }
  - { from: reader, to: writer, kind: messages }
  - { from: watcher, to: writer, kind: monitors }`,
      threatens: ['reader'],
      misses: `
components:
  web: { kind: external }
  reader: { kind: agent }
  writer: { kind: agent }
  watcher: { kind: monitor }
relations:
  - { from: web, to: reader, kind: feeds }
  - { from: reader, to: writer, kind: messages }
  - { from: watcher, to: reader, kind: monitors }`,
    },
    {
      rule: 'unsigned-word-between-zones',
      fires: `
components:
  buyer: { kind: agent, zone: ours }
  seller: { kind: agent, zone: theirs }
relations:
  - { from: buyer, to: seller, kind: delegates }`,
      threatens: ['seller'],
      misses: `
components:
  buyer: { kind: agent, zone: ours }
  seller: { kind: agent, zone: theirs }
relations:
  - { from: buyer, to: seller, kind: delegates, signed: true }`,
    },
    {
      rule: 'unsigned-word-at-an-open-door',
      fires: `
components:
  buyer: { kind: agent }
  seller: { kind: agent, tags: [a2a] }
relations:
  - { from: buyer, to: seller, kind: messages }`,
      threatens: ['seller'],
      misses: `
components:
  buyer: { kind: agent }
  seller: { kind: agent }
relations:
  - { from: buyer, to: seller, kind: messages }`,
    },
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
    {
      rule: 'key-stands-in-the-file',
      fires: `
components:
  clerk: { kind: agent }
  token: { kind: credential, tags: [literal] }
relations:
  - { from: clerk, to: token, kind: authenticates, role: holds }`,
      threatens: ['token'],
      misses: `
components:
  clerk: { kind: agent }
  token: { kind: credential }
relations:
  - { from: clerk, to: token, kind: authenticates, role: holds }`,
    },
    {
      rule: 'swayed-agent-calls-without-a-gate',
      fires: `
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
      threatens: ['mailer'],
      misses: `
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
  gate: { on: { to: mailer, kind: invokes, direction: along }, effectiveness: { tool-misuse: 0.9 } }`,
    },
    {
      rule: 'swayed-agent-calls-through-a-gate',
      fires: `
components:
  web: { kind: external }
  doer: { kind: agent }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: web, to: doer, kind: feeds }
  - { from: doer, to: mailer, kind: invokes }
controls:
  gate: { on: { to: mailer, kind: invokes, direction: along }, effectiveness: 0.9 }`,
      threatens: ['mailer'],
      misses: `
components:
  web: { kind: external }
  doer: { kind: agent }
  mailer: { kind: tool, tags: [read-private] }
relations:
  - { from: web, to: doer, kind: feeds }
  - { from: doer, to: mailer, kind: invokes }
controls:
  gate: { on: { to: mailer, kind: invokes, direction: along }, effectiveness: 0.9 }`,
    },
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
    {
      rule: 'outside-content-is-read-into-a-prompt',
      fires: `
components:
  sender: { kind: external }
  mailbox: { kind: data-store }
  index: { kind: rag-pipeline }
  clerk: { kind: agent }
relations:
  - { from: sender, to: mailbox, kind: feeds }
  - { from: mailbox, to: index, kind: feeds }
  - { from: clerk, to: index, kind: reads }`,
      threatens: ['clerk'],
      misses: `
components:
  sender: { kind: external }
  mailbox: { kind: data-store }
  index: { kind: rag-pipeline }
  clerk: { kind: agent }
relations:
  - { from: sender, to: mailbox, kind: feeds }
  - { from: mailbox, to: index, kind: feeds }
  - { from: clerk, to: index, kind: reads, trust: { along: 1, against: 0 } }`,
    },
    {
      rule: 'outside-content-comes-as-an-answer',
      fires: `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [ingest-untrusted] }
relations:
  - { from: clerk, to: search, kind: invokes }`,
      threatens: ['clerk'],
      misses: `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [read-private] }
relations:
  - { from: clerk, to: search, kind: invokes }`,
    },
    {
      rule: 'strangers-list-themselves',
      fires: `
components:
  stranger: { kind: agent, exposed: true }
  market: { kind: registry }
  buyer: { kind: agent }
relations:
  - { from: stranger, to: market, kind: registers }
  - { from: buyer, to: market, kind: reads }`,
      threatens: ['market'],
      misses: `
components:
  stranger: { kind: agent }
  market: { kind: registry }
  buyer: { kind: agent }
relations:
  - { from: stranger, to: market, kind: registers }
  - { from: buyer, to: market, kind: reads }`,
    },
    {
      rule: 'open-registry-hands-out-parts',
      fires: `
components:
  npm: { kind: registry, exposed: true }
  server: { kind: tool }
relations:
  - { from: server, to: npm, kind: registers }`,
      threatens: ['npm'],
      misses: `
components:
  npm: { kind: registry, exposed: true }
  server: { kind: tool }
relations:
  - { from: server, to: npm, kind: registers, trust: { along: 1, against: 0 } }`,
    },
    {
      rule: 'partners-are-found-in-an-open-registry',
      fires: `
components:
  market: { kind: registry, exposed: true }
  buyer: { kind: agent }
  seller: { kind: agent }
relations:
  - { from: buyer, to: market, kind: reads }
  - { from: buyer, to: seller, kind: delegates }`,
      threatens: ['buyer'],
      misses: `
components:
  market: { kind: registry, exposed: true }
  buyer: { kind: agent }
  seller: { kind: agent }
relations:
  - { from: buyer, to: market, kind: reads }`,
    },
    {
      rule: 'tasks-go-by-what-agents-claim',
      fires: `
components:
  market: { kind: registry }
  buyer: { kind: agent }
  seller: { kind: agent }
relations:
  - { from: seller, to: market, kind: registers }
  - { from: buyer, to: seller, kind: delegates }`,
      threatens: ['buyer'],
      misses: `
components:
  market: { kind: registry }
  buyer: { kind: agent }
  seller: { kind: agent, tags: [signed-card] }
relations:
  - { from: seller, to: market, kind: registers }
  - { from: buyer, to: seller, kind: delegates }`,
    },
    {
      rule: 'nobody-knows-what-a-tool-can-do',
      fires: `
components:
  clerk: { kind: agent }
  helper: { kind: tool, tags: [unknown-capabilities] }
relations:
  - { from: clerk, to: helper, kind: invokes }`,
      threatens: ['clerk'],
      misses: `
components:
  clerk: { kind: agent }
  helper: { kind: tool, tags: [execute] }
relations:
  - { from: clerk, to: helper, kind: invokes }`,
    },
    {
      rule: 'interface-to-an-outside-system',
      fires: `
components:
  clerk: { kind: agent }
  client: { kind: tool }
  service: { kind: external }
relations:
  - { from: clerk, to: client, kind: invokes }
  - { from: client, to: service, kind: accesses }`,
      threatens: ['client'],
      misses: `
components:
  clerk: { kind: agent }
  client: { kind: tool }
  service: { kind: external }
relations:
  - { from: clerk, to: client, kind: invokes }
  - { from: client, to: service, kind: accesses }
controls:
  checks: { on: { to: service, kind: accesses, direction: against }, effectiveness: 0.5 }`,
    },
    {
      rule: 'interface-between-zones',
      fires: `
components:
  clerk: { kind: agent, zone: office }
  ledger: { kind: tool, zone: bank }
relations:
  - { from: clerk, to: ledger, kind: invokes }
controls:
  answers: { on: { to: ledger, kind: invokes, direction: against }, effectiveness: 0.5 }`,
      threatens: ['ledger'],
      misses: `
components:
  clerk: { kind: agent, zone: office }
  ledger: { kind: tool, zone: bank }
relations:
  - { from: clerk, to: ledger, kind: invokes }
controls:
  calls: { on: { to: ledger, kind: invokes, direction: along }, effectiveness: 0.5 }`,
    },
    {
      rule: 'upstream-that-several-wait-for',
      fires: `
components:
  one: { kind: agent }
  two: { kind: agent }
  search: { kind: tool }
  web: { kind: external }
relations:
  - { from: one, to: search, kind: invokes }
  - { from: two, to: search, kind: invokes }
  - { from: search, to: web, kind: accesses }`,
      threatens: ['search'],
      misses: `
components:
  one: { kind: agent }
  two: { kind: agent }
  search: { kind: tool }
  web: { kind: external }
relations:
  - { from: one, to: search, kind: invokes }
  - { from: search, to: web, kind: accesses }`,
    },
    {
      rule: 'outsiders-stall-what-an-agent-waits-for',
      fires: `
components:
  replayer: { kind: tool, exposed: true }
  telemetry: { kind: data-store }
  planner: { kind: agent }
relations:
  - { from: replayer, to: telemetry, kind: accesses }
  - { from: planner, to: telemetry, kind: reads }`,
      threatens: ['planner'],
      misses: `
components:
  replayer: { kind: tool, exposed: true }
  telemetry: { kind: data-store }
  planner: { kind: agent }
relations:
  - { from: replayer, to: telemetry, kind: accesses }
  - { from: planner, to: telemetry, kind: writes }`,
    },
    {
      rule: 'business-tool-without-domain-rules',
      fires: `
components:
  customer: { kind: human, exposed: true }
  clerk: { kind: agent }
  desk: { kind: tool, name: hotelBooking }
relations:
  - { from: customer, to: clerk, kind: messages }
  - { from: clerk, to: desk, kind: invokes }`,
      threatens: ['clerk'],
      misses: `
components:
  customer: { kind: human, exposed: true }
  clerk: { kind: agent }
  desk: { kind: tool, name: hotelBooking }
relations:
  - { from: customer, to: clerk, kind: messages }
  - { from: clerk, to: desk, kind: invokes }
controls:
  limits: { on: { to: desk, kind: invokes, direction: along }, effectiveness: { tool-misuse: 0.7 } }`,
    },
    {
      rule: 'acts-without-a-trace',
      fires: `
components:
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [write] }
  notes: { kind: data-store }
relations:
  - { from: clerk, to: mailer, kind: invokes }
  - { from: clerk, to: notes, kind: writes }`,
      threatens: ['clerk'],
      misses: `
components:
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [write] }
  notes: { kind: log-store }
relations:
  - { from: clerk, to: mailer, kind: invokes }
  - { from: clerk, to: notes, kind: writes }`,
    },
    {
      rule: 'several-act-under-one-key',
      fires: `
components:
  one: { kind: agent }
  two: { kind: tool }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: one, to: token, kind: authenticates, role: holds }
  - { from: two, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
      threatens: ['token'],
      misses: `
components:
  one: { kind: agent }
  two: { kind: tool }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: one, to: token, kind: authenticates, role: holds }
  - { from: two, to: token, kind: authenticates, role: accepts }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
    },
    {
      rule: 'pays-on-the-word-of-others',
      fires: `
components:
  buyer: { kind: agent, zone: ours }
  seller: { kind: agent, zone: theirs }
  till: { kind: tool, name: payments }
relations:
  - { from: buyer, to: seller, kind: delegates }
  - { from: buyer, to: till, kind: invokes }`,
      threatens: ['buyer'],
      misses: `
components:
  buyer: { kind: agent, zone: ours }
  seller: { kind: agent, zone: ours }
  till: { kind: tool, name: payments }
relations:
  - { from: buyer, to: seller, kind: delegates }
  - { from: buyer, to: till, kind: invokes }`,
    },
    {
      rule: 'meters-itself',
      fires: `
components:
  clerk: { kind: agent }
  counter: { kind: data-store, name: Usage of tokens }
relations:
  - { from: clerk, to: counter, kind: writes }`,
      threatens: ['counter'],
      misses: `
components:
  clerk: { kind: agent }
  counter: { kind: data-store, name: Usage of tokens }
relations:
  - { from: clerk, to: counter, kind: reads }`,
    },
    {
      rule: 'calls-paid-services-without-a-budget',
      fires: `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [egress] }
  key: { kind: credential }
relations:
  - { from: clerk, to: search, kind: invokes }
  - { from: search, to: key, kind: authenticates, role: holds }`,
      threatens: ['clerk'],
      misses: `
components:
  clerk: { kind: agent }
  search: { kind: tool, tags: [egress] }
  key: { kind: credential }
relations:
  - { from: clerk, to: search, kind: invokes }
  - { from: search, to: key, kind: authenticates, role: holds }
controls:
  budget: { on: { to: search, kind: invokes, direction: along }, effectiveness: 0.5 }`,
    },
    {
      rule: 'starts-copies-without-a-budget',
      fires: `
components:
  lead: { kind: agent }
  copy: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: lead, to: copy, kind: spawns, max: 3 }`,
      threatens: ['copy'],
      misses: `
components:
  lead: { kind: agent }
  copy: { kind: agent, model: llm }
  llm: { kind: model }
relations:
  - { from: lead, to: copy, kind: delegates }`,
    },
    {
      rule: 'wallet-key-is-held',
      fires: `
components:
  trader: { kind: agent }
  secret: { kind: credential, name: WALLET_KEY }
relations:
  - { from: trader, to: secret, kind: authenticates, role: holds }`,
      threatens: ['secret'],
      misses: `
components:
  trader: { kind: agent }
  secret: { kind: credential, name: API_KEY }
relations:
  - { from: trader, to: secret, kind: authenticates, role: holds }`,
    },
    {
      rule: 'agent-moves-value-between-chains',
      fires: `
components:
  trader: { kind: agent }
  mover: { kind: tool, name: token bridge }
relations:
  - { from: trader, to: mover, kind: invokes }`,
      threatens: ['mover'],
      misses: `
components:
  trader: { kind: agent }
  mover: { kind: tool, name: voice bridge }
relations:
  - { from: trader, to: mover, kind: invokes }`,
    },
    {
      rule: 'speaks-to-many-unwatched',
      fires: `
components:
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: one, to: two, kind: messages }
  - { from: one, to: three, kind: delegates }`,
      threatens: ['one'],
      misses: `
components:
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: one, to: two, kind: messages }
  - { from: one, to: two, kind: delegates }
  - { from: one, to: three, kind: messages, trust: 0 }`,
    },
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
    {
      rule: 'tool-server-asks-nobody-who-calls',
      fires: `
components:
  server: { kind: tool, name: files-mcp, exposed: true }
  key: { kind: credential }`,
      threatens: ['server'],
      misses: `
components:
  server: { kind: tool, name: files-mcp, exposed: true }
  key: { kind: credential }
relations:
  - { from: server, to: key, kind: authenticates, role: accepts }`,
    },
    {
      rule: 'tool-server-that-strangers-can-replace',
      fires: `
components:
  coder: { kind: agent }
  server: { kind: tool }
  npm: { kind: registry, exposed: true }
relations:
  - { from: coder, to: server, kind: invokes }
  - { from: server, to: npm, kind: registers }`,
      threatens: ['coder'],
      misses: `
components:
  coder: { kind: agent }
  server: { kind: tool }
  npm: { kind: registry, exposed: true }
relations:
  - { from: coder, to: server, kind: invokes }
  - { from: server, to: npm, kind: registers, trust: { along: 0, against: 0.2 } } # pinned by hash`,
    },
  ]);
});

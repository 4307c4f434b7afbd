import { describe } from 'vitest';
import { crossLayerRules } from '../../../src/threats/rules/cross-layer.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

describe('rules of cross-layer threats', () => {
  testRules(crossLayerRules, [
    {
      rule: 'package-carries-into-agents',
      fires: `
components:
  npm: { kind: registry, exposed: true }
  server: { kind: tool, layer: 4 }
  coder: { kind: agent }
relations:
  - { from: server, to: npm, kind: registers }
  - { from: coder, to: server, kind: invokes }`,
      threatens: ['coder'],
      misses: `
components:
  npm: { kind: registry, exposed: true }
  server: { kind: tool, layer: 7 }
  coder: { kind: agent }
relations:
  - { from: server, to: npm, kind: registers }
  - { from: coder, to: server, kind: invokes }`,
    },
    {
      rule: 'training-data-carries-into-agents',
      fires: `
components:
  forum: { kind: external }
  posts: { kind: data-store }
  llm: { kind: model }
  clerk: { kind: agent }
relations:
  - { from: forum, to: posts, kind: feeds }
  - { from: posts, to: llm, kind: trains }
  - { from: clerk, to: llm, kind: infers }`,
      threatens: ['clerk'],
      misses: `
components:
  forum: { kind: agent }
  posts: { kind: data-store }
  llm: { kind: model }
  clerk: { kind: agent }
relations:
  - { from: forum, to: posts, kind: writes }
  - { from: posts, to: llm, kind: trains }
  - { from: clerk, to: llm, kind: infers }`,
    },
    {
      rule: 'host-is-shared',
      fires: `
components:
  web: { kind: external }
  coder: { kind: agent }
  other: { kind: tool }
  laptop: { kind: host }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: laptop, kind: runs-on }
  - { from: other, to: laptop, kind: runs-on }`,
      threatens: ['laptop'],
      misses: `
components:
  web: { kind: external }
  coder: { kind: agent }
  other: { kind: tool }
  laptop: { kind: host }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: laptop, kind: runs-on }
  - { from: coder, to: other, kind: invokes }`,
    },
    {
      rule: 'key-opens-another-layer',
      fires: `
components:
  search: { kind: tool, tags: [ingest-untrusted] }
  token: { kind: credential }
  files: { kind: data-store }
  builder: { kind: host }
relations:
  - { from: search, to: files, kind: accesses }
  - { from: search, to: token, kind: authenticates, role: holds }
  - { from: files, to: token, kind: authenticates, role: accepts }
  - { from: builder, to: token, kind: authenticates, role: accepts }`,
      threatens: ['builder'],
      misses: `
components:
  search: { kind: tool, tags: [ingest-untrusted] }
  token: { kind: credential }
  files: { kind: data-store }
  builder: { kind: host }
relations:
  - { from: search, to: files, kind: accesses }
  - { from: search, to: token, kind: authenticates, role: holds }
  - { from: files, to: token, kind: authenticates, role: accepts }
  - { from: builder, to: token, kind: authenticates, role: holds }`,
    },
    {
      rule: 'machine-gives-its-keys-away',
      fires: `
components:
  web: { kind: external }
  coder: { kind: agent }
  laptop: { kind: host }
  token: { kind: credential }
  cloud: { kind: data-store }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: laptop, kind: runs-on }
  - { from: laptop, to: token, kind: authenticates, role: holds }
  - { from: cloud, to: token, kind: authenticates, role: accepts }`,
      threatens: ['cloud'],
      misses: `
components:
  web: { kind: external }
  coder: { kind: agent }
  laptop: { kind: host }
  token: { kind: credential }
  cloud: { kind: data-store }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: laptop, kind: runs-on, trust: { along: 0, against: 1 } }
  - { from: laptop, to: token, kind: authenticates, role: holds }
  - { from: cloud, to: token, kind: authenticates, role: accepts }`,
    },
    {
      rule: 'agent-acts-on-its-machine',
      fires: `
components:
  web: { kind: external }
  coder: { kind: agent }
  shell: { kind: plugin, tags: [execute] }
  laptop: { kind: host }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: shell, kind: invokes }
  - { from: shell, to: laptop, kind: runs-on }`,
      threatens: ['laptop'],
      misses: `
components:
  web: { kind: external }
  coder: { kind: agent }
  shell: { kind: plugin, tags: [read-private] }
  laptop: { kind: host }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: shell, kind: invokes }
  - { from: shell, to: laptop, kind: runs-on }`,
    },
    {
      rule: 'agent-moves-what-a-monitor-goes-by',
      fires: `
components:
  log: { kind: log-store, exposed: true }
  planner: { kind: agent }
  tuner: { kind: plugin }
  limits: { kind: data-store }
  detector: { kind: monitor }
relations:
  - { from: planner, to: log, kind: reads }
  - { from: planner, to: tuner, kind: invokes }
  - { from: tuner, to: limits, kind: writes }
  - { from: detector, to: limits, kind: reads }`,
      threatens: ['detector'],
      misses: `
components:
  log: { kind: log-store, exposed: true }
  planner: { kind: agent }
  tuner: { kind: plugin }
  limits: { kind: data-store }
  detector: { kind: monitor }
relations:
  - { from: planner, to: log, kind: reads }
  - { from: planner, to: tuner, kind: invokes }
  - { from: tuner, to: limits, kind: reads }
  - { from: detector, to: limits, kind: reads }`,
    },
    {
      rule: 'work-is-passed-to-who-has-the-key',
      fires: `
components:
  web: { kind: external }
  front: { kind: agent }
  back: { kind: agent }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: web, to: front, kind: feeds }
  - { from: front, to: back, kind: delegates }
  - { from: back, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
      threatens: ['token'],
      misses: `
components:
  web: { kind: external }
  front: { kind: agent }
  back: { kind: agent }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: web, to: front, kind: feeds }
  - { from: front, to: back, kind: delegates }
  - { from: back, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }
  - { from: front, to: token, kind: authenticates, role: holds }`,
    },
    {
      rule: 'agent-reads-secrets-and-sends',
      fires: `
components:
  staff: { kind: data-store, tags: [pii] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: staff, kind: reads }
  - { from: clerk, to: mailer, kind: invokes }`,
      threatens: ['staff'],
      misses: `
components:
  staff: { kind: data-store, tags: [pii] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: clerk, to: staff, kind: reads }
  - { from: clerk, to: mailer, kind: invokes }`,
    },
    {
      rule: 'index-hands-secrets-to-who-sends',
      fires: `
components:
  staff: { kind: data-store, value: 8 }
  index: { kind: rag-pipeline }
  clerk: { kind: agent }
  viewer: { kind: tool }
  proxy: { kind: external }
relations:
  - { from: staff, to: index, kind: feeds }
  - { from: clerk, to: index, kind: reads }
  - { from: clerk, to: viewer, kind: invokes }
  - { from: viewer, to: proxy, kind: accesses }`,
      threatens: ['staff'],
      misses: `
components:
  staff: { kind: data-store, value: 2 }
  index: { kind: rag-pipeline }
  clerk: { kind: agent }
  viewer: { kind: tool }
  proxy: { kind: external }
relations:
  - { from: staff, to: index, kind: feeds }
  - { from: clerk, to: index, kind: reads }
  - { from: clerk, to: viewer, kind: invokes }
  - { from: viewer, to: proxy, kind: accesses }`,
    },
    {
      rule: 'tool-reads-secrets-another-sends',
      fires: `
components:
  staff: { kind: data-store, tags: [confidential] }
  sql: { kind: tool, tags: [read-private] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: sql, to: staff, kind: accesses }
  - { from: clerk, to: sql, kind: invokes }
  - { from: clerk, to: mailer, kind: invokes }`,
      threatens: ['staff'],
      misses: `
components:
  staff: { kind: data-store, tags: [confidential] }
  sql: { kind: tool, tags: [read-private] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: sql, to: staff, kind: accesses }
  - { from: clerk, to: sql, kind: invokes, trust: { along: 1, against: 0 } }
  - { from: clerk, to: mailer, kind: invokes }`,
    },
    {
      rule: 'one-tool-reads-secrets-and-sends',
      fires: `
components:
  web: { kind: external }
  repos: { kind: data-store, value: 9 }
  github: { kind: tool, tags: [read-private, egress] }
  coder: { kind: agent }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: github, to: repos, kind: accesses }
  - { from: coder, to: github, kind: invokes }`,
      threatens: ['repos'],
      misses: `
components:
  web: { kind: external }
  repos: { kind: data-store, value: 9 }
  github: { kind: tool, tags: [read-private, egress] }
  coder: { kind: agent }
relations:
  - { from: github, to: repos, kind: accesses }
  - { from: coder, to: github, kind: invokes }`,
    },
    {
      rule: 'colleagues-read-secrets-and-send',
      fires: `
components:
  staff: { kind: data-store, tags: [pii] }
  reader: { kind: agent }
  boss: { kind: agent }
  sender: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: reader, to: staff, kind: reads }
  - { from: boss, to: reader, kind: delegates }
  - { from: boss, to: sender, kind: delegates }
  - { from: sender, to: mailer, kind: invokes }`,
      threatens: ['staff'],
      misses: `
components:
  staff: { kind: data-store, tags: [pii] }
  reader: { kind: agent }
  boss: { kind: agent }
  sender: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: reader, to: staff, kind: reads }
  - { from: boss, to: reader, kind: delegates, trust: { along: 1, against: 0 } }
  - { from: boss, to: sender, kind: delegates }
  - { from: sender, to: mailer, kind: invokes }`,
    },
    nearMiss(
      'shared-store-answers-with-secrets',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  booking: { kind: agent }
  context: { kind: memory }
  api: { kind: tool }
  reservations: { kind: data-store, tags: [pii] }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: desk, to: context, kind: reads }
  - { from: booking, to: context, kind: writes }
  - { from: booking, to: api, kind: invokes }
  - { from: api, to: reservations, kind: accesses }`,
      ['reservations'],
      ['exposed: true', 'exposed: false'],
    ),
    {
      rule: 'one-tool-reads-private-data-another-sends',
      fires: `
components:
  web: { kind: external }
  files: { kind: tool, tags: [read-private] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: web, to: clerk, kind: feeds }
  - { from: clerk, to: files, kind: invokes }
  - { from: clerk, to: mailer, kind: invokes }`,
      threatens: ['files'],
      misses: `
components:
  web: { kind: external }
  files: { kind: tool, tags: [read-private] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: files, kind: invokes }
  - { from: clerk, to: mailer, kind: invokes }`,
    },
    {
      rule: 'a-tool-reads-private-data-and-sends',
      fires: `
components:
  web: { kind: external }
  chat: { kind: tool, tags: [read-private, egress] }
  clerk: { kind: agent }
relations:
  - { from: web, to: clerk, kind: feeds }
  - { from: clerk, to: chat, kind: invokes }`,
      threatens: ['chat'],
      misses: `
components:
  web: { kind: external }
  chat: { kind: tool, tags: [egress] }
  clerk: { kind: agent }
relations:
  - { from: web, to: clerk, kind: feeds }
  - { from: clerk, to: chat, kind: invokes }`,
    },
    {
      rule: 'goals-go-down-a-chain',
      fires: `
components:
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: one, to: two, kind: delegates }
  - { from: two, to: three, kind: delegates }`,
      threatens: ['three'],
      misses: `
components:
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: one, to: two, kind: delegates }
  - { from: three, to: two, kind: delegates }`,
    },
    {
      rule: 'bent-goal-gets-tools',
      fires: `
components:
  web: { kind: external }
  boss: { kind: orchestrator }
  doer: { kind: agent }
  owner: { kind: human }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: web, to: boss, kind: feeds }
  - { from: boss, to: doer, kind: delegates }
  - { from: doer, to: mailer, kind: invokes }
  - { from: owner, to: boss, kind: supervises }`,
      threatens: ['doer'],
      misses: `
components:
  web: { kind: external }
  boss: { kind: orchestrator }
  doer: { kind: agent }
  owner: { kind: human }
  mailer: { kind: tool, tags: [write] }
relations:
  - { from: web, to: boss, kind: feeds }
  - { from: boss, to: doer, kind: delegates }
  - { from: doer, to: mailer, kind: invokes }
  - { from: owner, to: doer, kind: supervises }`,
    },
    {
      rule: 'goals-go-through-what-is-shared',
      fires: `
components:
  web: { kind: external }
  reader: { kind: agent }
  plan: { kind: memory }
  doer: { kind: agent }
  mailer: { kind: tool }
relations:
  - { from: web, to: reader, kind: feeds }
  - { from: reader, to: plan, kind: writes }
  - { from: doer, to: plan, kind: reads }
  - { from: doer, to: mailer, kind: invokes }`,
      threatens: ['doer'],
      misses: `
components:
  web: { kind: external }
  reader: { kind: agent }
  plan: { kind: memory }
  doer: { kind: agent }
  mailer: { kind: tool }
relations:
  - { from: web, to: reader, kind: feeds }
  - { from: reader, to: plan, kind: writes }
  - { from: doer, to: plan, kind: reads }
  - { from: reader, to: mailer, kind: invokes }`,
    },
  ]);
});

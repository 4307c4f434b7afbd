import { describe } from 'vitest';
import { crossLayerRules } from '../../../src/threats/rules/cross-layer.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

describe('rules of cross-layer threats', () => {
  testRules(crossLayerRules, [
    nearMiss(
      'package-carries-into-agents',
      `
components:
  npm: { kind: registry, exposed: true }
  server: { kind: tool, layer: 4 }
  coder: { kind: agent }
relations:
  - { from: server, to: npm, kind: registers }
  - { from: coder, to: server, kind: invokes }`,
      ['coder'],
      ['layer: 4', 'layer: 7'],
    ),
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
    nearMiss(
      'host-is-shared',
      `
components:
  web: { kind: external }
  coder: { kind: agent }
  other: { kind: tool }
  laptop: { kind: host }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: laptop, kind: runs-on }
  - { from: other, to: laptop, kind: runs-on }`,
      ['laptop'],
      ['from: other, to: laptop, kind: runs-on', 'from: coder, to: other, kind: invokes'],
    ),
    nearMiss(
      'key-opens-another-layer',
      `
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
      ['builder'],
      [
        'builder, to: token, kind: authenticates, role: accepts',
        'builder, to: token, kind: authenticates, role: holds',
      ],
    ),
    nearMiss(
      'machine-gives-its-keys-away',
      `
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
      ['cloud'],
      ['kind: runs-on', 'kind: runs-on, trust: { along: 0, against: 1 }'],
    ),
    nearMiss(
      'agent-acts-on-its-machine',
      `
components:
  web: { kind: external }
  coder: { kind: agent }
  shell: { kind: plugin, tags: [execute] }
  laptop: { kind: host }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: coder, to: shell, kind: invokes }
  - { from: shell, to: laptop, kind: runs-on }`,
      ['laptop'],
      ['execute', 'read-private'],
    ),
    nearMiss(
      'agent-moves-what-a-monitor-goes-by',
      `
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
      ['detector'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'work-is-passed-to-who-has-the-key',
      `
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
      ['token'],
      [
        'accepts }',
        `accepts }
  - { from: front, to: token, kind: authenticates, role: holds }`,
      ],
    ),
    nearMiss(
      'agent-reads-secrets-and-sends',
      `
components:
  staff: { kind: data-store, tags: [pii] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: clerk, to: staff, kind: reads }
  - { from: clerk, to: mailer, kind: invokes }`,
      ['staff'],
      ['egress', 'write'],
    ),
    nearMiss(
      'index-hands-secrets-to-who-sends',
      `
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
      ['staff'],
      ['value: 8', 'value: 2'],
    ),
    nearMiss(
      'tool-reads-secrets-another-sends',
      `
components:
  staff: { kind: data-store, tags: [confidential] }
  sql: { kind: tool, tags: [read-private] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: sql, to: staff, kind: accesses }
  - { from: clerk, to: sql, kind: invokes }
  - { from: clerk, to: mailer, kind: invokes }`,
      ['staff'],
      ['sql, kind: invokes', 'sql, kind: invokes, trust: { along: 1, against: 0 }'],
    ),
    nearMiss(
      'one-tool-reads-secrets-and-sends',
      `
components:
  web: { kind: external }
  repos: { kind: data-store, value: 9 }
  github: { kind: tool, tags: [read-private, egress] }
  coder: { kind: agent }
relations:
  - { from: web, to: coder, kind: feeds }
  - { from: github, to: repos, kind: accesses }
  - { from: coder, to: github, kind: invokes }`,
      ['repos'],
      [
        `from: web, to: coder, kind: feeds }
  - { from: github`,
        'from: github',
      ],
    ),
    nearMiss(
      'colleagues-read-secrets-and-send',
      `
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
      ['staff'],
      ['reader, kind: delegates', 'reader, kind: delegates, trust: { along: 1, against: 0 }'],
    ),
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
    nearMiss(
      'one-tool-reads-private-data-another-sends',
      `
components:
  web: { kind: external }
  files: { kind: tool, tags: [read-private] }
  clerk: { kind: agent }
  mailer: { kind: tool, tags: [egress] }
relations:
  - { from: web, to: clerk, kind: feeds }
  - { from: clerk, to: files, kind: invokes }
  - { from: clerk, to: mailer, kind: invokes }`,
      ['files'],
      [
        `from: web, to: clerk, kind: feeds }
  - { from: clerk`,
        'from: clerk',
      ],
    ),
    nearMiss(
      'a-tool-reads-private-data-and-sends',
      `
components:
  web: { kind: external }
  chat: { kind: tool, tags: [read-private, egress] }
  clerk: { kind: agent }
relations:
  - { from: web, to: clerk, kind: feeds }
  - { from: clerk, to: chat, kind: invokes }`,
      ['chat'],
      ['read-private, egress', 'egress'],
    ),
    nearMiss(
      'goals-go-down-a-chain',
      `
components:
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: one, to: two, kind: delegates }
  - { from: two, to: three, kind: delegates }`,
      ['three'],
      ['from: two, to: three', 'from: three, to: two'],
    ),
    nearMiss(
      'bent-goal-gets-tools',
      `
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
      ['doer'],
      ['owner, to: boss', 'owner, to: doer'],
    ),
    nearMiss(
      'goals-go-through-what-is-shared',
      `
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
      ['doer'],
      ['from: doer, to: mailer', 'from: reader, to: mailer'],
    ),
  ]);
});

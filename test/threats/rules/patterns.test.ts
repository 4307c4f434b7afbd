import { describe } from 'vitest';
import { patternRules } from '../../../src/threats/rules/patterns.ts';
import { nearMiss } from './near-miss.ts';
import { testRules } from './rule-cases.ts';

describe('rules of cross-layer patterns', () => {
  testRules(patternRules, [
    nearMiss(
      'invention-becomes-fact-becomes-action',
      `
components:
  llm: { kind: model }
  writer: { kind: agent, model: llm }
  facts: { kind: data-store }
  doer: { kind: agent }
  mailer: { kind: tool }
relations:
  - { from: writer, to: facts, kind: writes }
  - { from: doer, to: facts, kind: reads }
  - { from: doer, to: mailer, kind: invokes }`,
      ['facts'],
      ['from: doer, to: mailer', 'from: writer, to: mailer'],
    ),
    nearMiss(
      'framework-to-machine-to-compliance',
      `
components:
  shell: { kind: plugin }
  laptop: { kind: host }
  token: { kind: credential }
relations:
  - { from: shell, to: laptop, kind: accesses }
  - { from: laptop, to: token, kind: authenticates, role: holds }`,
      ['token'],
      ['kind: plugin', 'kind: tool'],
    ),
    nearMiss(
      'poisoned-knowledge-spreads',
      `
components:
  forum: { kind: external }
  articles: { kind: data-store }
  reader: { kind: agent }
  boss: { kind: agent }
relations:
  - { from: forum, to: articles, kind: feeds }
  - { from: reader, to: articles, kind: reads }
  - { from: boss, to: reader, kind: delegates }`,
      ['articles'],
      [
        `from: forum, to: articles, kind: feeds }
  - { from: reader`,
        'from: reader',
      ],
    ),
    nearMiss(
      'poisoned-knowledge-spreads-through-a-tool',
      `
components:
  forum: { kind: external }
  articles: { kind: data-store }
  search: { kind: tool }
  reader: { kind: agent }
  writer: { kind: agent }
relations:
  - { from: forum, to: articles, kind: feeds }
  - { from: search, to: articles, kind: reads }
  - { from: reader, to: search, kind: invokes }
  - { from: reader, to: writer, kind: messages }`,
      ['articles'],
      ['from: reader, to: writer', 'from: writer, to: reader'],
    ),
    nearMiss(
      'monitor-goes-by-what-agents-write',
      `
components:
  clerk: { kind: agent }
  log: { kind: log-store }
  watcher: { kind: monitor }
relations:
  - { from: clerk, to: log, kind: writes }
  - { from: watcher, to: log, kind: monitors }`,
      ['watcher'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'edited-log-moves-the-limits',
      `
components:
  log: { kind: log-store }
  planner: { kind: agent }
  tuner: { kind: plugin }
  limits: { kind: data-store }
  detector: { kind: monitor }
relations:
  - { from: planner, to: log, kind: reads }
  - { from: planner, to: tuner, kind: invokes }
  - { from: tuner, to: limits, kind: writes }
  - { from: detector, to: limits, kind: reads }`,
      ['log'],
      ['to: limits, kind: reads', 'to: planner, kind: monitors'],
    ),
    nearMiss(
      'trust-fails-across-layers',
      `
components:
  machine: { kind: host }
  clerk: { kind: agent }
  other: { kind: agent }
  notes: { kind: memory }
  watcher: { kind: monitor }
relations:
  - { from: clerk, to: machine, kind: runs-on }
  - { from: other, to: machine, kind: runs-on }
  - { from: clerk, to: notes, kind: writes }
  - { from: watcher, to: notes, kind: reads }`,
      ['machine'],
      ['clerk: { kind: agent', 'clerk: { kind: agent, layer: 4'],
    ),
    nearMiss(
      'agent-uses-its-own-key-for-a-user',
      `
components:
  user: { kind: human }
  clerk: { kind: agent }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: user, to: clerk, kind: messages }
  - { from: clerk, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
      ['ledger'],
      [
        'accepts }',
        `accepts }
  - { from: user, to: token, kind: authenticates, role: holds }`,
      ],
    ),
    nearMiss(
      'tool-uses-its-own-key-for-a-user',
      `
components:
  user: { kind: human }
  clerk: { kind: agent }
  sql: { kind: tool }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: user, to: clerk, kind: messages }
  - { from: clerk, to: sql, kind: invokes }
  - { from: sql, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
      ['ledger'],
      ['role: accepts', 'role: holds'],
    ),
    nearMiss(
      'user-reaches-the-back-end-through-an-agent',
      `
components:
  user: { kind: human, exposed: true }
  front: { kind: agent }
  back: { kind: agent }
  sql: { kind: tool }
  staff: { kind: data-store, tags: [pii] }
relations:
  - { from: user, to: front, kind: messages }
  - { from: front, to: back, kind: delegates }
  - { from: back, to: sql, kind: invokes }
  - { from: sql, to: staff, kind: accesses }`,
      ['staff'],
      ['kind: human, exposed: true', 'kind: human'],
    ),
    nearMiss(
      'reviewer-of-many',
      `
components:
  owner: { kind: human }
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: owner, to: one, kind: supervises }
  - { from: owner, to: two, kind: supervises }
  - { from: owner, to: three, kind: supervises }`,
      ['owner', 'owner', 'owner'],
      ['three, kind: supervises', 'three, kind: messages'],
    ),
  ]);
});

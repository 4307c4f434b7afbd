import { describe } from 'vitest';
import { patternRules } from '../../../src/threats/rules/patterns.ts';
import { testRules } from './rule-cases.ts';

describe('rules of cross-layer patterns', () => {
  testRules(patternRules, [
    {
      rule: 'invention-becomes-fact-becomes-action',
      fires: `
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
      threatens: ['facts'],
      misses: `
components:
  llm: { kind: model }
  writer: { kind: agent, model: llm }
  facts: { kind: data-store }
  doer: { kind: agent }
  mailer: { kind: tool }
relations:
  - { from: writer, to: facts, kind: writes }
  - { from: doer, to: facts, kind: reads }
  - { from: writer, to: mailer, kind: invokes }`,
    },
    {
      rule: 'framework-to-machine-to-compliance',
      fires: `
components:
  shell: { kind: plugin }
  laptop: { kind: host }
  token: { kind: credential }
relations:
  - { from: shell, to: laptop, kind: accesses }
  - { from: laptop, to: token, kind: authenticates, role: holds }`,
      threatens: ['token'],
      misses: `
components:
  shell: { kind: tool }
  laptop: { kind: host }
  token: { kind: credential }
relations:
  - { from: shell, to: laptop, kind: accesses }
  - { from: laptop, to: token, kind: authenticates, role: holds }`,
    },
    {
      rule: 'poisoned-knowledge-spreads',
      fires: `
components:
  forum: { kind: external }
  articles: { kind: data-store }
  reader: { kind: agent }
  boss: { kind: agent }
relations:
  - { from: forum, to: articles, kind: feeds }
  - { from: reader, to: articles, kind: reads }
  - { from: boss, to: reader, kind: delegates }`,
      threatens: ['articles'],
      misses: `
components:
  forum: { kind: external }
  articles: { kind: data-store }
  reader: { kind: agent }
  boss: { kind: agent }
relations:
  - { from: reader, to: articles, kind: reads }
  - { from: boss, to: reader, kind: delegates }`,
    },
    {
      rule: 'poisoned-knowledge-spreads-through-a-tool',
      fires: `
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
      threatens: ['articles'],
      misses: `
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
  - { from: writer, to: reader, kind: messages }`,
    },
    {
      rule: 'monitor-goes-by-what-agents-write',
      fires: `
components:
  clerk: { kind: agent }
  log: { kind: log-store }
  watcher: { kind: monitor }
relations:
  - { from: clerk, to: log, kind: writes }
  - { from: watcher, to: log, kind: monitors }`,
      threatens: ['watcher'],
      misses: `
components:
  clerk: { kind: agent }
  log: { kind: log-store }
  watcher: { kind: monitor }
relations:
  - { from: clerk, to: log, kind: reads }
  - { from: watcher, to: log, kind: monitors }`,
    },
    {
      rule: 'edited-log-moves-the-limits',
      fires: `
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
      threatens: ['log'],
      misses: `
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
  - { from: detector, to: planner, kind: monitors }`,
    },
    {
      rule: 'trust-fails-across-layers',
      fires: `
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
      threatens: ['machine'],
      misses: `
components:
  machine: { kind: host }
  clerk: { kind: agent, layer: 4 }
  other: { kind: agent }
  notes: { kind: memory }
  watcher: { kind: monitor }
relations:
  - { from: clerk, to: machine, kind: runs-on }
  - { from: other, to: machine, kind: runs-on }
  - { from: clerk, to: notes, kind: writes }
  - { from: watcher, to: notes, kind: reads }`,
    },
    {
      rule: 'agent-uses-its-own-key-for-a-user',
      fires: `
components:
  user: { kind: human }
  clerk: { kind: agent }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: user, to: clerk, kind: messages }
  - { from: clerk, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }`,
      threatens: ['ledger'],
      misses: `
components:
  user: { kind: human }
  clerk: { kind: agent }
  token: { kind: credential }
  ledger: { kind: data-store }
relations:
  - { from: user, to: clerk, kind: messages }
  - { from: clerk, to: token, kind: authenticates, role: holds }
  - { from: ledger, to: token, kind: authenticates, role: accepts }
  - { from: user, to: token, kind: authenticates, role: holds }`,
    },
    {
      rule: 'tool-uses-its-own-key-for-a-user',
      fires: `
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
      threatens: ['ledger'],
      misses: `
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
  - { from: ledger, to: token, kind: authenticates, role: holds }`,
    },
    {
      rule: 'user-reaches-the-back-end-through-an-agent',
      fires: `
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
      threatens: ['staff'],
      misses: `
components:
  user: { kind: human }
  front: { kind: agent }
  back: { kind: agent }
  sql: { kind: tool }
  staff: { kind: data-store, tags: [pii] }
relations:
  - { from: user, to: front, kind: messages }
  - { from: front, to: back, kind: delegates }
  - { from: back, to: sql, kind: invokes }
  - { from: sql, to: staff, kind: accesses }`,
    },
    {
      rule: 'reviewer-of-many',
      fires: `
components:
  owner: { kind: human }
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: owner, to: one, kind: supervises }
  - { from: owner, to: two, kind: supervises }
  - { from: owner, to: three, kind: supervises }`,
      threatens: ['owner', 'owner', 'owner'],
      misses: `
components:
  owner: { kind: human }
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
relations:
  - { from: owner, to: one, kind: supervises }
  - { from: owner, to: two, kind: supervises }
  - { from: owner, to: three, kind: messages }`,
    },
  ]);
});

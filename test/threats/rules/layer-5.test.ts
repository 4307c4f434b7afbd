import { describe } from 'vitest';
import { layer5Rules } from '../../../src/threats/rules/layer-5.ts';
import { nearMiss, testNearMisses } from './near-miss.ts';

describe('rules of layer 5', () => {
  const cases = [
    nearMiss(
      'evaluator-reads-what-others-write',
      `
components:
  judge: { kind: evaluator }
  answers: { kind: data-store }
  worker: { kind: agent }
relations:
  - { from: judge, to: answers, kind: reads }
  - { from: worker, to: answers, kind: writes }`,
      ['answers'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'evaluator-knows-only-what-it-is-told',
      `
components:
  judge: { kind: evaluator }
  tests: { kind: data-store }
  worker: { kind: agent }
relations:
  - { from: judge, to: worker, kind: monitors }
  - { from: judge, to: tests, kind: writes }`,
      ['judge'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'monitor-beside-what-it-watches',
      `
components:
  watcher: { kind: monitor }
  worker: { kind: agent }
  server: { kind: host }
  spare: { kind: host }
relations:
  - { from: worker, to: server, kind: runs-on }
  - { from: watcher, to: server, kind: runs-on }`,
      ['watcher'],
      ['{ from: watcher, to: server,', '{ from: watcher, to: spare,'],
    ),
    nearMiss(
      'monitor-in-reach',
      `
components:
  watcher: { kind: monitor, exposed: true }`,
      ['watcher'],
      [', exposed: true', ''],
    ),
    nearMiss(
      'monitor-with-rights',
      `
components:
  watcher: { kind: monitor }
  token: { kind: credential }
relations:
  - { from: watcher, to: token, kind: authenticates, role: holds }`,
      ['watcher'],
      ['role: holds', 'role: accepts'],
    ),
    nearMiss(
      'outsiders-load-who-watches',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  back-office: { kind: agent }
  watcher: { kind: monitor }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: watcher, to: desk, kind: monitors }`,
      ['watcher'],
      ['{ from: watcher, to: desk,', '{ from: watcher, to: back-office,'],
    ),
    nearMiss(
      'lone-monitor-on-what-takes-content',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
  first: { kind: monitor }
  second: { kind: monitor }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: first, to: desk, kind: monitors }
  - { from: second, to: first, kind: monitors }`,
      ['first'],
      ['{ from: second, to: first,', '{ from: second, to: desk,'],
    ),
    nearMiss(
      'traces-show-sensitive-data',
      `
components:
  watcher: { kind: monitor }
  worker: { kind: agent }
  patients: { kind: data-store, tags: [pii] }
relations:
  - { from: watcher, to: worker, kind: monitors }
  - { from: worker, to: patients, kind: reads }`,
      ['watcher'],
      [', tags: [pii]', ''],
    ),
    nearMiss(
      'log-keeps-sensitive-data',
      `
components:
  worker: { kind: agent }
  mail: { kind: tool, tags: [read-private] }
  traces: { kind: log-store }
relations:
  - { from: worker, to: mail, kind: invokes }
  - { from: worker, to: traces, kind: writes }`,
      ['traces'],
      ['[read-private]', '[egress]'],
    ),
    nearMiss(
      'traces-leave-their-zone',
      `
components:
  watcher: { kind: monitor, zone: vendor }
  worker: { kind: agent, zone: company }
relations:
  - { from: watcher, to: worker, kind: monitors }`,
      ['watcher'],
      ['zone: vendor', 'zone: company'],
    ),
    nearMiss(
      'log-leaves-its-zone',
      `
components:
  traces: { kind: log-store, zone: vendor }
  worker: { kind: agent, zone: company }
relations:
  - { from: worker, to: traces, kind: writes }`,
      ['traces'],
      ['zone: vendor', 'zone: company'],
    ),
    nearMiss(
      'outsiders-shape-what-is-seen',
      `
components:
  replayer: { kind: tool, exposed: true }
  server: { kind: host }
  watcher: { kind: monitor }
relations:
  - { from: replayer, to: server, kind: accesses }
  - { from: watcher, to: server, kind: monitors }`,
      ['watcher'],
      [', exposed: true', ''],
    ),
    nearMiss(
      'log-that-outsiders-write',
      `
components:
  history: { kind: log-store, exposed: true }
  planner: { kind: agent }
relations:
  - { from: planner, to: history, kind: reads }`,
      ['history'],
      [', exposed: true', ''],
    ),
    nearMiss(
      'outsiders-add-to-readings',
      `
components:
  replayer: { kind: tool, exposed: true }
  capture: { kind: tool, layer: 4 }
  telemetry: { kind: data-store }
  planner: { kind: agent }
relations:
  - { from: replayer, to: telemetry, kind: accesses }
  - { from: capture, to: telemetry, kind: writes }
  - { from: planner, to: telemetry, kind: reads }`,
      ['telemetry'],
      [', layer: 4', ''],
    ),
    nearMiss(
      'subject-writes-its-own-log',
      `
components:
  worker: { kind: agent }
  audit: { kind: log-store }
relations:
  - { from: worker, to: audit, kind: writes }`,
      ['audit'],
      ['kind: writes', 'kind: writes, signed: true'],
    ),
    nearMiss(
      'log-in-reach',
      `
components:
  audit: { kind: log-store, exposed: true, tags: [json] }`,
      ['audit'],
      ['json', 'append-only'],
    ),
    nearMiss(
      'acts-without-record',
      `
components:
  worker: { kind: agent }
  mailer: { kind: tool }
  audit: { kind: log-store }
relations:
  - { from: worker, to: mailer, kind: invokes }
  - { from: worker, to: audit, kind: reads }`,
      ['worker'],
      ['kind: reads', 'kind: writes'],
    ),
    nearMiss(
      'monitor-of-what-can-send-private-data',
      `
components:
  dlp: { kind: monitor }
  copilot: { kind: agent }
  mailbox: { kind: data-store, tags: [pii] }
  client: { kind: tool, tags: [egress] }
relations:
  - { from: dlp, to: copilot, kind: monitors }
  - { from: copilot, to: mailbox, kind: reads }
  - { from: copilot, to: client, kind: invokes }`,
      ['dlp'],
      [', tags: [egress]', ''],
    ),
    nearMiss(
      'checked-call-can-carry-hidden-data',
      `
components:
  copilot: { kind: agent }
  mailbox: { kind: data-store, tags: [pii] }
  client: { kind: tool, tags: [egress] }
relations:
  - { from: copilot, to: mailbox, kind: reads }
  - { from: copilot, to: client, kind: invokes }
controls:
  approval: { on: { kind: invokes, direction: along }, effectiveness: 0.5 }`,
      ['client'],
      [', direction: along', ', direction: against'],
    ),
    nearMiss(
      'one-monitor-for-many',
      `
components:
  customer: { kind: human, exposed: true }
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
  watcher: { kind: monitor }
  other: { kind: monitor }
relations:
  - { from: customer, to: one, kind: messages }
  - { from: watcher, to: one, kind: monitors }
  - { from: watcher, to: two, kind: monitors }
  - { from: watcher, to: three, kind: monitors }`,
      ['watcher'],
      ['{ from: watcher, to: three,', '{ from: other, to: three,'],
    ),
    nearMiss(
      'one-log-for-many',
      `
components:
  one: { kind: agent }
  two: { kind: agent }
  three: { kind: agent }
  audit: { kind: log-store }
relations:
  - { from: one, to: audit, kind: writes }
  - { from: two, to: audit, kind: writes }
  - { from: three, to: audit, kind: writes }`,
      ['audit'],
      ['{ from: three, to: audit, kind: writes }', '{ from: three, to: audit, kind: reads }'],
    ),
  ];
  testNearMisses(layer5Rules, cases, 'golden/layer-5.txt');
});

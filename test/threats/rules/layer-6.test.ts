import { describe } from 'vitest';
import { layer6Rules } from '../../../src/threats/rules/layer-6.ts';
import { nearMiss, testNearMisses } from './near-miss.ts';

describe('rules of layer 6', () => {
  const cases = [
    nearMiss(
      'defender-goes-by-what-others-write',
      `
components:
  detector: { kind: monitor }
  thresholds: { kind: data-store }
  tuner: { kind: plugin }
relations:
  - { from: detector, to: thresholds, kind: reads }
  - { from: tuner, to: thresholds, kind: writes }`,
      ['detector'],
      ['kind: writes', 'kind: reads'],
    ),
    nearMiss(
      'defender-learns-from-what-others-give',
      `
components:
  judge: { kind: evaluator }
  verdicts: { kind: model }
  reports: { kind: data-store }
  users: { kind: human }
relations:
  - { from: judge, to: verdicts, kind: infers }
  - { from: reports, to: verdicts, kind: trains }
  - { from: users, to: reports, kind: feeds }`,
      ['judge'],
      ['{ from: users, to: reports, kind: feeds }', '{ from: users, to: judge, kind: messages }'],
    ),
    nearMiss(
      'outside-content-passes-a-learned-control',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
relations:
  - { from: customer, to: desk, kind: messages }
controls:
  input-guardrail: { on: { kind: messages }, effectiveness: 0.6 }`,
      ['input-guardrail'],
      ['input-guardrail:', 'login:'],
    ),
    nearMiss(
      'stored-content-passes-a-learned-control',
      `
components:
  mailbox: { kind: data-store }
  index: { kind: rag-pipeline }
  copilot: { kind: agent }
relations:
  - { from: mailbox, to: index, kind: feeds }
  - { from: copilot, to: index, kind: reads }
controls:
  classifier: { on: { kind: reads, direction: against }, effectiveness: 0.6 }`,
      ['classifier'],
      ['{ from: mailbox, to: index, kind: feeds }', '{ from: index, to: mailbox, kind: reads }'],
    ),
    nearMiss(
      'memory-write-passes-a-learned-control',
      `
components:
  desk: { kind: agent }
  context: { kind: memory }
relations:
  - { from: desk, to: context, kind: writes }
  - { from: desk, to: context, kind: reads }
controls:
  memory-scan: { on: { kind: writes }, effectiveness: 0.6 }`,
      ['memory-scan'],
      ['memory-scan: { on: { kind: writes }', 'memory-scan: { on: { kind: reads }'],
    ),
    nearMiss(
      'enforcer-with-rights',
      `
components:
  gate: { kind: policy-engine }
  token: { kind: credential }
  worker: { kind: agent }
relations:
  - { from: gate, to: token, kind: authenticates, role: holds }
  - { from: gate, to: worker, kind: guards, effectiveness: 0.9 }`,
      ['gate'],
      ['{ from: gate, to: token,', '{ from: worker, to: token,'],
    ),
    nearMiss(
      'enforcer-beside-what-it-guards',
      `
components:
  gate: { kind: policy-engine }
  worker: { kind: agent }
  server: { kind: host }
  spare: { kind: host }
relations:
  - { from: gate, to: server, kind: runs-on }
  - { from: worker, to: server, kind: runs-on }`,
      ['gate'],
      ['{ from: gate, to: server,', '{ from: gate, to: spare,'],
    ),
    nearMiss(
      'control-over-sensitive-data',
      `
components:
  query: { kind: tool }
  patients: { kind: data-store, tags: [pii] }
relations:
  - { from: query, to: patients, kind: accesses }
controls:
  role: { on: { kind: accesses }, effectiveness: 0.9 }`,
      ['role'],
      [', tags: [pii]', ''],
    ),
    nearMiss(
      'watcher-of-sensitive-data',
      `
components:
  dlp: { kind: monitor }
  copilot: { kind: agent }
  mailbox: { kind: data-store, tags: [pii] }
relations:
  - { from: dlp, to: copilot, kind: monitors }
  - { from: copilot, to: mailbox, kind: reads }`,
      ['dlp'],
      [', tags: [pii]', ''],
    ),
    nearMiss(
      'learned-defender-judges-people',
      `
components:
  customer: { kind: human }
  forum: { kind: external }
  desk: { kind: agent }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: forum, to: desk, kind: feeds }
controls:
  moderation: { on: { from: customer }, effectiveness: 0.6 }`,
      ['moderation'],
      ['on: { from: customer }', 'on: { from: forum }'],
    ),
    nearMiss(
      'learned-monitor-judges-people',
      `
components:
  customer: { kind: human }
  judge: { kind: evaluator }
  small: { kind: model }
  desk: { kind: agent }
relations:
  - { from: customer, to: desk, kind: messages }
  - { from: judge, to: desk, kind: monitors }
  - { from: judge, to: small, kind: infers }`,
      ['judge'],
      ['{ from: customer, to: desk, kind: messages }', '{ from: desk, to: customer, kind: messages }'],
    ),
    nearMiss(
      'verdicts-leave-no-trace',
      `
components:
  checker: { kind: monitor }
  small: { kind: model }
  audit: { kind: log-store }
relations:
  - { from: checker, to: small, kind: infers }
  - { from: checker, to: audit, kind: reads }`,
      ['checker'],
      ['kind: reads', 'kind: writes'],
    ),
    nearMiss(
      'verdict-shows-to-who-asks',
      `
components:
  customer: { kind: human, exposed: true }
  desk: { kind: agent }
relations:
  - { from: customer, to: desk, kind: messages }
controls:
  guardrail: { on: { component: desk }, effectiveness: 0.6 }`,
      ['guardrail'],
      [', exposed: true', ''],
    ),
    nearMiss(
      'policy-for-what-is-not-known-before',
      `
components:
  worker: { kind: agent }
  server: { kind: tool, tags: [unknown-capabilities] }
relations:
  - { from: worker, to: server, kind: invokes }
controls:
  approval: { on: { kind: invokes, direction: along }, effectiveness: 0.6 }`,
      ['approval'],
      ['unknown-capabilities', 'read-private'],
    ),
    nearMiss(
      'policy-is-read-at-run-time',
      `
components:
  gate: { kind: policy-engine }
  rules: { kind: data-store }
relations:
  - { from: gate, to: rules, kind: reads }`,
      ['gate'],
      ['kind: reads', 'kind: reads, signed: true'],
    ),
    nearMiss(
      'tool-server-with-the-rights-of-a-host',
      `
components:
  server: { kind: tool }
  laptop: { kind: host }
relations:
  - { from: server, to: laptop, kind: runs-on }`,
      ['laptop'],
      ['kind: host', 'kind: container'],
    ),
    nearMiss(
      'sensitive-data-is-fetched-over-a-zone',
      `
components:
  reader: { kind: tool, zone: laptop }
  patients: { kind: data-store, tags: [pii], zone: cloud }
relations:
  - { from: reader, to: patients, kind: accesses }`,
      ['patients'],
      ['zone: laptop', 'zone: cloud'],
    ),
    nearMiss(
      'sensitive-data-is-fed-over-a-zone',
      `
components:
  patients: { kind: data-store, tags: [pii], zone: europe }
  index: { kind: rag-pipeline, zone: america }
relations:
  - { from: patients, to: index, kind: feeds }`,
      ['patients'],
      ['zone: america', 'zone: europe'],
    ),
    nearMiss(
      'prompts-leave-the-zone',
      `
components:
  copilot: { kind: agent, zone: tenant }
  mailbox: { kind: data-store, tags: [pii], zone: tenant }
  llm: { kind: model, zone: vendor }
relations:
  - { from: copilot, to: mailbox, kind: reads }
  - { from: copilot, to: llm, kind: infers }`,
      ['copilot'],
      ['zone: vendor', 'zone: tenant'],
    ),
    nearMiss(
      'sensitive-answer-crosses-a-zone',
      `
components:
  booking: { kind: agent, zone: desk }
  airline: { kind: tool, zone: backend }
  reservations: { kind: data-store, tags: [pii], zone: backend }
relations:
  - { from: booking, to: airline, kind: invokes }
  - { from: airline, to: reservations, kind: accesses }`,
      ['airline'],
      ['zone: desk', 'zone: backend'],
    ),
    nearMiss(
      'sensitive-data-is-sent-over-a-zone',
      `
components:
  client: { kind: tool, zone: tenant }
  chats: { kind: data-store, tags: [confidential], zone: tenant }
  proxy: { kind: external, zone: internet }
relations:
  - { from: client, to: chats, kind: accesses }
  - { from: client, to: proxy, kind: accesses }`,
      ['client'],
      ['zone: internet', 'zone: tenant'],
    ),
    nearMiss(
      'check-before-work-is-handed-on',
      `
components:
  triage: { kind: orchestrator }
  refunds: { kind: agent }
relations:
  - { from: triage, to: refunds, kind: delegates }
controls:
  policy: { on: { kind: delegates, direction: along }, effectiveness: 0.6 }`,
      ['policy'],
      ['direction: along', 'direction: against'],
    ),
    nearMiss(
      'check-of-a-call-for-somebody-else',
      `
components:
  triage: { kind: orchestrator }
  refunds: { kind: agent }
  payments: { kind: tool }
relations:
  - { from: triage, to: refunds, kind: delegates }
  - { from: refunds, to: payments, kind: invokes }
controls:
  policy: { on: { to: payments, direction: along }, effectiveness: 0.6 }`,
      ['policy'],
      ['{ from: triage, to: refunds, kind: delegates }', '{ from: refunds, to: triage, kind: delegates }'],
    ),
    nearMiss(
      'checked-call-uses-a-credential',
      `
components:
  worker: { kind: agent }
  server: { kind: tool }
  token: { kind: credential }
relations:
  - { from: worker, to: server, kind: invokes }
  - { from: server, to: token, kind: authenticates, role: holds }
controls:
  approval: { on: { kind: invokes, direction: along }, effectiveness: 0.6 }`,
      ['approval'],
      ['{ from: server, to: token,', '{ from: worker, to: token,'],
    ),
    nearMiss(
      'holder-hands-work-on',
      `
components:
  concierge: { kind: orchestrator }
  booking: { kind: agent }
  payments: { kind: tool }
  token: { kind: credential }
relations:
  - { from: concierge, to: booking, kind: delegates }
  - { from: concierge, to: token, kind: authenticates, role: holds }
  - { from: payments, to: token, kind: authenticates, role: accepts }`,
      ['token'],
      ['{ from: concierge, to: booking,', '{ from: booking, to: concierge,'],
    ),
    nearMiss(
      'credential-is-passed-through',
      `
components:
  client: { kind: agent }
  gateway: { kind: tool }
  vendor: { kind: external }
  token: { kind: credential }
relations:
  - { from: client, to: token, kind: authenticates, role: holds }
  - { from: gateway, to: token, kind: authenticates, role: accepts }
  - { from: gateway, to: vendor, kind: accesses }`,
      ['token'],
      ['{ from: gateway, to: vendor,', '{ from: client, to: vendor,'],
    ),
  ];
  testNearMisses(layer6Rules, cases, 'golden/layer-6.txt');
});

export const FORUM = 'forum: <b>{x}</b> # 1';

/** A file with everything that an edit can be about: parallel relations, replicas, every way to write a control, hostile names. */
export const deskFile = `version: 1
name: desk
components:
  customer: { kind: human, exposed: true }
  "forum: <b>{x}</b> # 1": { kind: external, exposed: true }
  triage: { kind: orchestrator, model: llm, value: 3 }
  worker: { kind: agent, model: llm, count: 3, hardening: [0.1, 0.3] }
  helper: { kind: agent, model: llm }
  context: { kind: memory, value: 2 }
  crm: { kind: tool }
  key: { kind: credential }
  llm: { kind: model, tier: mid }
  tracing: { kind: monitor }
  watchdog: { kind: monitor, defence: runtime-monitoring }
  gatekeeper: { kind: policy-engine }
  old-filter: { kind: control }
relations:
  - { from: customer, to: triage, kind: messages, rate: 1 }
  - { from: "forum: <b>{x}</b> # 1", to: helper, kind: feeds }
  - { from: triage, to: worker, kind: delegates, trust: { along: 0.9, against: [0.2, 0.4] } }
  - { from: triage, to: worker, kind: delegates, trust: 0.4 }
  - { from: worker, to: helper, kind: messages, id: chat }
  - { from: helper, to: triage, kind: messages, trust: 0.7 }
  - { from: triage, to: context, kind: writes, rate: 0.8 }
  - { from: helper, to: context, kind: writes }
  - { from: worker, to: context, kind: reads, rate: 0.8 }
  - { from: worker, to: crm, kind: invokes }
  - { from: helper, to: crm, kind: invokes }
  - { from: crm, to: key, kind: authenticates, role: holds }
  - { from: crm, to: key, kind: authenticates, role: accepts, trust: 0.5 }
  - { from: tracing, to: triage, kind: monitors, detection: 0.08 }
  - { from: tracing, to: worker, kind: monitors }
  - { from: watchdog, to: helper, kind: monitors }
  - { from: gatekeeper, kind: guards, on: { kind: invokes, direction: along }, effectiveness: { successes: 6, trials: 10 } }
  - { from: gatekeeper, to: key, kind: guards, effectiveness: 0.5 }
  - { from: old-filter, to: helper, kind: guards, effectiveness: [0.2, 0.6] }
controls:
  input-filter:
    on: [{ from: customer, kind: messages }, { component: context }]
    effectiveness: [0.3, 0.8]
  memory-scan:
    on: { to: context, kind: writes }
    effectiveness: { memory-poisoning: [0.42, 0.68], tool-misuse: 0.2 }
  chat-filter:
    on: [{ relation: chat }, { relation: "triage>delegates>worker#2" }]
    effectiveness: 0.4
suite:
  response: { after: 1, purge: 0.5, repair: 0.1 }
  controls: { off: [input-filter] }
  channels:
    - { threat: tool-misuse, kind: invokes, direction: along, into: crm, source: agent, probability: 0.7 }
  worlds: 700
  seed: 3
thresholds:
  - total mean < 2
  - { rule: component crm reach < 0.3 in agentic/customer/*, level: warn }
`;

/** A small ecosystem with something of everything that a summary tells: entries, layers, a control that can be off, rules. */
export const smallDesk = `version: 1
name: small-desk
components:
  customer: { kind: human, exposed: true }
  forum: { kind: external, exposed: true }
  planner: { kind: orchestrator, model: llm }
  writer: { kind: agent, model: llm }
  notes: { kind: memory }
  mailer: { kind: tool }
  llm: { kind: model, tier: mid }
relations:
  - { from: customer, to: planner, kind: messages, rate: 1 }
  - { from: forum, to: notes, kind: feeds, rate: 0.5 }
  - { from: planner, to: writer, kind: delegates, rate: 1 }
  - { from: writer, to: notes, kind: writes, rate: 0.5 }
  - { from: planner, to: notes, kind: reads, rate: 0.5 }
  - { from: writer, to: mailer, kind: invokes, rate: 0.5 }
controls:
  mail-approval:
    on: { to: mailer, kind: invokes, direction: along }
    effectiveness: 0.8
suite:
  threats: agentic
  entries: exposed
  controls: { off: [mail-approval] }
  worlds: 640
thresholds:
  - total fraction < 0.9
  - { rule: component mailer reach < 0.01, level: warn }
`;

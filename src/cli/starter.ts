/** What `init` writes: small enough to read, with something of everything that most ecosystems have. */
export const starter = `# yaml-language-server: $schema=./blastradius.schema.json
#
# What you have, and who may influence whom. Change it to yours, then:
#   blastradius validate            every mistake, with its line
#   blastradius run --out results   the numbers and a report
version: 1
name: my-ecosystem
round: one task

components:
  # kind: agent, orchestrator, model, memory, data-store, rag-pipeline, tool, plugin, host, container, network,
  #       secret-store, monitor, evaluator, log-store, control, policy-engine, identity-provider, credential,
  #       human, registry, framework or external
  customer: { kind: human, exposed: true } # exposed: an attacker can touch it
  website: { kind: external, exposed: true }
  planner: { kind: orchestrator, model: llm, value: 5 } # value: what losing it costs, default 1
  researcher: { kind: agent, model: llm }
  writer: { kind: agent, model: llm, value: 3 }
  browser: { kind: tool }
  mailer: { kind: tool, value: 8 }
  notes: { kind: memory, value: 2 }
  llm: { kind: model, tier: frontier } # tier: frontier, mid or tuned-against
  watcher: { kind: monitor }

relations:
  # Read each line as "from kind to". trust scales how much gets through; rate is how often it is used in a round.
  - { from: customer, to: planner, kind: messages, rate: 1 }
  - { from: planner, to: researcher, kind: delegates, trust: { along: 0.9, against: 0.4 } }
  - { from: planner, to: writer, kind: delegates, trust: { along: 0.9, against: 0.4 } }
  - { from: researcher, to: browser, kind: invokes, rate: 0.8 }
  - { from: browser, to: website, kind: accesses, rate: 0.8 }
  - { from: researcher, to: notes, kind: writes }
  - { from: planner, to: notes, kind: reads }
  - { from: writer, to: notes, kind: reads }
  - { from: writer, to: mailer, kind: invokes }
  - { from: watcher, to: researcher, kind: monitors, detection: 0.1 }

controls:
  # A probability may be a number, a range [low, high], or test results { successes, trials }.
  page-filter:
    on: { from: researcher, to: browser, direction: against }
    effectiveness: { successes: 45, trials: 50 }
  mail-approval:
    on: { to: mailer, kind: invokes, direction: along }
    effectiveness: [0.5, 0.9]

suite:
  threats: agentic # the five agentic classes together; { each: agentic } makes one scenario of each
  entries: exposed # one scenario per exposed component
  response: { after: 1, purge: 0.5 }
  worlds: 10000
  seed: 1

thresholds:
  # blastradius run ends with exit code 1 if one of level error fails.
  - total fraction < 0.5
  - { rule: component mailer reach < 0.05, level: warn }
`;

/** The example of the design: one of everything that an ordinary file has. */
export const supportDesk = `# yaml-language-server: $schema=./blastradius.schema.json
version: 1
name: customer-support
components:
  customer:  { kind: human, exposed: true }
  planner:   { kind: agent, model: llm, value: 5 }
  searcher:  { kind: agent, model: llm }
  llm:       { kind: model, tier: frontier }
  notes:     { kind: memory }
  browser:   { kind: tool, exposed: true }
  watcher:   { kind: monitor }
relations:
  - { from: customer, to: planner, kind: feeds }
  - { from: planner, to: searcher, kind: delegates, trust: { along: 0.9, against: 0.3 } }
  - { from: searcher, to: browser, kind: invokes }
  - { from: searcher, to: notes, kind: writes }
  - { from: planner, to: notes, kind: reads }
  - { from: watcher, to: searcher, kind: monitors, detection: 0.1 }
controls:
  output-filter: { on: { kind: invokes, direction: against }, effectiveness: { successes: 45, trials: 50 } }
suite:
  threats: [memory-poisoning, tool-misuse, intent-manipulation]
  entries: { each: { exposed: true } }
  model: agentic
  worlds: 10000
  seed: 1
thresholds:
  - layer 2 fraction < 0.30
  - total p95 < 5
`;

/** A parsed file without the places in it: those of two texts differ. */
export function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'at' ? undefined : part)));
}

import { purposes, type Seed, seedOf, uniform32 } from '../src/base/random.ts';

export type AgenticWorkload = {
  /** Agents; the monitor and the control come on top. */
  readonly components: number;
  /** Different directed pairs of agents, at most components x (components - 1). */
  readonly arcs: number;
  /** Probability of every arc. */
  readonly base: number;
  /** Probability that a relation is exercised in a round. */
  readonly rate: number;
  /** Ids of agents (`a0` to `a<components - 1>`) that are taken together, or one scenario for each component. */
  readonly entries: readonly string[] | 'each';
  readonly worlds: number;
  /** Of the graph, and of the run. Default 42. */
  readonly seed?: number;
};

/**
 * An ecosystem file for the model `agentic`: a directed G(n, M) of agents that message each other, a monitor that
 * watches every second agent (detection 0.1, repair 0.1, alertFactor 0.8), and a control of effectiveness 0.5 on
 * 30 % of the arcs; horizon 50, correlated retries.
 *
 * Each relation compiles to exactly one arc of probability `base`: only communication-poisoning runs, which `messages`
 * carries along and not back, with the suite's own row in place of the table's; trust 1, no hardening, and no
 * foundation models, so no common causes. Nothing leads into the monitor (trust 0 against `monitors`) or the
 * control (`guards` carries no communication-poisoning).
 */
export function agenticWorkload(workload: AgenticWorkload): string {
  const { components, arcs, base, rate, entries, worlds, seed = 42 } = workload;
  const agents = Array.from({ length: components }, (_, v) => `a${v}`);
  const pairs = gnm(components, arcs, seedOf(seed));
  const guarded = subset(arcs, Math.round(arcs * 0.3), seedOf(seed));
  return [
    'version: 1',
    `name: gnm-${components}-${arcs}`,
    'components:',
    ...agents.map((id) => `  ${id}: { kind: agent }`),
    '  monitor: { kind: monitor }',
    'relations:',
    ...pairs.map(([u, v], arc) => `  - { id: r${arc}, from: a${u}, to: a${v}, kind: messages, rate: ${rate} }`),
    ...agents
      .filter((_, v) => v % 2 === 0)
      .map((id) => `  - { from: monitor, to: ${id}, kind: monitors, detection: 0.1, trust: { along: 1, against: 0 } }`),
    'controls:',
    '  control:',
    '    effectiveness: 0.5',
    '    on:',
    ...guarded.map((arc) => `      - { relation: r${arc} }`),
    'suite:',
    '  model: agentic',
    '  threats: [communication-poisoning]',
    `  entries: ${entries === 'each' ? 'each' : `[${entries.join(', ')}]`}`,
    `  worlds: ${worlds}`,
    `  seed: ${seed}`,
    '  horizon: 50',
    '  retries: correlated',
    '  response: { repair: 0.1, alertFactor: 0.8 }',
    '  channels:',
    `    - { threat: communication-poisoning, kind: messages, direction: along, probability: ${base} }`,
    '',
  ].join('\n');
}

/** `count` different directed pairs of 0 to n - 1, in the order in which they were drawn. */
function gnm(n: number, count: number, seed: Seed): [number, number][] {
  const pairs = new Map<number, [number, number]>();
  for (let draw = 0; pairs.size < count; draw++) {
    const [u, v] = [below(n, seed, draw, 0), below(n, seed, draw, 1)];
    if (u !== v) pairs.set(u * n + v, [u, v]);
  }
  return [...pairs.values()];
}

/** `count` of 0 to n - 1, ascending: a partial Fisher-Yates shuffle. */
function subset(n: number, count: number, seed: Seed): number[] {
  const pool = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + below(n - i, seed, i, 2);
    [pool[i], pool[j]] = [pool[j] as number, pool[i] as number];
  }
  return pool.slice(0, count).sort((a, b) => a - b);
}

const below = (n: number, seed: Seed, draw: number, which: number): number =>
  Math.floor((uniform32(seed, 0, 0, draw, which, purposes.entry, 0) / 2 ** 32) * n);

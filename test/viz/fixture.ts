import { byCodeUnits, encodeId } from '../../src/graph/ids.ts';
import {
  type Certainty,
  type ComponentKind,
  defaultLayer,
  type Layer,
  layers,
  type RelationKind,
  type ThreatClass,
} from '../../src/graph/kinds.ts';
import type {
  ArcDetail,
  BlastRadius,
  ComponentDetail,
  Details,
  Interval,
  KeptWorld,
  LayerKey,
  RelationDetail,
  Results,
  ScenarioDetails,
  ScenarioResult,
  ThresholdResult,
} from '../../src/measure/results.ts';
import { sketchThreats } from './sketch-threats.ts';
import { sketchWitnessed } from './sketch-witnessed.ts';

/** Results and details that agree with each other, from a small simulator: pictures are tested without the engine. */
export type Outcome = { readonly results: Results; readonly details: Details };

type ComponentSketch = {
  id: string;
  kind: ComponentKind;
  name?: string;
  exposed?: boolean;
  zone?: string;
  count?: number;
};
type RelationSketch = {
  from: string;
  to: string;
  kind: RelationKind;
  along: number;
  against: number;
  certainty?: Certainty;
  controls?: string[];
};
export type Sketch = {
  name: string;
  components: readonly ComponentSketch[];
  relations: readonly RelationSketch[];
  entries: readonly string[];
  worlds?: number;
};

/** Twelve components with a shared memory; numbers are invented but plausible. */
export const supportDesk: Sketch = {
  name: 'support-desk',
  components: [
    { id: 'front-desk', kind: 'agent', exposed: true },
    { id: 'refund-agent', kind: 'agent' },
    { id: 'web-search', kind: 'tool', exposed: true },
    { id: 'crm', kind: 'tool' },
    { id: 'reply-filter', kind: 'control' },
    { id: 'crm-key', kind: 'credential' },
    { id: 'trace-monitor', kind: 'monitor' },
    { id: 'worker-host', kind: 'host' },
    { id: 'dispatcher', kind: 'orchestrator' },
    { id: 'ticket-memory', kind: 'memory' },
    { id: 'help-articles', kind: 'rag-pipeline', exposed: true },
    { id: 'chat-model', kind: 'model' },
  ],
  relations: [
    { from: 'dispatcher', to: 'front-desk', kind: 'delegates', along: 0.66, against: 0.42 },
    { from: 'dispatcher', to: 'refund-agent', kind: 'delegates', along: 0.55, against: 0.12 },
    { from: 'front-desk', to: 'refund-agent', kind: 'messages', along: 0.24, against: 0 },
    { from: 'front-desk', to: 'web-search', kind: 'invokes', along: 0.14, against: 0.2, controls: ['reply-filter'] },
    { from: 'refund-agent', to: 'crm', kind: 'invokes', along: 0.72, against: 0.15 },
    { from: 'front-desk', to: 'help-articles', kind: 'reads', along: 0, against: 0.3 },
    { from: 'front-desk', to: 'ticket-memory', kind: 'writes', along: 0.62, against: 0 },
    { from: 'refund-agent', to: 'ticket-memory', kind: 'reads', along: 0, against: 0.58 },
    { from: 'dispatcher', to: 'ticket-memory', kind: 'reads', along: 0, against: 0.45, certainty: 'inferred' },
    { from: 'front-desk', to: 'chat-model', kind: 'infers', along: 0.004, against: 0.9 },
    { from: 'refund-agent', to: 'chat-model', kind: 'infers', along: 0.004, against: 0.9 },
    { from: 'dispatcher', to: 'chat-model', kind: 'infers', along: 0.004, against: 0.9 },
    { from: 'ticket-memory', to: 'chat-model', kind: 'trains', along: 0.13, against: 0, certainty: 'assumed' },
    { from: 'crm', to: 'crm-key', kind: 'authenticates', along: 0.8, against: 0.7 },
    { from: 'refund-agent', to: 'crm-key', kind: 'authenticates', along: 0.6, against: 0.5, certainty: 'inferred' },
    { from: 'dispatcher', to: 'worker-host', kind: 'runs-on', along: 0.12, against: 0.95 },
    { from: 'crm', to: 'worker-host', kind: 'runs-on', along: 0.22, against: 0.95, certainty: 'assumed' },
    { from: 'trace-monitor', to: 'dispatcher', kind: 'monitors', along: 0, against: 0.09 },
    { from: 'trace-monitor', to: 'refund-agent', kind: 'monitors', along: 0, against: 0.09 },
    { from: 'reply-filter', to: 'front-desk', kind: 'guards', along: 0, against: 0.06 },
  ],
  entries: ['front-desk', 'help-articles', 'web-search', 'dispatcher'],
};

const HOSTILE_NAMES = [
  '</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "'; alert(1); //",
  'וכיל השירות המרכזי',
  '<!--<script>',
  '👩‍💻👩‍💻👩‍💻 browser 🔎',
  ']]>&amp;<b>bold</b>',
  'a-very-long-name-for-a-customer-support-agent-that-nobody-will-ever-read-to-its-end-01',
  'javascript:alert(1)',
  'ежедневный отчёт руководителю отдела',
  '=HYPERLINK("http://x")',
  '@everyone | `code` | **bold**\u202e',
];

/** The support desk with names, ids, kinds of text that break careless pages. */
export function withHostileNames(sketch: Sketch, names: readonly string[] = HOSTILE_NAMES): Sketch {
  const renamed = new Map(sketch.components.map(({ id }, i) => [id, names[i] ?? id]));
  const rename = (id: string): string => renamed.get(id) as string;
  return {
    ...sketch,
    name: rename(sketch.components[0]?.id as string),
    components: sketch.components.map((component) => ({ ...component, id: rename(component.id), zone: '<i>zone</i>' })),
    relations: sketch.relations.map((relation) => ({
      ...relation,
      from: rename(relation.from),
      to: rename(relation.to),
      controls: (relation.controls ?? []).map(rename),
    })),
    entries: sketch.entries.map(rename),
  };
}

const withProbability =
  (p: number) =>
  (sketch: Sketch): Sketch => ({
    ...sketch,
    relations: sketch.relations.map((relation) => ({ ...relation, along: p, against: p })),
  });
export const nothingReached = withProbability(0);
export const everythingReached = withProbability(1);

export const oneComponent: Sketch = {
  name: 'alone',
  components: [{ id: 'front-desk', kind: 'agent', exposed: true }],
  relations: [],
  entries: ['front-desk'],
};

/** Teams with agents, tools, memories; shared models and hosts. About 16 components a team. */
export function estate(components: number): Sketch {
  const random = generator(5);
  const list: ComponentSketch[] = [];
  const relations: RelationSketch[] = [];
  for (const kind of ['model', 'host', 'container', 'secret-store', 'log-store', 'registry', 'human'] as const) {
    list.push({ id: `shared-${kind}`, kind, zone: 'shared' });
  }
  const teams = ['sales', 'hr', 'finance', 'billing', 'logistics', 'returns', 'claims'];
  for (let t = 0; list.length < components; t++) {
    const team = `${teams[t % teams.length]}${t < teams.length ? '' : `-${Math.floor(t / teams.length) + 1}`}`;
    const add = (role: string, kind: ComponentKind, exposed = false): string => {
      list.push({ id: `${team}-${role}`, kind, zone: team, exposed });
      return `${team}-${role}`;
    };
    const flow = add('flow', 'orchestrator');
    const memory = add('memory', 'memory');
    const documents = add('docs', 'rag-pipeline', true);
    const key = add('key', 'credential');
    add('watch', 'monitor');
    relations.push({ from: flow, to: 'shared-host', kind: 'runs-on', along: 0.04, against: 0.5 });
    relations.push({ from: `${team}-watch`, to: flow, kind: 'monitors', along: 0, against: 0.03 });
    for (let a = 1; a <= 5; a++) {
      const agent = add(`agent-${a}`, 'agent', a === 1);
      const tool = add(`tool-${a}`, 'tool');
      relations.push({ from: flow, to: agent, kind: 'delegates', along: 0.5, against: 0.25 });
      relations.push({ from: agent, to: 'shared-model', kind: 'infers', along: 0.002, against: 0.5 });
      relations.push({ from: agent, to: tool, kind: 'invokes', along: 0.3 * random(), against: 0.2 });
      relations.push({
        from: agent,
        to: memory,
        kind: a % 2 ? 'writes' : 'reads',
        along: a % 2 ? 0.5 : 0,
        against: a % 2 ? 0 : 0.4,
      });
      relations.push({ from: tool, to: key, kind: 'authenticates', along: 0.3, against: 0.2, certainty: 'assumed' });
      if (a === 2) relations.push({ from: agent, to: documents, kind: 'reads', along: 0, against: 0.1 });
      if (a === 3 && t > 0) relations.push({ from: agent, to: 'sales-flow', kind: 'messages', along: 0.2, against: 0 });
      if (a === 4)
        relations.push({
          from: 'sales-agent-1',
          to: agent,
          kind: 'messages',
          along: 0.15,
          against: 0,
          certainty: 'inferred',
        });
    }
  }
  const kept = new Set(list.slice(0, components).map(({ id }) => id));
  return {
    name: 'service-estate',
    components: list.slice(0, components),
    relations: relations.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    entries: ['sales-agent-1'],
    worlds: 300,
  };
}

/** Runs every entry of the sketch and measures it. */
export function outcomeOf(sketch: Sketch): Outcome {
  const components = describeComponents(sketch);
  const relations = describeRelations(sketch);
  const runs = sketch.entries.map((entry) => runScenario(sketch, components, relations, entry));
  const results: Results = {
    schemaVersion: 1,
    name: sketch.name,
    seed: 1,
    engine: '0.1.0',
    graph: {
      components: components.length,
      relations: relations.length,
      layers: Object.fromEntries(layers.map((layer) => [layer, components.filter((c) => c.layer === layer).length])),
    },
    inputs: [[`${sketch.name}.yaml`, '3f4be1c0a0c0d7a2a9e4d1b5b1c7f0e2d3c4b5a697887766554433221100ffee']],
    assumptions: [
      'rate 0.3 where a relation gives none',
      `tier mid for ${components.length} components without a model`,
    ],
    warnings: [],
    scenarios: runs.map(({ scenario }) => scenario),
    thresholds: judge(runs[0]?.scenario),
  };
  return {
    results,
    details: {
      schemaVersion: 1,
      components,
      relations,
      scenarios: runs.map(({ details }) => details),
      threats: sketchThreats(components, relations, results.scenarios),
    },
  };
}

function describeComponents({ components }: Sketch): ComponentDetail[] {
  return components
    .map(
      ({ id, kind, name = id, exposed = false, zone, count = 1 }, i): ComponentDetail => ({
        id,
        name,
        kind,
        layer: defaultLayer[kind],
        exposed,
        count,
        value: 1 + (i % 4),
        zone: zone ?? null,
        tier: kind === 'model' ? 'mid' : null,
        tags: [],
        certainty: i % 6 === 5 ? 'inferred' : 'declared',
        source: `example.yaml:${i + 3}`,
        rule: i % 6 === 5 ? 'a tool with an API key has a credential' : null,
      }),
    )
    .sort((a, b) => byCodeUnits(a.id, b.id));
}

function describeRelations({ relations }: Sketch): RelationDetail[] {
  return relations.map(
    ({ from, to, kind, certainty = 'declared', controls = [] }, i): RelationDetail => ({
      id: `${encodeId(from)}>${kind}>${encodeId(to)}#1`,
      from,
      to,
      kind,
      certainty,
      source: `example.yaml:${20 + i}`,
      rule: certainty === 'declared' ? null : 'defaults of its kind',
      controls,
    }),
  );
}

const classOf: Readonly<Partial<Record<RelationKind, ThreatClass>>> = {
  writes: 'memory-poisoning',
  reads: 'memory-poisoning',
  trains: 'memory-poisoning',
  invokes: 'tool-misuse',
  accesses: 'tool-misuse',
  messages: 'communication-poisoning',
  delegates: 'intent-manipulation',
};

function describeArcs({ relations }: Sketch, named: readonly RelationDetail[]): ArcDetail[] {
  return relations.flatMap((relation, i) =>
    (['along', 'against'] as const).flatMap((direction): ArcDetail[] => {
      if (relation[direction] <= 0) return [];
      const threat = classOf[relation.kind] ?? 'cross-agent-interference';
      const [from, to] = direction === 'along' ? [relation.from, relation.to] : [relation.to, relation.from];
      return [
        {
          id: `${named[i]?.id}>${direction}>${threat}`,
          relation: i,
          from,
          to,
          direction,
          threat,
          probability: relation[direction],
          evidence: 'judgement',
          share: 0,
        },
      ];
    }),
  );
}

const ROUNDS = 24;
const PASSES_IN_A_ROUND = 0.3;

type World = { readonly round: readonly number[]; readonly arc: readonly number[]; readonly size: number };

function runScenario(
  sketch: Sketch,
  components: readonly ComponentDetail[],
  relations: readonly RelationDetail[],
  entry: string,
): { scenario: ScenarioResult; details: ScenarioDetails } {
  const arcs = describeArcs(sketch, relations);
  const worlds = sketch.worlds ?? 1000;
  const positions = new Map(components.map(({ id }, i) => [id, i]));
  const start = positions.get(entry) as number;
  const random = generator(1);
  const list = Array.from({ length: worlds }, () => spread(components.length, arcs, positions, start, random));
  const share = (count: number): number => count / worlds;
  const credited = arcs.map((arc, a) => ({
    ...arc,
    share: share(list.filter((world) => world.arc.includes(a)).length),
  }));
  const scopes = [null, ...layers] as const;
  const inScope = (layer: Layer | null): number[] =>
    components.flatMap((component, i) => (i !== start && (layer === null || component.layer === layer) ? [i] : []));
  const measured = scopes.map((layer) => measure(list, inScope(layer)));
  const curveOf = (layer: Layer | null): number[] =>
    rounds.map((t) =>
      rounded(average(list.map(({ round }) => inScope(layer).filter((i) => isBy(round[i], t)).length)), 4),
    );
  const id = `agentic/${encodeId(entry)}/agentic-classes`;
  const reachedIn = components.map((_, i) => list.filter(({ round }) => isBy(round[i], ROUNDS)).length);
  const classes: Partial<Record<ThreatClass, number>> = {};
  const flow: Partial<Record<LayerKey, Partial<Record<LayerKey, number>>>> = {};
  const infections = credited.reduce((sum, arc) => sum + arc.share, 0);
  for (const arc of credited) {
    classes[arc.threat] = (classes[arc.threat] ?? 0) + (infections > 0 ? arc.share / infections : 0);
    const [from, to] = [arc.from, arc.to].map(
      (end) => `${components[positions.get(end) as number]?.layer}` as LayerKey,
    );
    const row = flow[from as LayerKey] ?? {};
    flow[from as LayerKey] = row;
    row[to as LayerKey] = (row[to as LayerKey] ?? 0) + arc.share;
  }
  return {
    scenario: {
      id,
      model: 'agentic',
      entry: [entry],
      entryLikelihood: components[start]?.exposed ? 0.26 : null,
      threats: [
        'memory-poisoning',
        'intent-manipulation',
        'tool-misuse',
        'communication-poisoning',
        'cross-agent-interference',
      ],
      arcs: arcs.length,
      worlds,
      kernel: 'plain',
      family: 'per-arc',
      blastRadius: {
        total: measured[0] as BlastRadius,
        layers: Object.fromEntries(layers.map((layer, i) => [layer, measured[i + 1]])) as Record<LayerKey, BlastRadius>,
      },
      curve: { total: curveOf(null), layers: Object.fromEntries(layers.map((layer) => [layer, curveOf(layer)])) },
      classes,
      flow,
      reach: components.map((component, i) => ({
        id: component.id,
        p: share(reachedIn[i] as number),
        ci95: wilson(reachedIn[i] as number, worlds),
        ...(i === start ? { entry: true as const } : {}),
      })),
      credit: credited.map((arc) => [arc.id, arc.share] as const),
    },
    details: {
      id,
      arcs: credited,
      reachByRound: components.map((_, i) =>
        rounds.map((t) => rounded(share(list.filter(({ round }) => isBy(round[i], t)).length), 4)),
      ),
      bands: rounds.map((t) => {
        const sizes = list
          .map(({ round }) => round.filter((r, i) => i !== start && isBy(r, t)).length)
          .sort((a, b) => a - b);
        return [0.025, 0.1, 0.25, 0.75, 0.9, 0.975].map((q) => quantile(sizes, q));
      }),
      worlds: keepWorlds(list, start),
      witnessed: sketchWitnessed({
        worlds: list,
        arcs: credited,
        positions,
        scopes: scopes.map((layer) => [layer, inScope(layer)] as const),
        rounds: ROUNDS,
      }),
    },
  };
}

const rounds = Array.from({ length: ROUNDS + 1 }, (_, t) => t);
const isBy = (round: number | undefined, t: number): boolean => round !== undefined && round >= 0 && round <= t;

function spread(
  size: number,
  arcs: readonly ArcDetail[],
  at: ReadonlyMap<string, number>,
  start: number,
  random: () => number,
): World {
  const round = Array<number>(size).fill(-1);
  const arc = Array<number>(size).fill(-1);
  round[start] = 0;
  const open = arcs.map(({ probability }) => random() < probability);
  for (let t = 1; t <= ROUNDS; t++) {
    for (const [a, { from, to }] of arcs.entries()) {
      const [u, v] = [at.get(from) as number, at.get(to) as number];
      const exercised = random() < PASSES_IN_A_ROUND;
      if (!open[a] || !exercised || !isBy(round[u], t - 1) || round[v] !== -1) continue;
      round[v] = t;
      arc[v] = a;
    }
  }
  return { round, arc, size: round.filter((r, i) => r >= 0 && i !== start).length };
}

function keepWorlds(list: readonly World[], start: number): KeptWorld[] {
  const ordered = list.map((world, w) => ({ ...world, w })).sort((a, b) => a.size - b.size || a.w - b.w);
  const keep = (label: KeptWorld['label'], world: (typeof ordered)[number]): KeptWorld => ({
    world: world.w,
    label,
    size: world.size,
    reached: world.round
      .flatMap((r, i) => (r >= 0 ? [[i, r, i === start ? -1 : (world.arc[i] as number)] as const] : []))
      .sort((a, b) => a[1] - b[1] || a[0] - b[0]),
  });
  const nth = (q: number): (typeof ordered)[number] =>
    ordered[Math.floor(q * (ordered.length - 1))] as (typeof ordered)[number];
  return [
    keep('median', nth(0.5)),
    keep('worst 5 %', nth(0.975)),
    ...list.slice(0, 20).map((world, w) => keep('sample', { ...world, w })),
  ];
}

function measure(list: readonly World[], scope: readonly number[]): BlastRadius {
  const sizes = list.map(({ round }) => scope.filter((i) => isBy(round[i], ROUNDS)).length).sort((a, b) => a - b);
  const worlds = sizes.length;
  const mean = average(sizes);
  const sd = Math.sqrt(average(sizes.map((x) => (x - mean) * (x - mean))));
  const half = (1.96 * sd) / Math.sqrt(worlds);
  const touched = sizes.filter((x) => x > 0).length;
  const big = sizes.filter((x) => x > Math.max(1, scope.length / 10));
  const tail = sizes.slice(Math.floor(worlds * 0.95));
  const histogram = [...new Set(sizes)].map((value) => [value, sizes.filter((x) => x === value).length] as const);
  const around = (value: number): Interval => [value, value];
  return {
    size: scope.length,
    mean,
    ci95: [mean - half, mean + half],
    belief95: scope.length > 0 ? [mean * 0.6, Math.min(scope.length, mean * 1.35)] : null,
    fraction: scope.length > 0 ? mean / scope.length : null,
    sd,
    p50: quantile(sizes, 0.5),
    p50ci95: around(quantile(sizes, 0.5)),
    p95: quantile(sizes, 0.95),
    p95ci95: around(quantile(sizes, 0.95)),
    cvar95: average(tail),
    cvar95ci95: around(average(tail)),
    max: sizes.at(-1) ?? 0,
    touched: touched / worlds,
    touchedCi95: wilson(touched, worlds),
    untouched: 1 - touched / worlds,
    outbreak: big.length / worlds,
    outbreakMean: big.length > 0 ? average(big) : null,
    extinct: 1 - touched / worlds,
    histogram,
    impact: { mean: mean * 2.2, ci95: [2.2 * (mean - half), 2.2 * (mean + half)] },
    disabled: 0,
    disabledCi95: [0, 0],
    disclosed: 0,
    disclosedCi95: [0, 0],
    affected: mean,
    affectedCi95: [mean - half, mean + half],
    contained: 0,
    born: 0,
    dwell: mean * 9,
    firstHit: { p: touched / worlds, medianRound: touched * 2 > worlds ? 3 : null },
    variance: { chance: sd * sd * 0.9, knowledge: sd * sd * 0.1 },
  };
}

function judge(scenario: ScenarioResult | undefined): ThresholdResult[] {
  if (scenario === undefined || scenario.blastRadius.total.size === 0) return [];
  const { total, layers: byLayer } = scenario.blastRadius;
  const data = byLayer['2'];
  const model = byLayer['1'];
  const row = (rule: string, bound: number, value: number, interval: Interval): ThresholdResult => ({
    rule,
    scenario: scenario.id,
    value,
    interval,
    level: 'error',
    verdict: interval[1] < bound ? 'passed' : interval[0] >= bound ? 'failed' : 'undecided',
  });
  return [
    row('layer 2 mean < 0.50', 0.5, data?.mean ?? 0, data?.ci95 ?? [0, 0]),
    row('total p95 < 10', 10, total.p95, total.p95ci95),
    row('layer 1 mean < 0.08', 0.08, model?.mean ?? 0, model?.ci95 ?? [0, 0]),
  ];
}

const average = (list: readonly number[]): number =>
  list.length === 0 ? 0 : list.reduce((a, b) => a + b, 0) / list.length;
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

function wilson(count: number, worlds: number): Interval {
  const z = 1.96;
  const p = count / worlds;
  const centre = (p + (z * z) / (2 * worlds)) / (1 + (z * z) / worlds);
  const half = (z * Math.sqrt((p * (1 - p)) / worlds + (z * z) / (4 * worlds * worlds))) / (1 + (z * z) / worlds);
  return [count === 0 ? 0 : centre - half, count === worlds ? 1 : centre + half];
}

/** Numbers in [0, 1) that are the same everywhere; Park and Miller's generator is enough for a fixture. */
function generator(seed: number): () => number {
  let state = seed;
  for (let i = 0; i < 10; i++) state = (state * 48271) % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

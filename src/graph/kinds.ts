/** MAESTRO's seven layers, their numbers and their only names. */
export const layerNames = {
  1: 'Foundation Models',
  2: 'Data Operations',
  3: 'Agent Frameworks',
  4: 'Deployment and Infrastructure',
  5: 'Evaluation and Observability',
  6: 'Security and Compliance',
  7: 'Agent Ecosystem',
} as const;

export type Layer = keyof typeof layerNames;
export const layers: readonly Layer[] = [1, 2, 3, 4, 5, 6, 7];

/** Component kind -> the layer it belongs to unless the author says otherwise. The only such table. */
export const defaultLayer = {
  model: 1,
  memory: 2,
  'data-store': 2,
  'rag-pipeline': 2,
  orchestrator: 3,
  framework: 3,
  plugin: 3,
  host: 4,
  container: 4,
  network: 4,
  'secret-store': 4,
  monitor: 5,
  evaluator: 5,
  'log-store': 5,
  control: 6,
  'policy-engine': 6,
  'identity-provider': 6,
  credential: 6,
  agent: 7,
  tool: 7,
  human: 7,
  registry: 7,
  external: 7,
} as const satisfies Record<string, Layer>;

export type ComponentKind = keyof typeof defaultLayer;
export const componentKinds: readonly ComponentKind[] = Object.keys(defaultLayer) as ComponentKind[];

/** Kinds that the rules of relations and channels speak of together. */
export const families = {
  agent: ['agent', 'orchestrator', 'framework'],
  data: ['memory', 'data-store', 'rag-pipeline'],
  pipeline: ['rag-pipeline'],
  store: ['memory', 'data-store', 'rag-pipeline', 'log-store', 'registry', 'secret-store'],
  tool: ['tool', 'plugin'],
  monitor: ['monitor', 'evaluator'],
  control: ['control', 'policy-engine', 'identity-provider'],
  host: ['host', 'container', 'network'],
} as const satisfies Record<string, readonly ComponentKind[]>;

export type Family = keyof typeof families;

export const isIn = (family: Family, kind: ComponentKind): boolean =>
  (families[family] as readonly ComponentKind[]).includes(kind);

export type Direction = 'along' | 'against';
export const directions: readonly Direction[] = ['along', 'against'];

/** What may stand at an end of a relation. */
export type End = ComponentKind | Family | 'any';
type Ends = { readonly from: readonly End[]; readonly to: readonly End[] };

const readers = ['agent', 'tool', 'pipeline', 'monitor'] as const;
const stores = ['memory', 'data', 'log-store', 'registry', 'secret-store'] as const;

/** Relation kind -> the ends it is meant for (another pair of ends is a warning) and what influence means along and against it. */
// biome-ignore format: a table
export const relationKinds = {
  delegates: { from: ['agent'], to: ['agent'], along: 'goals, tasks', against: 'results' },
  messages: { from: ['agent', 'human'], to: ['agent', 'human'], along: 'content', against: null },
  feeds: { from: ['external', 'human', 'data', 'tool'], to: ['agent', 'data'], along: 'content enters', against: null },
  spawns: { from: ['agent'], to: ['agent'], along: "the child's whole brief", against: 'results' },
  reads: { from: readers, to: stores, along: null, against: 'content enters the context' },
  writes: { from: readers, to: stores, along: 'content is stored', against: null },
  invokes: { from: ['agent'], to: ['tool'], along: 'misuse of the tool', against: 'result or description injects' },
  infers: { from: ['agent'], to: ['model'], along: 'prompts', against: 'completions from a bad model' },
  trains: { from: ['data', 'model'], to: ['model'], along: 'poisoned weights', against: null },
  accesses: { from: ['tool'], to: ['data', 'host', 'external'], along: 'effects of the call', against: 'fetched content' },
  'runs-on': { from: ['any'], to: ['host', 'framework'], along: 'escape, escalation', against: 'a bad host owns what runs on it' },
  monitors: { from: ['monitor'], to: ['any'], along: null, against: 'poisoned telemetry' },
  guards: { from: ['control'], to: ['any'], along: null, against: 'control evasion, policy poisoning' },
  supervises: { from: ['human'], to: ['agent'], along: 'approval', against: 'over-trust, approval fatigue' },
  registers: { from: ['agent', 'tool'], to: ['registry'], along: 'poisoned listing', against: 'poisoned discovery' },
  authenticates: { from: ['any'], to: ['credential'], along: 'a taken holder gives it away', against: 'a stolen credential opens those that accept it' },
} as const satisfies Record<string, Ends & Record<Direction, string | null>>;

export type RelationKind = keyof typeof relationKinds;
export const relationKindNames: readonly RelationKind[] = Object.keys(relationKinds) as RelationKind[];

/** Whether a relation kind is meant to join these two kinds of component. */
export function joins(kind: RelationKind, from: ComponentKind, to: ComponentKind): boolean {
  const ends: Ends = relationKinds[kind];
  return ends.from.some((end) => covers(end, from)) && ends.to.some((end) => covers(end, to));
}

export const covers = (end: End, kind: ComponentKind): boolean =>
  end === 'any' || end === kind || (end in families && isIn(end as Family, kind));

/** Defences that are known well enough to have numbers of their own. */
export const defenceNames = ['adversarial-training', 'red-teaming', 'runtime-monitoring'] as const;
export type DefenceName = (typeof defenceNames)[number];

/** How strong a foundation model is against hostile content. */
export const modelTiers = ['frontier', 'mid', 'tuned-against'] as const;
export type ModelTier = (typeof modelTiers)[number];

/** How sure a piece of the model is: the source says so, a rule of ours concluded it, or a default stands in. */
export const certainties = ['declared', 'inferred', 'assumed'] as const;
export type Certainty = (typeof certainties)[number];

/** How compromise travels: five agentic classes, then STRIDE's six. */
export const agenticClasses = [
  'memory-poisoning',
  'intent-manipulation',
  'tool-misuse',
  'communication-poisoning',
  'cross-agent-interference',
] as const;
export const strideClasses = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
] as const;
export const threatClasses = [...agenticClasses, ...strideClasses] as const;
export type ThreatClass = (typeof threatClasses)[number];

import type { Belief } from '../graph/belief.ts';
import { describeBelief } from '../graph/belief.ts';
import type { ComponentKind, Direction, ModelTier, RelationKind, ThreatClass } from '../graph/kinds.ts';
import { families, modelTiers } from '../graph/kinds.ts';

/** What an arc carries: content from outside, which may be hostile, or the words of a component that was taken. */
export type Source = 'content' | 'agent';
/** Which targets a row is for. `agents`, `data` and `stores` are the families of those names, `logs` are log stores. */
export type Into = 'any' | 'agents' | 'data' | 'stores' | 'logs';

/** One row of the channel table: how probable it is that one class of compromise passes one kind of relation one way. */
export type Channel = {
  readonly threat: ThreatClass;
  readonly kind: RelationKind;
  readonly direction: Direction;
  readonly source: Source | 'any';
  readonly into: Into;
  /** Only on `authenticates`. */
  readonly role?: 'holds' | 'accepts';
  /** A signed relation does not carry it. */
  readonly unlessSigned?: true;
  /** Per case; by tier of the target's model where that decides. */
  readonly probability: Belief | ByTier;
  /** Raised to the attempts of the scenario: 1 - (1 - p)^attempts. */
  readonly perAttempt: boolean;
  /** Rows that rest on one unknown share its name, and with it the draw: whoever is wrong about one is wrong about all. */
  readonly parameter?: string;
  /** Ids of data/calibration.json. */
  readonly evidence: readonly string[] | 'judgement';
  /** Ids of data/maestro-threats.json and data/owasp-agentic.json. */
  readonly threats: readonly string[];
  readonly note: string;
};

export type ByTier = { readonly byTier: Readonly<Record<ModelTier, Belief>> };

const judged = (mean: number, low: number, high: number): Belief => ({ form: 'judged', mean, low, high });

/** Content from outside takes over a clean agent, per attempt: the rows of first entry. */
export const untrustedContent: Readonly<Record<ModelTier, Belief>> = {
  frontier: judged(0.03, 0.005, 0.085),
  mid: judged(0.3, 0.01, 0.48),
  'tuned-against': judged(0.6, 0.25, 0.81),
};
const UNTRUSTED_CONTENT = {
  probability: { byTier: untrustedContent },
  perAttempt: true,
  parameter: 'untrusted content',
  evidence: [
    'int-competition-2026',
    'int-competition-2025',
    'int-agentdojo-gpt4o',
    'tool-injecagent-base',
    'int-red-team-uplift',
    'int-asb-mixed',
  ],
} as const;
const STORE_WRITE = {
  probability: judged(0.5, 0.41, 0.98),
  perAttempt: false,
  parameter: 'store write',
  evidence: ['mem-write-relay-weak', 'mem-minja-injection'],
} as const;
const STORE_READ = {
  probability: judged(0.2, 0.07, 0.38),
  perAttempt: false,
  parameter: 'store read',
  evidence: ['mem-populated-store', 'mem-asb-average'],
} as const;

const ANY = { source: 'any', into: 'any', perAttempt: false } as const;
const ours = (mean: number, low: number, high: number) =>
  ({ ...ANY, probability: judged(mean, low, high), evidence: 'judgement' }) as const;

/**
 * The channel table. A class has a row where its mechanism is carried, and nowhere else; where two rows
 * would describe one mechanism only one stands here, so that classes that run together do not multiply
 * one persuasion. Ranges are 5 to 95 %.
 */
// biome-ignore format: a table
export const channels: readonly Channel[] = [
  // Memory poisoning: two draws, one to get in and one per reader.
  { threat: 'memory-poisoning', kind: 'writes', direction: 'along', source: 'any', into: 'any', ...STORE_WRITE,
    threats: ['L2-T4', 'BV-7', 'T1'], note: 'a summary that is stored keeps the payload; the low end is what a weak model lets through, the high end a near-empty store' },
  { threat: 'memory-poisoning', kind: 'feeds', direction: 'along', source: 'any', into: 'data', ...STORE_WRITE,
    threats: ['L2-T5', 'MAS-T18', 'T1'], note: 'ingestion stores what it is given, as a write does' },
  { threat: 'memory-poisoning', kind: 'reads', direction: 'against', source: 'agent', into: 'any', ...STORE_READ,
    threats: ['L2-T1', 'L2-T4', 'T1'], note: 'a poisoned item must be retrieved among legitimate ones, and then be acted on' },
  { threat: 'memory-poisoning', kind: 'reads', direction: 'against', source: 'content', into: 'any', ...UNTRUSTED_CONTENT,
    threats: ['L2-T1', 'L2-T5', 'MAS-T18'], note: 'a store that nobody in the file writes, or a registry, is outside content like a web page' },
  { threat: 'memory-poisoning', kind: 'feeds', direction: 'along', source: 'agent', into: 'agents', ...STORE_READ,
    threats: ['L2-T5', 'MAS-T18', 'T1'], note: 'a written store that is pushed into a context instead of being read' },
  { threat: 'memory-poisoning', kind: 'trains', direction: 'along', ...ours(0.5, 0.1, 0.9),
    threats: ['L1-T5', 'L1-T3'], note: 'poisoned data or a poisoned base model reaches the weights' },

  // Intent manipulation: content into a mind. What a taken peer says is communication poisoning.
  { threat: 'intent-manipulation', kind: 'feeds', direction: 'along', source: 'content', into: 'agents', ...UNTRUSTED_CONTENT,
    threats: ['L7-T5', 'L3-T3', 'ASI01'], note: 'indirect injection: mail, page, ticket, tool output' },
  { threat: 'intent-manipulation', kind: 'messages', direction: 'along', source: 'content', into: 'agents', ...UNTRUSTED_CONTENT,
    threats: ['L7-T5', 'L1-T6', 'ASI01'], note: 'direct injection by whoever may talk to the agent' },
  { threat: 'intent-manipulation', kind: 'infers', direction: 'against', ...ours(0.9, 0.6, 0.99),
    threats: ['L1-T3', 'L1-T6'], note: 'the agent does what its model says; short of 1 because rules outside the model may hold' },
  { threat: 'intent-manipulation', kind: 'supervises', direction: 'along', ...ours(0.2, 0.05, 0.5),
    threats: ['L7-T5', 'T14'], note: 'an approver who was taken in misdirects what he approves' },
  { threat: 'intent-manipulation', kind: 'supervises', direction: 'against', ...ours(0.35, 0.1, 0.7),
    threats: ['L6-T6', 'L7-T13', 'T10', 'T15', 'ASI09'], note: 'over-trust and approval fatigue: the approver becomes the tool of what he supervises' },

  // Tool misuse: outward along permission, inward against trust in the tool.
  { threat: 'tool-misuse', kind: 'invokes', direction: 'along', ...ANY, probability: judged(0.6, 0.27, 0.83), evidence: ['tool-netinject-naive', 'tool-exfil-multiagent'],
    threats: ['L7-T4', 'AF-2', 'T2', 'ASI02'], note: 'a taken agent completes a harmful call when nothing gates it' },
  { threat: 'tool-misuse', kind: 'invokes', direction: 'against', ...ANY, probability: judged(0.36, 0.2, 0.73), evidence: ['tool-mcptox-average', 'tool-mcptox-peak'],
    threats: ['BV-2', 'MAS-T47', 'MAS-T29', 'ASI04'], note: 'a poisoned description or result makes the caller act; per case: the benchmark counts a tool, not an attempt' },
  { threat: 'tool-misuse', kind: 'registers', direction: 'along', ...ours(0.5, 0.2, 0.8),
    threats: ['L7-T6', 'L7-T10', 'T17'], note: 'a listing is rarely checked beyond its form' },
  { threat: 'tool-misuse', kind: 'registers', direction: 'against', ...ours(0.12, 0.05, 0.37),
    threats: ['L7-T6', 'L7-T11', 'X-T1', 'T17'], note: 'a poisoned registry hands out a hostile listing; near the share of hostile skills found in one registry (tool-prior-malicious-skill)' },
  { threat: 'tool-misuse', kind: 'accesses', direction: 'along', ...ours(0.6, 0.27, 0.83),
    threats: ['L7-T4', 'X-T3', 'T2'], note: 'a misused tool does to data, hosts and services what its rights allow' },
  { threat: 'tool-misuse', kind: 'accesses', direction: 'against', ...ours(0.5, 0.15, 0.85),
    threats: ['L7-T7', 'MAS-T29'], note: 'a tool hands on what it fetched, mostly as it is' },

  // Communication poisoning: a taken agent to its peers. Likely, where first entry is rare.
  { threat: 'communication-poisoning', kind: 'messages', direction: 'along', source: 'agent', into: 'any', perAttempt: false, probability: judged(0.8, 0.58, 0.9), evidence: ['com-peer-trust-interagent', 'com-masexec-web'],
    threats: ['AF-3', 'MAS-T36', 'T12', 'ASI07'], note: 'peers are believed about twice as often as strangers' },
  { threat: 'communication-poisoning', kind: 'delegates', direction: 'along', ...ANY, probability: judged(0.9, 0.8, 1), evidence: ['com-masexec-all-models'],
    threats: ['X-T5', 'AF-3', 'T12', 'ASI08'], note: 'an executor does what its planner asks; the range is ours' },
  { threat: 'communication-poisoning', kind: 'delegates', direction: 'against', ...ours(0.3, 0.16, 0.8),
    threats: ['AF-3', 'MAS-T36', 'T12'], note: 'results rarely take the one that asked: published star frameworks cross upward far less than downward' },
  { threat: 'communication-poisoning', kind: 'monitors', direction: 'against', ...ours(0.05, 0.01, 0.2),
    threats: ['L5-T6', 'BV-12'], note: 'telemetry that a model reads can carry instructions' },

  // Cross-agent interference: what is shared. A shared tool, store or host is a component with rows of its own.
  { threat: 'cross-agent-interference', kind: 'runs-on', direction: 'along', ...ours(0.05, 0.01, 0.2),
    threats: ['L4-T6', 'X-T2', 'T3'], note: 'escape from a sandbox, or rights on the host that were left open' },
  { threat: 'cross-agent-interference', kind: 'runs-on', direction: 'against', ...ours(0.95, 0.8, 1),
    threats: ['L4-T1', 'L4-T2'], note: 'a bad host owns what runs on it' },
  { threat: 'cross-agent-interference', kind: 'infers', direction: 'along', ...ours(0.01, 0.001, 0.05),
    threats: ['BV-5', 'L1-T6'], note: 'a prompt that reaches the model itself, not this one answer: shared caches, fine-tuning on chats' },
  { threat: 'cross-agent-interference', kind: 'guards', direction: 'against', ...ours(0.05, 0.01, 0.2),
    threats: ['L6-T2', 'L6-T3'], note: 'what a control inspects or enforces turns it' },
  { threat: 'cross-agent-interference', kind: 'spawns', direction: 'along', ...ours(0.95, 0.8, 1),
    threats: ['L7-T1', 'MAS-T36', 'AF-5'], note: 'the parent writes the whole brief of its child' },
  { threat: 'cross-agent-interference', kind: 'spawns', direction: 'against', ...ours(0.3, 0.16, 0.8),
    threats: ['X-T5', 'AF-5'], note: 'results of a child, as results of a delegate' },
  { threat: 'cross-agent-interference', kind: 'authenticates', direction: 'along', role: 'holds', ...ours(0.9, 0.6, 1),
    threats: ['MAS-T22', 'L7-T3', 'ASI03'], note: 'whoever is taken gives away the credentials that it holds' },
  { threat: 'cross-agent-interference', kind: 'authenticates', direction: 'against', role: 'accepts', ...ours(0.9, 0.6, 1),
    threats: ['L7-T3', 'BV-11', 'ASI03'], note: 'a stolen credential opens what accepts it, not its other holders' },

  // STRIDE, along only.
  { threat: 'spoofing', kind: 'messages', direction: 'along', unlessSigned: true, ...ours(0.3, 0.05, 0.7),
    threats: ['L7-T2', 'MAS-T40', 'T9'], note: 'a signature ends it' },
  { threat: 'spoofing', kind: 'delegates', direction: 'along', unlessSigned: true, ...ours(0.3, 0.05, 0.7),
    threats: ['L7-T2', 'L7-T3', 'T9'], note: 'a signature ends it' },
  { threat: 'tampering', kind: 'writes', direction: 'along', ...ours(0.5, 0.15, 0.85),
    threats: ['L2-T4'], note: 'whoever may write may also change' },
  { threat: 'tampering', kind: 'accesses', direction: 'along', ...ours(0.3, 0.05, 0.7),
    threats: ['L2-T4', 'L4-T3'], note: 'the rights of the tool bound it' },
  { threat: 'repudiation', kind: 'writes', direction: 'along', ...ours(0.3, 0.05, 0.7), into: 'logs',
    threats: ['L7-T9', 'MAS-T23', 'T8'], note: 'blinds: a log that its own subject writes proves little' },
  { threat: 'information-disclosure', kind: 'reads', direction: 'along', ...ours(0.9, 0.6, 1), into: 'stores',
    threats: ['L2-T2', 'MAS-T28', 'X-T4'], note: 'discloses: a taken reader hands on what it may read' },
  { threat: 'information-disclosure', kind: 'accesses', direction: 'along', ...ours(0.9, 0.6, 1), into: 'stores',
    threats: ['L2-T2', 'BV-8', 'X-T4'], note: 'discloses: a taken tool hands on what it may reach' },
  { threat: 'denial-of-service', kind: 'delegates', direction: 'along', ...ours(0.3, 0.05, 0.7),
    threats: ['L3-T5', 'MAS-T32', 'T4'], note: 'disables: tasks without end' },
  { threat: 'denial-of-service', kind: 'invokes', direction: 'along', ...ours(0.3, 0.05, 0.7),
    threats: ['L3-T5', 'MAS-T39', 'T4'], note: 'disables: calls in a loop' },
  { threat: 'denial-of-service', kind: 'accesses', direction: 'along', ...ours(0.3, 0.05, 0.7),
    threats: ['L2-T3', 'L4-T4', 'T4'], note: 'disables: queries and writes without end' },
  { threat: 'elevation-of-privilege', kind: 'runs-on', direction: 'along', ...ours(0.1, 0.01, 0.3),
    threats: ['L4-T2', 'L4-T6', 'T3'], note: 'a classic flaw of the host, beside what cross-agent interference needs no flaw for' },
  { threat: 'elevation-of-privilege', kind: 'accesses', direction: 'along', ...ours(0.1, 0.01, 0.3),
    threats: ['X-T3', 'MAS-T45', 'T3'], note: 'a classic flaw of the service that is reached' },
];

/** What decides which row an arc has, besides its class and relation. */
export type ArcCircumstances = {
  readonly source: Source;
  /** Kind of the arc's target, which against a relation is its `from`. */
  readonly into: ComponentKind;
  /** Of an `authenticates` relation. */
  readonly role?: 'holds' | 'accepts' | undefined;
  readonly signed: boolean;
};

/** The row of an arc, if its class is carried there; at most one fits (a test goes through all). */
export function channelFor(
  threat: ThreatClass,
  kind: RelationKind,
  direction: Direction,
  arc: ArcCircumstances,
): Channel | undefined {
  return rowsOf.get(`${threat}/${kind}/${direction}`)?.find((row) => fits(row, arc));
}

/** @param tier - of the target's model; matters only for rows that go by tier */
export const probabilityOf = ({ probability }: Channel, tier: ModelTier): Belief =>
  'byTier' in probability ? probability.byTier[tier] : probability;

/** Stable name of a row, unique: `memory-poisoning/reads/against/content`. */
export const channelId = ({ threat, kind, direction, source, into, role }: Channel): string =>
  [threat, kind, direction, source === 'any' ? [] : source, into === 'any' ? [] : into, role ?? []].flat().join('/');

/** Name of the unknown behind a row's probability, which keys its draws: the row's own, or what it shares with others. */
export const parameterOf = (channel: Channel, tier: ModelTier): string =>
  [channel.parameter ?? channelId(channel), 'byTier' in channel.probability ? tier : []].flat().join('/');

/** `memory-poisoning, reads against, from content: frontier 0.03 (0.005 – 0.085) … per attempt`. */
export const describeChannel = (channel: Channel): string =>
  `${channel.threat}, ${channel.kind} ${channel.direction}${restrictions(channel)}: ${describeProbability(channel)}`;

const rowsOf: ReadonlyMap<string, readonly Channel[]> = (() => {
  const rows = new Map<string, Channel[]>();
  for (const row of channels) {
    const key = `${row.threat}/${row.kind}/${row.direction}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return rows;
})();

const fits = (row: Channel, { source, into, role, signed }: ArcCircumstances): boolean =>
  (row.source === 'any' || row.source === source) &&
  isTarget(row.into, into) &&
  (row.role === undefined || row.role === role) &&
  !(row.unlessSigned === true && signed);

const targets: Readonly<Record<Exclude<Into, 'any'>, readonly ComponentKind[]>> = {
  agents: families.agent,
  data: families.data,
  stores: families.store,
  logs: ['log-store'],
};

const isTarget = (into: Into, kind: ComponentKind): boolean => into === 'any' || targets[into].includes(kind);

/** `, from content, into agents`; empty for a row that fits any arc of its class, relation and direction. */
export function restrictions({ source, into, role, unlessSigned }: Channel): string {
  const parts = [
    source === 'any' ? [] : `from ${source}`,
    into === 'any' ? [] : `into ${into}`,
    role === undefined ? [] : `role ${role}`,
    unlessSigned === true ? 'unless signed' : [],
  ].flat();
  return parts.map((part) => `, ${part}`).join('');
}

/** `0.5 (0.41 – 0.98)`; by tier where that decides. */
export const describeProbability = ({ probability, perAttempt }: Channel): string =>
  ('byTier' in probability
    ? modelTiers.map((tier) => `${tier} ${describeBelief(probability.byTier[tier])}`).join(', ')
    : describeBelief(probability)) + (perAttempt ? ' per attempt' : '');

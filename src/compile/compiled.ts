import type { Belief } from '../graph/belief.ts';
import type { ModelName } from '../graph/propagation-model.ts';

/**
 * What the engine runs: one scenario as flat typed arrays, shareable between threads. Probabilities are
 * not here but the parameters they are made of, since uncertain ones are drawn anew for each block.
 * Sizes: n components (replicas and slots written out), a arcs, r relations, g guarded pairs (arc, control).
 */
export type CompiledScenario = {
  /** The scenario's id: unique in a run. */
  readonly key: string;
  /** In a run, the same for scenarios that differ in nothing but their entry points and {@link key}: they share every array. */
  readonly compilationKey: string;
  readonly model: ModelName;
  readonly components: Components;
  readonly arcs: Arcs;
  /** Only for `linear-threshold`. */
  readonly inArcs: InArcs | null;
  readonly guards: Guards;
  readonly relations: Relations;
  readonly watches: Watches;
  readonly purges: Purges;
  readonly slots: Slots;
  readonly entry: Uint32Array | 'random';
  readonly parameters: Parameters;
  readonly settings: CompiledSettings;
  /** Only of raw graphs: kernels read their arcs in place. */
  readonly lean: LeanArcs | null;
  /** Whether anybody asks which arc made how many first infections. */
  readonly keepsCredit: boolean;
};

/** The arrays of {@link Arcs} but relation and below lie in one memory, where their `byteOffset` is their pointer. */
export type LeanArcs = {
  readonly memory: WebAssembly.Memory;
  /** Per arc, or of all: (chance + 1) / 2^32 is the probability. */
  readonly chance: Uint32Array | number;
};

export type Components = {
  readonly count: number;
  /** n; MAESTRO layer 1 to 7, 0 in raw graphs. */
  readonly layer: Uint8Array;
  /** n; impact weight in thousandths. */
  readonly valueThousandths: Uint32Array;
  /** n; rounds dormant. */
  readonly latencyRounds: Uint32Array;
  /** n; 1: two or more of these that are compromised hide each other from monitors. Null: nobody does. */
  readonly colludes: Uint8Array | null;
  /** n; key of repair and restore draws. */
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
};

export const effects = { compromise: 0, disable: 1, blind: 2, disclose: 3 } as const;
export type EffectCode = (typeof effects)[keyof typeof effects];

/** Arcs in CSR order, sorted by source, then identity: those leaving u are `offsets[u]` up to, not including, `offsets[u + 1]`. */
export type Arcs = {
  readonly count: number;
  /** n + 1, non-decreasing. */
  readonly offsets: Uint32Array;
  /** a; component indexes. */
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** a; stable 64-bit identity, which keys the draws. */
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  /** a; position in {@link effects}. */
  readonly effect: Uint8Array;
  /** a; position in the vocabulary's list of classes; 0 in raw graphs. */
  readonly threat: Uint8Array;
  /** a; position of its relation in {@link Relations}, which says when it is exercised. */
  readonly relation: Uint32Array;
  /** a; base = (1 - (1 - channel)^attempts) x trust x (1 - hardening): positions in {@link Parameters}. */
  readonly channel: Uint32Array;
  readonly trust: Uint32Array;
  readonly hardening: Uint32Array;
  readonly attempts: Uint8Array;
  /** More that base is made of; null without agentic factors. */
  readonly factors: ArcFactors | null;
  /** a; common cause of the arc: position in sharedLow/High, NONE if the target is on no model. */
  readonly shared: Uint32Array;
  /** Keys of (model, class), whose uniform the arcs of a monoculture use together. */
  readonly sharedLow: Uint32Array;
  readonly sharedHigh: Uint32Array;
};

/** base = ... x trust x every term; each t that is open counts as t + boundary (1 - t). Parameters all. */
export type ArcFactors = {
  readonly boundary: number;
  /** a; whether the trust of the arc is open. */
  readonly isOpen: Uint8Array;
  /** a + 1; CSR of arcs. */
  readonly offsets: Uint32Array;
  readonly term: Uint32Array;
  readonly isOpenTerm: Uint8Array;
};

export const NONE = 0xffffffff;

/**
 * The arcs that compromise a component, for `linear-threshold`, where each holds an interval of the component's
 * uniform. Intervals begin where the arcs as compiled put them, so that a scenario whose arcs were edited later
 * (weakened, removed) leaves all others where they were.
 */
export type InArcs = {
  /** The arcs as compiled. */
  readonly of: Arcs;
  /** n + 1: those into v are `arc[offsets[v]]` up to, not including, `arc[offsets[v + 1]]`. */
  readonly offsets: Uint32Array;
  /** Positions in `of`, by target, then identity. */
  readonly arc: Uint32Array;
  /** a; where each arc of the scenario stands in `of`. */
  readonly positionOf: Uint32Array;
};

/** Which controls are on an arc, in CSR order of arcs. */
export type Guards = {
  readonly count: number;
  /** a + 1. */
  readonly offsets: Uint32Array;
  /** g; component index of the control. */
  readonly control: Uint32Array;
  /** g; key of (arc, control). */
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  /** g; parameter: effectiveness. */
  readonly effectiveness: Uint32Array;
  /** g; 1: the attacker is tuned and it works on prompts, so it stops at most half. Null: nobody is. */
  readonly stopsAtMostHalf: Uint8Array | null;
};

export type Relations = {
  readonly count: number;
  /** r; key of the exercise draw. */
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  /** r; parameter: probability that it is exercised in a round. */
  readonly rate: Uint32Array;
};

/** `monitors` relations. */
export type Watches = {
  readonly count: number;
  readonly monitor: Uint32Array;
  readonly watched: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  readonly detection: Uint32Array;
};

/** `writes` relations by writer: what containing it may clean. */
export type Purges = {
  /** n + 1. */
  readonly offsets: Uint32Array;
  readonly store: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
};

export type Slots = {
  readonly count: number;
  readonly slot: Uint32Array;
  readonly parent: Uint32Array;
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  readonly rate: Uint32Array;
  /** Arc that gets the credit of a birth from a compromised parent; NONE if no class of the scenario runs along it. */
  readonly arc: Uint32Array;
};

/** Every probability the scenario is made of, once each. */
export type Parameters = {
  readonly beliefs: readonly Belief[];
  readonly keyLow: Uint32Array;
  readonly keyHigh: Uint32Array;
  readonly uncertain: boolean;
};

export type CompiledSettings = {
  readonly horizonRounds: number;
  readonly retries: 'correlated' | 'independent';
  readonly afterRounds: number;
  readonly alertFactor: number;
  /** Parameters. */
  readonly monoculture: number;
  readonly purge: number;
  readonly repair: number;
  readonly restore: number;
  /** Per round, in the epidemics. */
  readonly recovery: number;
  readonly incubation: number;
  /** Share of detection that is lost while agents collude. */
  readonly collusion: number;
};

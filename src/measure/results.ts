import type { Suite } from '../compile/suite.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { Certainty, ComponentKind, Layer, ModelTier, RelationKind, ThreatClass } from '../graph/kinds.ts';
import type { DefenceCosts } from './defence-costs.ts';
import type { Pasta } from './pasta-document.ts';
import type { ThreatDetails } from './threat-details.ts';

export const SCHEMA_VERSION = 1;

export type Interval = readonly [low: number, high: number];

/** Mean of a count or weight per world, with its 95 % interval (simulation error only). */
export type Estimate = { readonly mean: number; readonly ci95: Interval };

/** The blast radius of one scope, the whole or one layer. Counts are components other than the entry points. */
export type BlastRadius = {
  /** Components of the scope that are not entry points. */
  readonly size: number;
  readonly mean: number;
  readonly ci95: Interval;
  /** Where the mean lies given what the uncertain inputs leave open; null without them or below 200 blocks. */
  readonly belief95: Interval | null;
  /** mean / size; null if size is 0. */
  readonly fraction: number | null;
  readonly sd: number;
  readonly p50: number;
  readonly p50ci95: Interval;
  readonly p95: number;
  readonly p95ci95: Interval;
  readonly cvar95: number;
  readonly cvar95ci95: Interval;
  readonly max: number;
  /** Share of worlds in which at least one component of the scope was reached, and its complement. */
  readonly touched: number;
  readonly touchedCi95: Interval;
  readonly untouched: number;
  /** Share of worlds with more than max(1, 10 % of size), and the mean among them (null if none). */
  readonly outbreak: number;
  readonly outbreakMean: number | null;
  /** Share of worlds with nobody of the scope (entry points included) dormant or compromised at the end. */
  readonly extinct: number;
  /** [components reached, worlds], by components; values that did not occur are left out. For `exact`: [components, probability]. */
  readonly histogram: readonly (readonly [value: number, worlds: number])[];
  readonly impact: Estimate;
  /** Mean numbers of components per world. */
  readonly disabled: number;
  readonly disabledCi95: Interval;
  readonly disclosed: number;
  readonly disclosedCi95: Interval;
  /** Mean number reached, disabled or disclosed. */
  readonly affected: number;
  readonly affectedCi95: Interval;
  readonly contained: number;
  readonly born: number;
  /** Mean component-rounds compromised; null where a kernel does not count rounds. */
  readonly dwell: number | null;
  readonly firstHit: { readonly p: number; readonly medianRound: number | null };
  readonly variance: { readonly chance: number | null; readonly knowledge: number | null };
};

export type Reach = {
  readonly id: string;
  readonly p: number;
  readonly ci95: Interval;
  readonly entry?: true;
};

export type LayerKey = `${Layer}`;

/** `arcs`: out-arcs of the components that the pilot's worlds reached. */
export type KernelChoice =
  | { readonly by: 'option' }
  | { readonly by: 'pilot'; readonly worlds: number; readonly arcs: number };

export type ScenarioResult = {
  /** model/entry/threats[/control-off:ID][/param=value] */
  readonly id: string;
  readonly model: string;
  readonly entry: readonly string[];
  /** Probability that an attacker takes the entry; null if it is not exposed. Results are conditional on its being taken. */
  readonly entryLikelihood: number | null;
  readonly threats: readonly ThreatClass[];
  readonly arcs: number;
  /** Only where a component has costs. */
  readonly defence?: DefenceCosts;
  readonly worlds: number;
  readonly kernel: string;
  readonly family: 'per-arc' | 'skip' | 'exact';
  /** Only where there was a choice: whether it was asked for, or made by a pilot that counted arcs in the first worlds. */
  readonly kernelChoice?: KernelChoice;
  readonly blastRadius: {
    readonly total: BlastRadius;
    /** All seven for ecosystems, {} for raw graphs. */
    readonly layers: Readonly<Partial<Record<LayerKey, BlastRadius>>>;
  };
  /** Mean number reached by the end of each round, from round 0. */
  readonly curve: {
    readonly total: readonly number[];
    readonly layers: Readonly<Partial<Record<LayerKey, readonly number[]>>>;
  };
  /** Share of first infections that each class carried; classes that carried none are 0. */
  readonly classes: Readonly<Partial<Record<ThreatClass, number>>>;
  /** Infections per world from layer to layer (row infects column), [from][to]; empty for raw graphs. */
  readonly flow: Readonly<Partial<Record<LayerKey, Readonly<Partial<Record<LayerKey, number>>>>>>;
  /** Only with --full. By id; replicas are one row with the mean over replicas. */
  readonly reach?: readonly Reach[];
  /** Only with --full: [arc id, share of worlds in which it made the first infection of its target]. */
  readonly credit?: readonly (readonly [arc: string, share: number])[];
};

export type Verdict = 'passed' | 'failed' | 'undecided';

export type ThresholdResult = {
  readonly rule: string;
  readonly scenario: string;
  readonly value: number;
  readonly interval: Interval;
  readonly level: 'error' | 'warn';
  readonly verdict: Verdict;
};

/** The document of `run --json` and summary.json. Holds no time, thread count, path or host. */
export type Results = {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly name: string;
  readonly seed: number;
  readonly engine: string;
  readonly partial?: true;
  readonly graph: {
    readonly components: number;
    readonly relations: number;
    readonly layers: Readonly<Partial<Record<LayerKey, number>>>;
  };
  /** [file name, sha256 of its bytes] of everything that was read, by name. */
  readonly inputs: readonly (readonly [name: string, sha256: string])[];
  /** Of raw graphs, whose file says none of it: what was asked, as far as it can change a result. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  readonly assumptions: readonly string[];
  /** Of ecosystems: what the probabilities of the arcs rest on, a row per channel; by channel, then basis. */
  readonly evidence?: readonly EvidenceRow[];
  readonly warnings: readonly string[];
  readonly scenarios: readonly ScenarioResult[];
  readonly thresholds: readonly ThresholdResult[];
};

/** Where a probability comes from: the author of the file, published measurements, or nobody's measurement. */
export type Basis = 'yours' | 'literature' | 'judgement';

export type EvidenceRow = {
  /** Row of the channel table: `memory-poisoning/reads/against/content`. */
  readonly channel: string;
  readonly basis: Basis;
  /** Arcs that use it, in the scenario with the most. */
  readonly arcs: number;
  /** Ids of calibration data; of rows of your own where they stand, and their evidence. Empty for judgement. */
  readonly sources: readonly string[];
};

/** details.json: all that the report draws beside {@link Results} (which it holds with reach and credit). Deterministic like it. */
export type Details = {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly components: readonly ComponentDetail[];
  readonly relations: readonly RelationDetail[];
  /** In the order of the results; of a large suite only some, see drawn-scenarios.ts. */
  readonly scenarios: readonly ScenarioDetails[];
  /** Threats of the catalogue that apply; absent for raw graphs, and in runs of earlier versions. */
  readonly threats?: ThreatDetails;
  /** PASTA's seven stages; only where they were asked for. */
  readonly pasta?: Pasta;
  /** What was run, so that a page can run it again with changes; absent for raw graphs, and in runs of earlier versions. */
  readonly model?: RunModel;
  /** Scenarios of the suite that differ from their baseline in one thing, compared world by world. Absent if there are none. */
  readonly pairs?: readonly PairedScenarios[];
};

/** Plain data: {@link Ecosystem} and {@link Suite} as they were compiled. */
export type RunModel = { readonly ecosystem: Ecosystem; readonly suite: Suite };

/**
 * How a scenario differs from its baseline in the same worlds: one with a control off from the same with all controls
 * on; one with all on, but other values of the suite's grids, from that with the first of each.
 */
export type PairedScenarios = {
  /** Ids of scenarios. */
  readonly baseline: string;
  readonly variant: string;
  /** Worlds that both ran. */
  readonly worlds: number;
  /** Mean of (reached in the variant - reached in the baseline) over worlds, with its 95 % interval. */
  readonly total: Estimate;
  readonly layers: Readonly<Partial<Record<LayerKey, Estimate>>>;
};

export type ComponentDetail = {
  readonly id: string;
  readonly name: string;
  readonly kind: ComponentKind;
  readonly layer: Layer;
  readonly exposed: boolean;
  readonly count: number;
  readonly value: number;
  readonly zone: string | null;
  readonly tier: ModelTier | null;
  readonly tags: readonly string[];
  readonly certainty: Certainty;
  readonly source: string;
  readonly rule: string | null;
};

export type RelationDetail = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: RelationKind;
  readonly certainty: Certainty;
  readonly source: string;
  readonly rule: string | null;
  /** Ids of controls on arcs of this relation. */
  readonly controls: readonly string[];
};

export type ScenarioDetails = {
  readonly id: string;
  /** Arcs that exist in this scenario, with the probability at the means of its inputs, and where it came from. */
  readonly arcs: readonly ArcDetail[];
  /** Share of worlds that had reached it by the end of round t, [component position in `components`][round], four decimals. */
  readonly reachByRound: readonly (readonly number[])[];
  /** Quantiles over worlds of the number reached by the end of each round: [2.5, 10, 25, 75, 90, 97.5 %] per round. */
  readonly bands: readonly (readonly number[])[];
  /** Single worlds kept for replay. */
  readonly worlds: readonly KeptWorld[];
  /** Absent for models without worlds, in systems too large for it, and in runs of earlier versions. */
  readonly witnessed?: Witnessed;
};

/** What only somebody who watches world by world can tell, from the first worlds of the run. */
export type Witnessed = {
  /** Worlds that were watched: 0 up to this, not included. */
  readonly worlds: number;
  /** Ways by which compromise first came to a component, most often first; of each component its most frequent few. */
  readonly paths: readonly WitnessedPath[];
  /**
   * 95 % interval of the mean over all worlds of the run that the curve shows, per scope; rounds as in the curve. How
   * worlds spread was seen in those that were watched; ends have four decimals, rounded outwards. Layers without a
   * component other than entry points are left out.
   */
  readonly curveCi95: {
    readonly total: readonly Interval[];
    readonly layers: Readonly<Partial<Record<LayerKey, readonly Interval[]>>>;
  };
  /** Like `bands`, per layer, over the worlds that were watched. */
  readonly layerBands: Readonly<Partial<Record<LayerKey, readonly (readonly number[])[]>>>;
};

export type WitnessedPath = {
  /** Position in `components` of the last one. */
  readonly target: number;
  /** Positions in `arcs`, from an entry point to the target; of arcs that differ in replicas alone, the first. */
  readonly arcs: readonly number[];
  /**
   * Watched worlds in which the target, or any of its replicas, was first reached by exactly this chain of first
   * infections.
   */
  readonly count: number;
};

export type ArcDetail = {
  /** relation>direction>class, ids encoded */
  readonly id: string;
  /** Position in `relations`; null in raw graphs. */
  readonly relation: number;
  readonly from: string;
  readonly to: string;
  readonly direction: 'along' | 'against';
  readonly threat: ThreatClass;
  readonly probability: number;
  readonly evidence: string;
  /** Share of worlds in which it made the first infection of its target. */
  readonly share: number;
  /** Where a picture shows copies of a component as one: so many targets, over which the share is a mean. */
  readonly copies?: number;
};

export type KeptWorld = {
  readonly world: number;
  /** Typical: like the others in which anything was reached, see witnessed-typical.ts. */
  readonly label: 'typical' | 'median' | 'worst 5 %' | 'sample';
  readonly size: number;
  /** Who was first reached when, and over which arc of the scenario's `arcs`: [component, round, arc]. Entry points: arc -1. */
  readonly reached: readonly (readonly [component: number, round: number, arc: number])[];
};

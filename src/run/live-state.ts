import type { ThreatClass } from '../graph/kinds.ts';
import type { BlastRadius, Interval, LayerKey } from '../measure/results.ts';
import type { Progress } from './run-scenarios.ts';

/**
 * How a run stands while it goes on: `live.json` in its folder, until the results are whole. No part of the results:
 * it knows time, process and machine.
 */
export type LiveState = {
  readonly liveVersion: typeof LIVE_VERSION;
  readonly engine: string;
  /** Who writes it, so that a reader can tell a run from one that was cut off. */
  readonly process: { readonly pid: number; readonly host: string };
  readonly name: string;
  readonly seed: number;
  readonly components: number;
  readonly relations: number;
  /** `writing`: all worlds are done, and are being measured and drawn. */
  readonly phase: 'simulating' | 'writing';
  /** In worlds, added up over the scenarios. */
  readonly progress: Progress;
  /** Since the first world. */
  readonly elapsedMs: number;
  /** Half width of the share reached at which the run stops earlier; null if it was not asked for. */
  readonly precision: number | null;
  /** All of the run; `scenarios` holds the worst of them. */
  readonly scenarioCount: number;
  /** Largest mean first; those without a world are left out. */
  readonly scenarios: readonly LiveScenario[];
  /** The first of them with all controls on, measured in full; null before the first worlds. */
  readonly leading: LeadingScenario | null;
};

export const LIVE_VERSION = 1;

/** What the worlds 0, 1, 2, ... of one scenario say that are done without a gap: what an interrupted run would say. */
export type LiveScenario = {
  readonly id: string;
  readonly model: string;
  /** Names of the entry points. */
  readonly entry: readonly string[];
  readonly threats: readonly ThreatClass[];
  readonly worlds: number;
  readonly total: LiveRadius;
  /** Means only; absent for raw graphs. */
  readonly layers: Readonly<Partial<Record<LayerKey, { readonly size: number; readonly mean: number }>>>;
  /** How its interval came to be as narrow as it is, fewest worlds first. */
  readonly trail: readonly TrailPoint[];
};

export type LiveRadius = Pick<BlastRadius, 'size' | 'mean' | 'ci95' | 'touched' | 'touchedCi95'>;

export type TrailPoint = readonly [worlds: number, mean: number, low: number, high: number];

export type LeadingScenario = {
  readonly id: string;
  readonly total: BlastRadius;
  readonly layers: Readonly<Partial<Record<LayerKey, BlastRadius>>>;
};

/** Means of layers and the like have their interval only in what is measured in full. */
export const pointOf = ({ worlds, total }: Pick<LiveScenario, 'worlds' | 'total'>): TrailPoint => [
  worlds,
  total.mean,
  ...(total.ci95 satisfies Interval),
];

import type { Layer, ThreatClass } from '../graph/kinds.ts';
import type { Interval } from '../measure/results.ts';
import type { StrideLetter } from '../threats/classes.ts';

/** What STRIDE alone finds, and what MAESTRO's agentic classes add: listed per component, and simulated. */
export type SideBySide = {
  readonly components: readonly SideBySideComponent[];
  /** With `--simulate`: one row per entry point. */
  readonly scenarios: readonly SideBySideScenario[];
};

export type SideBySideComponent = {
  readonly id: string;
  readonly layer: Layer;
  /** STRIDE per element: the letters that its kind of element, its flows and its stores have. */
  readonly stride: readonly StrideLetter[];
  /** Ids of catalogue threats at the component that one of these letters covers, without an agentic class. */
  readonly byStride: readonly string[];
  /** Ids of catalogue threats at the component that only an agentic class describes. */
  readonly onlyAgentic: readonly string[];
  /** Letters that per-element STRIDE asks about here and no agentic class or catalogue threat touches. */
  readonly onlyStride: readonly StrideLetter[];
};

export type SideBySideScenario = {
  readonly entry: string;
  /** Mean number reached, disabled or disclosed, by each family alone and by both together; paired worlds. */
  readonly affected: {
    readonly stride: Affected;
    readonly agentic: Affected;
    readonly both: Affected;
  };
};

export type Affected = {
  readonly mean: number;
  readonly ci95: Interval | null;
  readonly classes: readonly ThreatClass[];
};

import type { Certainty, ComponentKind, Layer, RelationKind, ThreatClass } from '../graph/kinds.ts';
import type { Pasta } from '../measure/pasta-document.ts';
import type { Interval } from '../measure/results.ts';
import type { CataloguedThreat, CoveringControl } from '../threats/applied-threat.ts';
import type { Maturity } from '../threats/maturities.ts';
import type { SideBySide } from './side-by-side.ts';

/** The document of `threats --json`: what tables, Markdown, CSV, SARIF and the page show. Holds no time or path. */
export type ThreatDocument = {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly engine: string;
  /** [file name, sha256 of its bytes] of everything that was read, by name. */
  readonly inputs: readonly (readonly [name: string, sha256: string])[];
  readonly atlas: { readonly version: string };
  /** Threats below it are left out. */
  readonly maturity: Maturity;
  readonly counts: {
    readonly components: number;
    readonly relations: number;
    /** Rows below, and different threats of the catalogue among them. */
    readonly applied: number;
    readonly threats: number;
    /** Rows that a control is on already. */
    readonly controlled: number;
    readonly byLayer: Readonly<Partial<Record<`${Layer}`, number>>>;
    readonly byMaturity: Readonly<Record<Maturity, number>>;
  };
  /** With `--simulate` by rank, else by layer, component and catalogue. */
  readonly threats: readonly ThreatRow[];
  /** With `--simulate`: how. */
  readonly simulation?: {
    readonly model: string;
    readonly worlds: number;
    readonly seed: number;
    readonly scenarios: number;
    /** It was interrupted: of the worlds that were done. */
    readonly partial?: true;
  };
  /** With `--stride`. */
  readonly sideBySide?: SideBySide;
  /** With `--pasta`. */
  readonly pasta?: Pasta;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
};

/** One threat at one place. */
export type ThreatRow = Pick<
  CataloguedThreat,
  'name' | 'description' | 'layers' | 'stride' | 'owasp' | 'atlas' | 'mitigations' | 'externalRefs'
> & {
  /** Stable: threat, place and rule. */
  readonly id: string;
  /** Id of the catalogue: `L2-T1`. */
  readonly threat: string;
  /** Who is threatened. */
  readonly component: {
    readonly id: string;
    readonly name: string;
    readonly kind: ComponentKind;
    readonly layer: Layer;
  };
  readonly relation: {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly kind: RelationKind;
  } | null;
  /** Ids from start to end, of a threat that is a way over several components. */
  readonly way: readonly string[] | null;
  /** The classes that it travels by in a simulation. */
  readonly classes: readonly ThreatClass[];
  readonly maturity: Maturity;
  readonly rule: string;
  readonly because: string;
  /** Where what the rule is about stands: `file:line:column`, of imported models in the original file. */
  readonly source: Origin;
  /** All places of a way, in its order; else the one of `source`. */
  readonly sources: readonly Origin[];
  readonly controls: readonly CoveringControl[];
  /** Monitors that watch the component. */
  readonly watchedBy: readonly string[];
  /** With `--simulate`. */
  readonly consequence?: Consequence;
};

export type Origin = {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly pointer?: string;
  readonly certainty: Certainty;
  /** What was concluded or assumed. */
  readonly rule?: string;
};

/** What follows if the threat comes true: the scenario that starts at its component and travels by its classes. */
export type Consequence = {
  /** 1 for the worst; threats of one scenario share theirs. */
  readonly rank: number;
  readonly scenario: string;
  /** Where it starts: the component, of a way its start, of what only disables or discloses who does it. */
  readonly start: string;
  /** Probability that an attacker takes the start; null if it is not exposed. */
  readonly entryLikelihood: number | null;
  /**
   * Of a component that is not exposed: the exposed one from which an attacker gets there most probably, by all agentic
   * classes, and how probably (its entryLikelihood x reach); null if it is exposed itself, or nobody gets there.
   */
  readonly arrival: { readonly from: string; readonly probability: number } | null;
  readonly blastRadius: {
    readonly size: number;
    readonly mean: number;
    readonly ci95: Interval;
    readonly belief95: Interval | null;
    readonly p95: number;
  };
  /** Mean number reached, disabled or disclosed. */
  readonly affected: number;
  readonly affectedCi95: Interval;
  /** Mean blast radius x entryLikelihood, or x the probability of arrival; null where both are null. */
  readonly risk: number | null;
  /** Layers in which more than 1 in 1,000 worlds reach anybody, besides that of the component. */
  readonly crossesInto: readonly Layer[];
  /** The likeliest way to whom it reaches most, over other components: ids from its component on; with each step's relation. */
  readonly path: readonly PathStep[];
};

export type PathStep = {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  readonly direction: 'along' | 'against';
  readonly class: ThreatClass;
  /** Probability that it passes when it is tried, past its controls. */
  readonly passes: number;
  readonly source: Origin;
};

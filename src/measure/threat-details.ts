import type { Layer, ThreatClass } from '../graph/kinds.ts';
import type { CataloguedThreat, CoveringControl } from '../threats/applied-threat.ts';
import type { Maturity } from '../threats/maturities.ts';

/** Which threats of the catalogue apply to the ecosystem of a run, for the report: short, since every page carries it. */
export type ThreatDetails = {
  /** Release of ATLAS behind the maturities. */
  readonly atlasVersion: string;
  /** Threats below it are left out. */
  readonly maturity: Maturity;
  /** How many apply; of a large system `places` has the first of them only. */
  readonly applied: number;
  /** The threats that occur. */
  readonly catalogue: readonly ThreatCard[];
  readonly places: readonly ThreatPlace[];
  /** How many places, [position in `catalogue`][layer of the component - 1]; only where `places` lacks some. */
  readonly byLayer?: readonly (readonly number[])[];
};

export type ThreatCard = Pick<
  CataloguedThreat,
  'id' | 'name' | 'description' | 'layers' | 'stride' | 'owasp' | 'atlas' | 'mitigations'
> & {
  /** The classes that it travels by. */
  readonly classes: readonly ThreatClass[];
  readonly maturity: Maturity;
};

/** Where a threat applies; by layer of the component, its id, order of the catalogue. */
export type ThreatPlace = {
  /** Position in `catalogue`. */
  readonly threat: number;
  /** Position in the details' `components` of the one that is threatened. */
  readonly component: number;
  /** Positions in the details' `relations` that the rule is about: one, those of a way, or none. */
  readonly relations: readonly number[];
  readonly rule: string;
  readonly because: string;
  readonly controls: readonly Pick<CoveringControl, 'id' | 'effectiveness'>[];
  /** What the run shows of it; null if no scenario of it starts there. */
  readonly shown: ShownThreat | null;
  /** Only where every threat was simulated: what follows from it. */
  readonly follows?: FollowingThreat;
};

/** What the scenario of a threat shows; `threats --json` has more. */
export type FollowingThreat = {
  /** 1 for the worst. */
  readonly rank: number;
  /** Position in the details' `components` of the one where it starts. */
  readonly start: number;
  /** Others reached, on average, and the 95 % interval. */
  readonly mean: number;
  readonly ci95: readonly [low: number, high: number];
  readonly affected: number;
  /** Probability that an attacker takes the start or gets there; null if nobody does. */
  readonly likelihood: number | null;
  readonly risk: number | null;
};

/** A scenario that starts where the threat does and has a class that it travels by. */
export type ShownThreat = {
  /** Position in the results' `scenarios`. */
  readonly scenario: number;
  /** Other layers in which more than 1 in 1,000 components per world are reached, disabled or disclosed. */
  readonly crossesInto: readonly Layer[];
};

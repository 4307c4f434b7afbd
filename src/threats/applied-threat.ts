import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import type { Layer, ThreatClass } from '../graph/kinds.ts';
import type { StrideLetter } from './classes.ts';
import type { Maturity } from './maturities.ts';
import type { Rule } from './rule.ts';

/** One threat of the catalogue, as tools and pages speak of it, whichever collection it is from. */
export type CataloguedThreat = {
  /** `L2-T1`, `X-T2`, `MAS-T36`, `P3`; of one's own catalogue any other. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** On one layer, or all that it crosses, from the lowest. */
  readonly layers: readonly Layer[];
  /** The agentic class, if one fits; then related ones. Without any, STRIDE alone covers it. */
  readonly classes: readonly ThreatClass[];
  readonly stride: readonly StrideLetter[];
  /** Ids of OWASP's agentic threats (T1 …) and Top 10 (ASI01 …). */
  readonly owasp: readonly string[];
  /** ATLAS techniques. */
  readonly atlas: readonly string[];
  /** Names of what mitigates it, most telling first. */
  readonly mitigations: readonly string[];
  /** Entries of other collections. */
  readonly externalRefs: readonly ExternalRef[];
  /** Of one's own catalogue: instead of what ATLAS says of the techniques. */
  readonly maturity?: Maturity;
};

/** An entry of another collection: `{ source: 'promptfoo-lm-security-db', id: '1a2b3c4d' }`. */
export type ExternalRef = { readonly source: string; readonly id: string; readonly url?: string };

/** Where a rule fired. */
export type Firing = {
  readonly rule: Rule;
  /** Who is threatened: taken, disabled or disclosed first. */
  readonly component: Component;
  /** The relation that the rule is about; null for rules of components and of ways. */
  readonly relation: Relation | null;
  /** Of a way: components from its start to its end, and the relations between them. */
  readonly way: { readonly components: readonly Component[]; readonly relations: readonly Relation[] } | null;
  readonly because: string;
};

/** A catalogued threat at a component, with why. */
export type AppliedThreat = Firing & {
  /** Stable: threat, place and rule, `L2-T1@planner>reads>notes%231`. */
  readonly id: string;
  readonly threat: CataloguedThreat;
  readonly maturity: Maturity;
  /** The classes that it travels by: those of the catalogue, else STRIDE's of its letters. */
  readonly travelsBy: readonly ThreatClass[];
  /** Controls that are on it already, by id. */
  readonly controls: readonly CoveringControl[];
};

export type CoveringControl = {
  readonly id: string;
  /** Mean probability that it stops what it is on, by the most telling class. */
  readonly effectiveness: number;
  /** Of the classes that the threat travels by, those that it is on. */
  readonly classes: readonly ThreatClass[];
};

/** Which threats apply to an ecosystem. */
export type ThreatModel = {
  readonly ecosystem: Ecosystem;
  /** By layer of the component, then id of the component, then order of the catalogue, then id. */
  readonly threats: readonly AppliedThreat[];
  /** Release of ATLAS behind the maturities. */
  readonly atlasVersion: string;
};

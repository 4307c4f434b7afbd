import type { Place } from '../base/errors.ts';
import type { ComponentKind, Direction, Family, Layer, ModelTier, RelationKind, ThreatClass } from '../graph/kinds.ts';

/**
 * When threats of the catalogue apply. Bundled rules and those of `--catalogue FILE` have the same form:
 * a rule is about components, about relations, or about ways that influence takes over several components.
 */
export type Rule = {
  /** Kebab case, unique: names the rule in results, SARIF and docs. */
  readonly id: string;
  /** Ids of the catalogue; each that the rule names applies where it fires. */
  readonly threats: readonly string[];
  readonly when: ComponentRule | RelationRule | WayRule;
  /**
   * Why the threats apply where the rule fires, a sentence without its full stop. `{it}` is the component that is
   * threatened; of relations `{from}` and `{to}`, of ways `{start}` and `{end}`.
   */
  readonly because: string;
  /** Where a rule of `--catalogue` stands; bundled rules have none. */
  readonly at?: Place;
};

export type ComponentRule = { readonly component: ComponentTest };

export type RelationRule = {
  readonly relation: RelationTest & { readonly from?: ComponentTest; readonly to?: ComponentTest };
  /** Which end is threatened: the one that is taken, disabled or disclosed first. */
  readonly threatens: 'from' | 'to';
};

/** Influence from a component over others, step by step, in the way that compromise takes. */
export type WayRule = {
  readonly way: readonly [start: ComponentTest, ...steps: WayStep[]];
  /** Which component of the way is threatened. */
  readonly threatens: 'start' | 'end';
  /** Whether no relation joins its two ends: the way gives what they do not have of each other anyway. */
  readonly apart?: boolean;
};
export type WayStep = {
  /** Relations that the step may take; `against` where influence runs against the relation. */
  readonly over: readonly StepTest[];
  readonly to: ComponentTest;
};

export type StepTest = Omit<RelationTest, 'kind'> & { readonly kind: RelationKind; readonly direction: Direction };

/** All given tests must hold; of a list any. */
export type ComponentTest = {
  readonly kind?: readonly (ComponentKind | Family)[];
  /** Of a family, all but these. */
  readonly exceptKind?: readonly ComponentKind[];
  readonly layer?: readonly Layer[];
  /** What it can do or is said to be: its tags. */
  readonly tags?: readonly string[];
  readonly withoutTags?: readonly string[];
  /** Words of which its name, id or tags have one: `key` of `walletKey`, `wallet-key` and `Wallet key`, not of `keyboard`. */
  readonly named?: readonly string[];
  /** Words of which they have none. */
  readonly notNamed?: readonly string[];
  readonly exposed?: boolean;
  /** Of the model that it is, or infers from; what has none is of no tier. */
  readonly tier?: readonly ModelTier[];
  readonly hasZone?: boolean;
  /** Its hardening is above 0. */
  readonly hardened?: boolean;
  /** At least this impact value. */
  readonly value?: number;
  /** At least so many replicas. */
  readonly count?: number;
  /** A monitor watches it. */
  readonly monitored?: boolean;
  /** A human supervises it. */
  readonly supervised?: boolean;
  /** A control is on it, or on a relation that influences it. */
  readonly guarded?: boolean;
  /** Of each of these it has at least one. */
  readonly has?: readonly NeighbourTest[];
  /** It has none of these. */
  readonly lacks?: readonly NeighbourTest[];
  /** Relations of these kinds, from end to end, lead over others that are not people back to it. */
  readonly onCycle?: readonly RelationKind[];
  /** It is a control on influence like this. */
  readonly on?: InfluenceTest;
  /** One of these holds. */
  readonly anyOf?: readonly ComponentTest[];
};

/** What runs over a relation in one way, from its source to its target: against a relation the source is its `to`. */
export type InfluenceTest = RelationTest & {
  readonly direction?: Direction;
  readonly source?: ComponentTest;
  readonly target?: ComponentTest;
};

/** A relation that leaves (`out`) or enters (`in`) a component, with what stands at its other end. */
export type NeighbourTest = RelationTest & {
  readonly direction: 'out' | 'in';
  readonly other?: ComponentTest;
  /** At least so many different components at the other end (default 1). */
  readonly atLeast?: number;
};

export type RelationTest = {
  readonly kind?: readonly RelationKind[];
  readonly signed?: boolean;
  readonly tags?: readonly string[];
  /** It leaves its trust zone. */
  readonly crossesZone?: boolean;
  /** Its ends are in different layers. */
  readonly crossesLayer?: boolean;
  /** A control is on it, for any of the classes of `controlledFor` if given. */
  readonly controlled?: boolean;
  readonly controlledFor?: readonly ThreatClass[];
  /** Of the controls on it, only those on what runs this way count. */
  readonly controlledGoing?: Direction;
  /** Influence runs this way, and mean trust there is above 0. */
  readonly open?: Direction;
  /** Mean trust at least this, in the way that influence takes (either, if both exist). */
  readonly trust?: number;
  /** Of `authenticates`. */
  readonly role?: 'holds' | 'accepts';
};

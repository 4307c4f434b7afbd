import type { Place } from '../base/errors.ts';
import type { Belief } from './belief.ts';
import type { ComponentId, RelationId } from './ids.ts';
import type {
  Certainty,
  ComponentKind,
  DefenceName,
  Direction,
  Layer,
  ModelTier,
  RelationKind,
  ThreatClass,
} from './kinds.ts';

/** The whole system under study, as its author or an importer describes it: before replicas and arcs. */
export type Ecosystem = {
  readonly name: string;
  readonly description?: string;
  /** Sorted by id (code units); ids are unique. */
  readonly components: readonly Component[];
  /** Sorted by from, kind, to, ordinal; ids are unique. `model: ID` has become an `infers` relation. */
  readonly relations: readonly Relation[];
};

/** Where a piece of the model came from and how sure it is. */
export type Provenance = {
  readonly certainty: Certainty;
  readonly at: Place;
  /** JSON pointer in a file without useful lines, e.g. `/mcpServers/github/env`. */
  readonly pointer?: string;
  /** What was concluded or assumed, for reports; required unless declared. */
  readonly rule?: string;
};

export type Component = {
  readonly id: ComponentId;
  readonly kind: ComponentKind;
  readonly layer: Layer;
  /** What people read; the id unless the author gave a name. */
  readonly name: string;
  /** Impact weight, in thousandths (default 1000): whole, so that sums are exact. */
  readonly valueThousandths: number;
  /** An attacker can touch it. */
  readonly exposed: boolean;
  /** Scales down every incoming arc by 1 - hardening. */
  readonly hardening: Belief;
  /** Rounds dormant between being taken and being compromised. */
  readonly latencyRounds: number;
  /** Replicas, at least 1; more than 1 compiles to `id#1` .. `id#count`. */
  readonly count: number;
  /** Trust zone. */
  readonly zone: string | null;
  /** Only on models. */
  readonly tier: ModelTier | null;
  readonly tags: readonly string[];
  /** What a control holds back besides what its `guards` relations say; empty for all other kinds. */
  readonly guards: readonly Guard[];
  /** What kind of defence a control or monitor is, if it is a known one. */
  readonly defence: DefenceName | null;
  /** What it takes to have it. */
  readonly costs: Costs;
  readonly provenance: Provenance;
};

/** What a component, usually a control or a monitor, costs those who have it. */
export type Costs = {
  /** In any unit of the author's. */
  readonly price: number;
  /** Probability per round that it stops or reports what is legitimate. */
  readonly falseAlarms: number;
  /** Share of the legitimate work that is lost while it is there. */
  readonly utilityLoss: number;
};

/** One statement "this control lowers these arcs". */
export type Guard = { readonly on: Selector; readonly effectiveness: Effectiveness };

/** Probability that a working control stops a passing arc: one for all classes, or by class (others: not stopped). */
export type Effectiveness = Belief | { readonly byClass: Readonly<Partial<Record<ThreatClass, Belief>>> };

/** Which arcs a control is on. All given fields must hold; `{ component }` means every arc into it. */
export type Selector =
  | { readonly component: ComponentId }
  | {
      readonly relation?: RelationId;
      readonly kind?: RelationKind;
      readonly from?: ComponentId;
      readonly to?: ComponentId;
      readonly direction?: Direction;
      readonly threats?: readonly ThreatClass[];
    };

type RelationOf<K extends RelationKind, Extra> = Extra & {
  readonly id: RelationId;
  readonly kind: K;
  readonly from: ComponentId;
  readonly to: ComponentId;
  /** Position among the relations of the same from, kind and to, from 0, independent of file order. */
  readonly ordinal: number;
  /** How much of the channel's probability gets through, by direction. */
  readonly trust: Readonly<Record<Direction, Belief>>;
  /** Probability that the relation is exercised in a round. */
  readonly rate: Belief;
  readonly signed: boolean;
  readonly tags: readonly string[];
  /** How replicas of the two ends are joined. */
  readonly link: 'all' | 'pairwise';
  /** It leaves its zone: both ends have a zone, and not the same. */
  readonly crosses: boolean;
  readonly provenance: Provenance;
};

export type Relation =
  | RelationOf<'monitors', { readonly detection: Belief }>
  | RelationOf<'authenticates', { readonly role: 'holds' | 'accepts' }>
  | RelationOf<
      'spawns',
      { /** Copies of the target that may be born; 0: only the target itself. */ readonly max: number }
    >
  | RelationOf<'guards', { readonly effectiveness: Effectiveness }>
  | RelationOf<Exclude<RelationKind, 'monitors' | 'authenticates' | 'spawns' | 'guards'>, unknown>;

export type RelationNamed<K extends RelationKind> = Extract<Relation, { kind: K }>;

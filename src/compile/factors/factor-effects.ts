import type { Relation } from '../../graph/ecosystem.ts';
import type { RelationId } from '../../graph/ids.ts';
import type { Attacker } from './attackers.ts';
import type { FactorName, Factors } from './factors.ts';
import type { TrustTerm } from './trust-term.ts';

/** What the agentic factors and the attacker of a scenario change about an ecosystem. */
export type FactorEffects = {
  readonly attacker: Attacker;
  readonly factors: Factors;
  /** Relations that nobody drew. */
  readonly additions: ReadonlyMap<RelationId, Addition>;
  /** `supervises` relations: whose approval the actions of an agent need. */
  readonly approvals: readonly Relation[];
};

/** A relation that a factor adds. */
export type Addition = {
  readonly relation: Relation;
  readonly factor: AddingFactor;
  /** What it runs along: controls on these are on it, too. */
  readonly hops: readonly Relation[];
  /** What its trust is the product of. */
  readonly terms: readonly TrustTerm[];
};

export type AddingFactor = Extract<FactorName, 'dynamicIdentity' | 'delegationChains' | 'goalCascades'>;

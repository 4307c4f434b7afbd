import { type Belief, known } from '../../graph/belief.ts';

/**
 * What sets agents apart from other software, each as a strength in [0, 1] (docs/model.md, agentic factors). All are
 * off unless a suite says otherwise: then the model is what the ecosystem alone says.
 */
export type Factors = {
  /** How far each mind's susceptibility strays from one run to the next: s of the uniform on [1 - s, 1 + s]. */
  readonly nonDeterminism: number;
  /** Share of the actions of supervised agents that nobody has to approve. */
  readonly autonomy: Belief;
  /** How far agents believe all words that come in, whatever trust the file gives them. */
  readonly noTrustBoundary: Belief;
  /** Probability that a credential goes along with a task that is handed on. */
  readonly dynamicIdentity: Belief;
  /** Probability that a delegate hands a brief on unread. */
  readonly delegationChains: Belief;
  /** How much agents that share a goal pull one another. */
  readonly goalCascades: Belief;
  /** How far compromised agents hide each other from monitors. */
  readonly collusion: Belief;
};
export type FactorName = keyof Factors;

export const noFactors: Factors = {
  nonDeterminism: 0,
  autonomy: known(1),
  noTrustBoundary: known(0),
  dynamicIdentity: known(0),
  delegationChains: known(0),
  goalCascades: known(0),
  collusion: known(0),
};
export const factorNames: readonly FactorName[] = Object.keys(noFactors) as FactorName[];

/** Whether a factor changes anything; one that is written with the value that means off does not. */
export function isOn(name: FactorName, factors: Factors): boolean {
  const own = factors[name];
  if (typeof own === 'number') return own !== noFactors.nonDeterminism;
  return own.form !== 'number' || own.value !== (name === 'autonomy' ? 1 : 0);
}

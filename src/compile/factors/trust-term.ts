import type { Belief } from '../../graph/belief.ts';

/** One of the probabilities that the trust of an arc is the product of. */
export type TrustTerm = {
  readonly belief: Belief;
  /** Of the unknown. */
  readonly name: readonly (string | number)[];
  /** Without a trust boundary b, trust t counts as t + b (1 - t). */
  readonly isOpen: boolean;
};

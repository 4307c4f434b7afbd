import type { Maturity } from '../../src/threats/maturities.ts';

/** What the reader has chosen; everything on screen follows from it and the data. */
export type Choice = {
  readonly scenario: number;
  /** Position of the pinned component, and of the one under the pointer or focus. */
  readonly pinned: number | null;
  readonly hovered: number | null;
  /** Position among the kept worlds; null: the expected wave. */
  readonly world: number | null;
  /** Null: the end. */
  readonly round: number | null;
  /** Threats less well attested are hidden; null: none is. */
  readonly maturity: Maturity | null;
};

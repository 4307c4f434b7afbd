import type { Speed } from './bout.ts';
import type { Unit } from './units.ts';

/** What a workload came to. */
export type Measured = {
  /** The kernel of ours that ran. */
  readonly kernel: string;
  /** One value for each unit in which the workload has a figure. */
  readonly values: Readonly<Partial<Record<Unit, number>>>;
  /** How many times as fast as the reference; null where there is none. */
  readonly ratio: number | null;
  /** Where worlds were run. */
  readonly ours: Speed | null;
  readonly reference: Speed | null;
  readonly peakBytes: number | null;
  /** What a reader must know about this figure. */
  readonly note: string | null;
};

/** What became of a workload. */
export type Outcome =
  | ({ readonly state: 'measured' } & Measured)
  /** No kernel runs it yet. */
  | { readonly state: 'not there' }
  | { readonly state: 'failed'; readonly why: string };

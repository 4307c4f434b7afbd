import type { Glance } from './glance.ts';

/** One of the runs that a page shows, as it stands now. */
export type RunShown = {
  /** What its results are called: the folder, or the file that is run. */
  readonly label: string;
  /** Where it has a page of its own. */
  readonly href: string | null;
  readonly state: ShownState;
};

export type ShownState =
  /** Nothing was written yet. */
  | { readonly phase: 'waiting' }
  | ({ readonly phase: 'running' } & UnderWay)
  /** Cut off: what it wrote last. */
  | ({ readonly phase: 'lost' } & UnderWay)
  | { readonly phase: 'finished'; readonly glance: Glance; readonly isPartial: boolean; readonly hasReport: boolean }
  /** What was wrong, as the terminal says it. `willRetry`: once the file changes. */
  | { readonly phase: 'failed'; readonly message: string; readonly willRetry: boolean };

export type UnderWay = {
  readonly glance: Glance;
  readonly done: number;
  readonly total: number;
  /** All worlds are done. */
  readonly isWriting: boolean;
  readonly elapsedMs: number;
  /** Since its last sign of life. */
  readonly quietMs: number;
  readonly precision: number | null;
};

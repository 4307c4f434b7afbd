import { type Glance, glanceOfRun } from '../../../viz/live/glance.ts';
import type { Run } from '../../../viz/view.ts';
import { readResults } from '../../run/store.ts';
import { isDrawn } from '../draw.ts';
import type { WatchedRun } from './watched-run.ts';

/** What pages keep of results that are whole. */
export type FinishedRun = {
  readonly version: string;
  readonly glance: Glance;
  readonly isPartial: boolean;
  readonly hasReport: boolean;
};

/**
 * Results are read when they are first shown and when there are others; only what pages need of them is kept.
 * @throws {InvalidInputError} if they cannot be read
 */
export class FinishedRuns {
  readonly #known = new Map<WatchedRun, FinishedRun>();

  of(run: WatchedRun, version: string): FinishedRun {
    const known = this.#known.get(run);
    if (known?.version === version) return known;
    const read: Run = readResults(run.dir);
    const finished = {
      version,
      glance: glanceOfRun(read),
      isPartial: read.results.partial === true,
      hasReport: isDrawn(read) && read.results.scenarios.length > 0,
    };
    this.#known.set(run, finished);
    return finished;
  }
}

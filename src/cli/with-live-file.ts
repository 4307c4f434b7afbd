import { resolve } from 'node:path';
import { openLiveFile } from '../run/live-file.ts';
import type { RunOptions } from '../run/run-suite.ts';
import type { Shell } from './shell.ts';

/** What a run is given, and what it calls when its worlds are done. */
type Watching = Pick<RunOptions, 'onLook'> & { readonly finishing: () => void };

/**
 * Does a run with its folder saying how it stands, for `view`, until the results are there or there will be none.
 * @param out - the folder; undefined: nobody can watch
 */
export async function withLiveFile<T>(
  out: string | undefined,
  { cwd }: Shell,
  run: (watching: Watching) => Promise<T>,
): Promise<T> {
  if (out === undefined) return run({ onLook: undefined, finishing: () => {} });
  const live = openLiveFile(resolve(cwd, out));
  try {
    return await run({ onLook: live.look, finishing: live.finishing });
  } finally {
    live.close();
  }
}

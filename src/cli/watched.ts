import type { Progress } from '../run/run-scenarios.ts';
import type { Context } from './context.ts';
import type { Interruption } from './interruption.ts';
import { progressOn } from './progress.ts';

/** What work over worlds is given by whoever watches it. */
export type Watching = { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void };

/** Does some work with its progress shown; it may be interrupted, which ends with it. */
export async function watched<T>(
  start: (how: Watching) => Promise<T>,
  interruption: Interruption,
  { shell, messages, options }: Context,
): Promise<T> {
  const progress = progressOn(shell, messages, 'worlds');
  try {
    return await start({
      signal: interruption.abort,
      onProgress: ({ done, total }) => {
        if (options.quiet !== true) progress.update(done, total);
      },
    });
  } finally {
    progress.end();
    interruption.end();
  }
}

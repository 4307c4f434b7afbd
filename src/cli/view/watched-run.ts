import type { FolderState } from '../../run/live-folder.ts';

/** Something whose results are shown: a folder that somebody writes, or a file that is run here. */
export type WatchedRun = {
  /** What it is called on pages and in messages. */
  readonly label: string;
  /** Where its results are, or will be. */
  readonly dir: string;
  /** How it stands now. */
  state(): RunNow;
};

export type RunNow = FolderState | { readonly phase: 'failed'; readonly message: string; readonly willRetry: boolean };

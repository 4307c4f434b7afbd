import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { folderState } from '../../run/live-folder.ts';
import type { Shell } from '../shell.ts';
import { type ChildRun, startRun } from './child-run.ts';
import { fingerprint } from './fingerprint.ts';
import type { RunNow, WatchedRun } from './watched-run.ts';

export type FileRun = WatchedRun & {
  /** Ends once there is something to show, or soon after; answers with the exit code if there never will be. */
  begun(): Promise<number | undefined>;
  /** Ends what is running and takes away what it wrote, unless the folder was asked for. */
  end(): Promise<void>;
};

export type FileRunOptions = {
  readonly paths: readonly string[];
  /** Flags for `run`. */
  readonly flags: readonly string[];
  /** Where results are kept; undefined: nowhere. */
  readonly out: string | undefined;
  /** Runs again whenever a file has changed. */
  readonly isWatching: boolean;
};

const LOOK_MS = 400;
const LOOK_SOON_MS = 50;
/** What takes longer to read is waited for in the page. */
const PATIENCE_MS = 3_000;

/** Runs what `run` takes, in a process of its own, into a folder that is watched like any other. */
export function openFileRun({ paths, flags, out, isWatching }: FileRunOptions, shell: Shell): FileRun {
  const dir = out === undefined ? mkdtempSync(join(tmpdir(), 'blastradius-view-')) : resolve(shell.cwd, out);
  const args = [...paths, ...flags, `--out=${dir}`, '--quiet'];
  let child: ChildRun | undefined;
  let failure: { readonly code: number; readonly message: string } | undefined;
  const start = (): void => {
    child?.end();
    const started = startRun(args, shell, paths.includes('-'));
    child = started;
    void started.ended.then(({ code, said }) => {
      // One that was ended for the next says nothing any more.
      if (child !== started) return;
      child = undefined;
      failure = code === null || code < 2 || code === 4 ? undefined : { code, message: said };
    });
  };
  const state = (): RunNow => {
    const now = folderState(dir);
    if (failure === undefined || (child !== undefined && now.phase === 'running')) return now;
    return { phase: 'failed', message: failure.message, willRetry: isWatching };
  };
  start();
  const stop = isWatching
    ? onChange(
        paths.map((path) => resolve(shell.cwd, path)),
        start,
      )
    : () => {};
  return {
    label: paths.join(' '),
    dir,
    state,
    async begun() {
      for (let waitedMs = 0; waitedMs < PATIENCE_MS && child !== undefined; waitedMs += LOOK_SOON_MS) {
        if (state().phase !== 'empty') break;
        await pause(LOOK_SOON_MS);
      }
      return isWatching || failure === undefined ? undefined : failure.code;
    },
    async end() {
      stop();
      const last = child;
      child = undefined;
      last?.end();
      await last?.ended;
      if (out === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** Editors write in several steps: a change counts once nothing has changed since the look before. */
function onChange(paths: readonly string[], act: () => void): () => void {
  let [known, before] = [fingerprint(paths), fingerprint(paths)];
  const timer = setInterval(() => {
    const now = fingerprint(paths);
    const isQuiet = now === before;
    before = now;
    if (!isQuiet || now === known) return;
    known = now;
    act();
  }, LOOK_MS);
  return () => clearInterval(timer);
}

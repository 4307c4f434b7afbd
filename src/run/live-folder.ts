import { readFileSync, type Stats, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LIVE_FILE } from './live-file.ts';
import { parseLiveState } from './live-parse.ts';
import type { LiveState } from './live-state.ts';

/** What a results folder holds at a moment. */
export type FolderState =
  | { readonly phase: 'empty' }
  /** `quietMs`: since its last sign of life. */
  | { readonly phase: 'running'; readonly live: LiveState; readonly quietMs: number }
  /** Cut off before it wrote results. */
  | { readonly phase: 'lost'; readonly live: LiveState; readonly quietMs: number }
  /** `version` differs from that of any other results in this folder. */
  | { readonly phase: 'finished'; readonly version: string };

/** A process that is there says something every second, but may be busy for a while. */
const SILENT_MS = 120_000;
/** Of another machine nothing else is known. */
const SILENT_ELSEWHERE_MS = 30_000;

/**
 * Reads how things stand, and changes nothing. A run that goes on comes before results of an earlier one, and these
 * before a run that was cut off.
 */
export function folderState(dir: string, now: number = Date.now()): FolderState {
  const live = readLive(dir, now);
  if (live !== undefined && isAlive(live)) return { phase: 'running', ...live };
  const summary = stat(join(dir, 'summary.json'));
  if (summary !== undefined) return { phase: 'finished', version: versionOf(summary) };
  return live === undefined ? { phase: 'empty' } : { phase: 'lost', ...live };
}

type Live = { readonly live: LiveState; readonly quietMs: number };

function readLive(dir: string, now: number): Live | undefined {
  const path = join(dir, LIVE_FILE);
  try {
    const { mtimeMs } = statSync(path);
    const live = parseLiveState(readFileSync(path, 'utf8'));
    return live === undefined ? undefined : { live, quietMs: Math.max(0, now - mtimeMs) };
  } catch {
    // Gone between two looks, or not ours to read.
    return undefined;
  }
}

function isAlive({ live, quietMs }: Live): boolean {
  if (live.process.host !== hostname()) return quietMs < SILENT_ELSEWHERE_MS;
  return isProcess(live.process.pid) && quietMs < SILENT_MS;
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function stat(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Results are renamed into place: each has an inode and a time of its own. */
const versionOf = ({ mtimeMs, ino, size }: Stats): string => `${mtimeMs}-${ino}-${size}`;

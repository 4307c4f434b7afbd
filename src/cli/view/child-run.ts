import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Shell } from '../shell.ts';

export type ChildRun = {
  /** Told when it has ended: its exit code (null: it was ended), and what it said on stderr. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
  /** At once, without keeping anything. */
  end(): void;
};

/** Where the program begins, seen from here; from source it needs the loader that this process was started with. */
const isSource = import.meta.url.endsWith('.ts');
const main = new URL(isSource ? '../main.ts' : '../main.js', import.meta.url);
const loader = (): string[] =>
  isSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];

/**
 * `blastradius run` as a process of its own: the server answers while it is busy, and it can be ended at any moment.
 * What it says on stderr goes to ours as well.
 */
export function startRun(args: readonly string[], { cwd, env, stderr }: Shell, readsStdin: boolean): ChildRun {
  const child: ChildProcess = spawn(process.execPath, [...loader(), fileURLToPath(main), 'run', ...args], {
    cwd,
    env: { ...env, ...(stderr.isTerminal && env['NO_COLOR'] === undefined && { FORCE_COLOR: '1' }) },
    stdio: [readsStdin ? 'inherit' : 'ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    stderr.write(text);
  });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('error', ({ message }) => resolve({ code: 3, said: message }));
    child.once('close', (code) => resolve({ code, said: stripVTControlCharacters(said).trim() }));
  });
  return { ended, end: () => void child.kill('SIGKILL') };
}

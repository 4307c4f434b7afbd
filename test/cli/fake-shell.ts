import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import type { ExitCode, Output, Shell, Signal } from '../../src/cli/shell.ts';

export type Said = { readonly exitCode: ExitCode; readonly stdout: string; readonly stderr: string };

export type FakeShell = Shell & { readonly said: { stdout: string; stderr: string }; signal(signal: Signal): void };

/** A shell whose outputs are kept as text, whose clock moves by 1 ms a look, and whose signals a test sends. */
export function fakeShell(
  cwd = '.',
  settings: Partial<Pick<Output, 'isTerminal' | 'columns'>> & { env?: Shell['env'] } = {},
): FakeShell {
  const { isTerminal = false, columns, env = { LANG: 'C.UTF-8' } } = settings;
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<(signal: Signal) => void>();
  let time = 0;
  const output = (name: 'stdout' | 'stderr'): Output => ({
    isTerminal,
    columns,
    write: (text) => {
      said[name] += text;
    },
  });
  return {
    said,
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    cwd,
    now: () => time++,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exit: (code) => {
      throw new Error(`exit ${code}`);
    },
    signal: (signal) => {
      for (const listener of [...listeners]) listener(signal);
    },
  };
}

/** What blastradius answers to a command line: `blastradius('run', 'a.yaml')`. */
export async function blastradius(cwd: string, ...argv: string[]): Promise<Said> {
  const shell = fakeShell(cwd);
  const exitCode = await answer(argv, shell);
  return { exitCode, ...shell.said };
}

/** A folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'blastradius-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

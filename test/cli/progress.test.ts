import { expect, it } from 'vitest';
import { duration, progressLine, progressOn } from '../../src/cli/progress.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { fakeShell } from './fake-shell.ts';

function watched(isTerminal: boolean, stepMs: number, steps: number): string {
  let time = 0;
  const shell = { ...fakeShell('.', { isTerminal }), now: () => time };
  const progress = progressOn(shell, terminalOf(shell.stderr, shell.env, false), 'worlds');
  for (let step = 1; step <= steps; step++) {
    time = step * stepMs;
    progress.update(step, steps);
  }
  progress.end();
  return shell.said.stderr;
}

it('says how many, how fast and how long', () => {
  expect(progressLine('worlds', 4096, 10_000, 2000)).toBe('4,096 of 10,000 worlds, 2,048/s, 3 s left');
});

it('redraws one line on a terminal and clears it at the end', () => {
  const text = watched(true, 100, 20);
  expect(text).not.toContain('\n');
  expect(text.endsWith('\r\x1b[K')).toBe(true);
});

it('is silent in logs of runs that take less than 10 seconds', () => {
  expect(watched(false, 99, 100)).toBe('');
});

it('writes a plain line every 5 seconds to the log of a longer run', () => {
  const lines = watched(false, 1000, 21).trim().split('\n');
  expect(lines).toHaveLength(3); // at 10, 15 and 20 s
  expect(lines[0]).toBe('10 of 21 worlds, 1/s, 11 s left');
});

it.each([
  [8, '8 s'],
  [125, '2 min 5 s'],
  [4320, '1 h 12 min'],
])('says %i seconds as %s', (seconds, said) => expect(duration(seconds)).toBe(said));

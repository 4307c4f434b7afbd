import { expect, it } from 'vitest';
import type { Problem } from '../../src/base/errors.ts';
import { codeFrames } from '../../src/cli/code-frame.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { COMMAND_LINE } from '../../src/cli/usage.ts';
import { fakeShell } from './fake-shell.ts';

const plain = terminalOf(fakeShell().stdout, {}, false);
const frames = (text: string, ...problems: Problem[]): string =>
  codeFrames(problems, { pathOf: (name) => `models/${name}`, textOf: () => text }, plain);
const problem = (line: number, column: number, length: number): Problem => ({
  at: { file: 'a.yaml', line, column, length },
  expected: 'the id of a component',
  found: '"planer"',
  fix: 'Did you mean "planner"?',
});

it('shows place, expectation, the line with a caret under the word, and the fix', () => {
  expect(
    frames('relations:\n  - from: planer\n', problem(2, 11, 6)),
  ).toBe(`error: expected the id of a component, found "planer"
  --> models/a.yaml:2:11
    |
  2 |   - from: planer
    |           ^^^^^^
  = Did you mean "planner"?
`);
});

it('tells several problems in the order of the file', () => {
  const text = frames('a\nb\nc\n', problem(3, 1, 1), problem(1, 1, 1));
  expect(text.indexOf('a.yaml:1:1')).toBeLessThan(text.indexOf('a.yaml:3:1'));
});

it('puts the caret under wide characters, tabs and control characters as they are drawn', () => {
  const lines = frames('\t支\x1b[31m: planer', problem(1, 10, 6)).split('\n');
  const [code = '', caret = ''] = [lines[3], lines[4]];
  expect(code).toBe('  1 |   支\\u{1b}[31m: planer');
  // Up to the caret: two columns for the tab, two for the wide character.
  expect(caret.indexOf('^')).toBe(code.indexOf('planer') + 1);
});

it('shows what stands around the column of a very long line', () => {
  const line = `${'x'.repeat(5000)}planer${'y'.repeat(5000)}`;
  const [, , , code = '', caret = ''] = frames(line, problem(1, 5001, 6)).split('\n');
  expect(code.length).toBeLessThan(220);
  expect(code.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('planer');
});

it('shows no line of a file that it does not have, and no place of a mistake in what was typed', () => {
  expect(frames('', problem(7, 1, 1))).not.toContain('|');
  expect(frames('', { ...problem(1, 1, 1), at: { file: COMMAND_LINE } })).not.toContain('-->');
});

it('stops after a screenful and says how many there are more', () => {
  const many = Array.from({ length: 60 }, (_, i) => problem(i + 1, 1, 1));
  expect(frames('x\n'.repeat(60), ...many)).toContain('and 10 more errors');
});

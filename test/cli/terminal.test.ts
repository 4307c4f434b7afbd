import { describe, expect, it } from 'vitest';
import { bar, table, terminalOf } from '../../src/cli/terminal.ts';
import { fakeShell } from './fake-shell.ts';

const terminal = (env: Record<string, string>, isTerminal = true, flag = true) =>
  terminalOf(fakeShell('.', { isTerminal, columns: 80 }).stdout, env, flag);
const isColoured = (...given: Parameters<typeof terminal>): boolean => terminal(...given).paint.red('x') !== 'x';

describe('colour', () => {
  it('is on at a terminal and off elsewhere', () => {
    expect(isColoured({})).toBe(true);
    expect(isColoured({}, false)).toBe(false);
    expect(isColoured({ TERM: 'dumb' })).toBe(false);
  });
  it('obeys NO_COLOR, FORCE_COLOR over it, and --no-color over both', () => {
    expect(isColoured({ NO_COLOR: '1' })).toBe(false);
    expect(isColoured({ FORCE_COLOR: '1', NO_COLOR: '1' }, false)).toBe(true);
    expect(isColoured({ FORCE_COLOR: '0' })).toBe(false);
    expect(isColoured({ FORCE_COLOR: '1' }, true, false)).toBe(false);
  });
});

describe('a bar', () => {
  const unicode = terminal({ LANG: 'de_DE.UTF-8' });
  const ascii = terminal({ LANG: 'C' });
  it('is drawn in eighths of a column, or in whole ones where the locale has no blocks', () => {
    expect(bar(unicode, 0.5, 4)).toBe('██');
    expect(bar(unicode, 0.53125, 4)).toBe('██▏');
    expect(bar(ascii, 0.5, 4)).toBe('##');
  });
  it('never hides what is above 0', () => {
    expect(bar(unicode, 1e-9, 8)).toBe('▏');
    expect(bar(ascii, 1e-9, 8)).toBe('#');
    expect(bar(unicode, 0, 8)).toBe('');
  });
});

describe('a table', () => {
  const plain = terminal({ LANG: 'C.UTF-8' }, false);
  it('lines up wide characters and numbers', () => {
    const rows = [
      ['支援', '1'],
      ['planner', '12'],
    ];
    expect(table(plain, [{ head: 'name' }, { head: 'n', align: 'right' }], rows)).toBe(
      ['  name      n', '  支援      1', '  planner  12'].join('\n'),
    );
  });
  it('shortens the column that may give way', () => {
    const narrow = { ...plain, columns: 20 };
    const drawn = table(narrow, [{ head: 'id', shrinkTo: 6 }, { head: 'kind' }], [['a-very-long-identifier', 'agent']]);
    expect(drawn.split('\n').every((line) => line.length <= 20)).toBe(true);
    expect(drawn).toContain('…  agent');
  });
  it('prints no control character of a cell', () => {
    expect(table(plain, [{ head: '' }], [['\x1b]0;x\x07']])).toBe('  \\u{1b}]0;x\\u{7}');
  });
});

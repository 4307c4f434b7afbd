import { describe, expect, it } from 'vitest';
import { amount, bytes, chance, count, interval, percent } from '../../src/cli/numbers.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { fakeShell } from './fake-shell.ts';

describe('amounts', () => {
  it.each([
    [0, '0'],
    [12345, '12,345'],
    [1234.5, '1,235'],
    [45.67, '45.7'],
    [2.346, '2.35'],
    [0.012, '0.012'],
    [0.0001, '<0.001'],
  ])('%f is said as %s', (value, said) => expect(amount(value)).toBe(said));
});

describe('shares', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.4317, '43.2 %'],
    [0.00001, '<0.1 %'],
    [0.99999, '>99.9 %'],
  ])('%f is said as %s', (share, said) => expect(percent(share)).toBe(said));
});

describe('probabilities', () => {
  it.each([
    [0.9, '0.90'],
    [0.0996, '0.10'],
    [0.0123, '0.012'],
    [0.00011, '1.1e-4'],
    [0, '0.00'],
  ])('%f is said as %s', (p, said) => expect(chance(p)).toBe(said));
});

it('joins the ends of an interval by what the terminal can show', () => {
  const { stdout } = fakeShell();
  expect(interval(terminalOf(stdout, { LANG: 'C.UTF-8' }, false), [1, 2.5])).toBe('1–2.50');
  expect(interval(terminalOf(stdout, { LANG: 'C' }, false), [1, 2.5])).toBe('1-2.50');
});

it('counts things and bytes', () => {
  expect([count(1, 'arc'), count(2000, 'arc')]).toEqual(['1 arc', '2,000 arcs']);
  expect([bytes(12), bytes(2048), bytes(60 * 1024 * 1024)]).toEqual(['12 bytes', '2.0 KB', '60.0 MB']);
});

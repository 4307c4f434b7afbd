import { describe, expect, it } from 'vitest';
import { parseArcProbability } from '../../src/cli/arc-probability-option.ts';
import { parseEntry } from '../../src/cli/entry-option.ts';
import { share, wholeNumber } from '../../src/cli/option-value.ts';
import { parseThreats } from '../../src/cli/threats-option.ts';
import { agenticClasses, threatClasses } from '../../src/graph/kinds.ts';

describe('--entry', () => {
  const ids = ['planner', 'web search', 'a,b', 'each'];
  const parse = (text: string) =>
    parseEntry(
      text,
      (id) => ids.includes(id),
      () => ids,
    );

  it.each([
    ['each', { form: 'every' }],
    ['exposed', { form: 'exposed' }],
    ['random', { form: 'random' }],
    ['random:3', { form: 'sample', count: 3 }],
    ['planner', { form: 'together', ids: ['planner'] }],
    ['planner,web%20search', { form: 'together', ids: ['planner', 'web search'] }],
    ['planner, web search', { form: 'together', ids: ['planner', 'web search'] }],
    ['a%2Cb', { form: 'together', ids: ['a,b'] }],
    ['id:each', { form: 'together', ids: ['each'] }],
    ['id:each,planner', { form: 'together', ids: ['each', 'planner'] }],
  ])('%s', (text, entries) => expect(parse(text)).toEqual(entries));

  it.each([
    ['planer', 'Did you mean "planner"?'],
    ['', 'percent-encoded'],
    ['planner,', 'percent-encoded'],
    ['%zz', 'percent-encoded'],
    ['random:0', '--entry random:3'],
    ['random:x', '--entry random:3'],
    ['randm', 'Did you mean "random"?'],
  ])('refuses %j: %s', (text, fix) => expect(() => parse(text)).toThrow(fix));
});

describe('--threats', () => {
  it('takes classes and families, in the order of the vocabulary', () => {
    expect(parseThreats('tool-misuse,memory-poisoning')).toEqual(['memory-poisoning', 'tool-misuse']);
    expect(parseThreats('agentic')).toEqual(agenticClasses);
    expect(parseThreats('stride, agentic')).toEqual(threatClasses);
    expect(parseThreats('all')).toEqual(threatClasses);
  });
  it.each(['tool-missuse', '', 'toString'])('refuses %j', (text) =>
    expect(() => parseThreats(text)).toThrow('a threat class'),
  );
});

describe('numbers', () => {
  const worlds = wholeNumber('--worlds', 1, 1000, 10);
  const half = share('--precision', 0.01, 'above zero');
  it('are whole where they count', () => {
    expect(worlds('1_000')).toBe(1000);
    for (const text of ['0', '1001', '1.5', '', 'x', '1e2', '-3', ' '])
      expect(() => worlds(text), text).toThrow('a whole number from 1 to 1000');
  });
  it('lie between 0 and 1 where they are shares', () => {
    expect(half('1e-3')).toBe(0.001);
    for (const text of ['0', '1.1', '', 'NaN', '-0.1', '0x1', 'Infinity', '1e', '.'])
      expect(() => half(text), text).toThrow('above 0 and at most 1');
  });
});

describe('--probability', () => {
  it.each([
    ['1', 1],
    [' .5 ', 0.5],
    ['1e-3', 0.001],
    ['2.4e-10', 2.4e-10],
    ['weighted-cascade', 'weighted-cascade'],
    ['trivalency', 'trivalency'],
  ])('%j', (text, value) => expect(parseArcProbability(text)).toBe(value));

  it.each([
    ['abc', 'a number above 0 and at most 1, weighted-cascade or trivalency after --probability, found "abc"'],
    ['abc', 'For example: --probability 0.1.'],
    ['trivialency', 'Did you mean "trivalency"?'],
    ['0x1', 'found "0x1"'],
    ['', 'found ""'],
    ['0', 'above 0'],
    ['1.5', 'at most 1'],
    ['2.3e-10', 'a number of at least 2^-32'],
    ['1e-300', 'use 2.4e-10 or more'],
  ])('refuses %j: %s', (text, message) => expect(() => parseArcProbability(text)).toThrow(message));
});

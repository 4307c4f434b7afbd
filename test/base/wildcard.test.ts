import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLike } from '../../src/base/wildcard.ts';

it.each([
  ['', '', true],
  ['', '*', true],
  ['a', '', false],
  ['abc', 'a*c', true],
  ['abc', 'a?c', true],
  ['abcc', 'a*c', true],
  ['ab', 'a?c', false],
  ['abab', '*ab', true],
  ['ABC', 'abc', false],
  ['a.c', 'a.c', true],
  ['abc', 'a.c', false],
  ['😀', '?', true],
])('%j is like %j: %s', (text, pattern, is) => {
  expect(isLike(text, pattern)).toBe(is);
});

it('means what a regular expression of the same parts means', () => {
  const parts = (marks: readonly string[]) => fc.array(fc.constantFrom(...marks), { maxLength: 8 });
  fc.assert(
    fc.property(parts(['a', 'b']), parts(['a', 'b', '*', '?']), (text, pattern) => {
      const source = pattern.map((mark) => (mark === '*' ? '.*' : mark === '?' ? '.' : mark)).join('');
      expect(isLike(text.join(''), pattern.join(''))).toBe(new RegExp(`^${source}$`, 'u').test(text.join('')));
    }),
  );
});

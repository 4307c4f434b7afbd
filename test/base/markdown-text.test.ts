import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, escaped, markdownTable } from '../../src/base/markdown-text.ts';

describe('Markdown from texts of an input', () => {
  it('keeps names inside code spans', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const span = code(text);
        const fence = /^`+/.exec(span)?.[0] as string;
        expect(span.endsWith(fence)).toBe(true);
        expect(span).not.toMatch(/[\r\n]/);
        const inside = span.slice(fence.length, -fence.length);
        expect((inside.match(/`+/g) ?? []).every((run) => run.length < fence.length || inside.length === 0)).toBe(true);
      }),
    );
  });

  it('escapes whatever could be markup in plain words', () => {
    expect(escaped('a|b *c* [d](e) <f> `g` @h')).toBe('a\\|b \\*c\\* \\[d\\]\\(e\\) \\<f\\> \\`g\\` \\@h');
    expect(escaped('one\ntwo\t three')).toBe('one two three');
  });

  it('leans columns of numbers to the right', () => {
    expect(markdownTable(['name', 'n'], [['a', '1']], 1)).toBe('| name | n |\n| --- | ---: |\n| a | 1 |');
  });
});

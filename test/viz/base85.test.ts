import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode85, encode85 } from '../../viz/base85.ts';

describe('base 85', () => {
  it('gives bytes back as they were, whatever their number', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect([...decode85(encode85(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it('takes five characters for four bytes, none of which can end an element', () => {
    const text = encode85(Uint8Array.from({ length: 4096 }, (_, i) => (i * 2654435761) >>> 13));
    expect(text).toHaveLength(5120);
    expect(text).not.toMatch(/[<>&"'\\`\s]/);
  });

  it('refuses what it did not write', () => {
    expect(() => decode85('ab<de')).toThrow(RangeError);
    expect(() => decode85('abcdé')).toThrow(RangeError);
  });
});

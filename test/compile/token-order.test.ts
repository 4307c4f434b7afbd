import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareToken, tokenOrder } from '../../src/compile/token-order.ts';
import { TokenTable } from '../../src/compile/token-table.ts';
import { byCodeUnits } from '../../src/graph/ids.ts';

const utf8 = new TextEncoder();

function packed(texts: readonly string[]): ReturnType<TokenTable['packed']> {
  const table = new TokenTable();
  for (const text of texts) {
    const bytes = utf8.encode(`<${text}>`);
    table.intern(bytes, 1, bytes.length - 1);
  }
  return table.packed();
}

// Short alphabets around the places where UTF-8 and UTF-16 sort otherwise, and long common beginnings.
const letter = fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffee', '\u{10000}', '\u{10ffff}', 'aaaaaaaa');
const text = fc.array(letter, { maxLength: 6 }).map((letters) => letters.join(''));

it('tokens come in the order of their code units', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
      const different = [...new Set(texts)];
      const order = tokenOrder(packed(texts));
      expect(Array.from(order, (token) => different[token])).toEqual(different.toSorted(byCodeUnits));
    }),
  );
});

it('also when there are enough for the radix sort', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => `node ${(i * 7919) % 5000}`);
  const order = tokenOrder(packed(texts));
  expect(Array.from(order, (token) => texts[token])).toEqual(texts.toSorted(byCodeUnits));
});

it('a token compares with a text as their strings do', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareToken(packed([a]), 0, utf8.encode(b)))).toBe(byCodeUnits(b, a));
    }),
  );
});

it('the table tells new tokens from known ones, through all its sizes', () => {
  const table = new TokenTable();
  const ids = Array.from({ length: 20_000 }, (_, i) => utf8.encode(`x${i}`));
  for (const [i, id] of ids.entries()) expect(table.intern(id, 0, id.length)).toBe(i);
  for (const [i, id] of ids.entries()) expect(table.intern(id, 0, id.length)).toBe(i);
  expect(table.count).toBe(20_000);
  // The beginning of a known token is another one.
  expect(table.intern(ids[12_345] as Uint8Array, 0, 3)).toBe(12);
});

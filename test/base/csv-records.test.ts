import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../src/base/csv-records.ts';
import { forSpreadsheet, fromSpreadsheet } from '../../src/base/spreadsheet-text.ts';

const texts = (text: string): string[][] =>
  csvRecords(text, 'a.csv').map((record) => record.map((field) => field.text));

describe('records of CSV', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons, where commas are part of the texts', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\r\n1\t2'],
    ['the mark that a spreadsheet says', 'sep=;\r\na;b\r\n1;2\r\n'],
    ['old line ends', 'a,b\r1,2\r'],
    ['blanks around fields, and empty lines', '\n a , b\n\n"1" ,\t"2"\n\n'],
  ])('are apart by %s', (_what, text) => {
    expect(texts(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('hold marks, quotes, line ends and blanks in quotes', () => {
    expect(texts('a,b\n" x, ""y""\r\nz ",""\n')).toEqual([
      ['a', 'b'],
      [' x, "y"\r\nz ', ''],
    ]);
  });

  it('tell an empty text from none, and where each field stands', () => {
    const [, second, third] = csvRecords('a,b\n"x\ny",""\n,q\n', 'a.csv');
    expect(second).toEqual([
      { text: 'x\ny', isQuoted: true, line: 2, column: 1 },
      { text: '', isQuoted: true, line: 3, column: 4 },
    ]);
    expect(third?.[0]).toEqual({ text: '', isQuoted: false, line: 4, column: 1 });
  });

  it('take a quote inside a field as it is', () => {
    expect(texts('a,b\n5" disk,x\n')).toEqual([
      ['a', 'b'],
      ['5" disk', 'x'],
    ]);
  });

  it.each([
    ['quotes that are not closed', 'a,b\n1,"2\n3,4\n', 'a.csv:2:3: expected a closing quote'],
    ['text behind quotes', 'a,b\n"1"2,3\n', 'a.csv:2:4: expected the end of the field'],
  ])('are refused with %s', (_what, text, message) => {
    expect(() => texts(text)).toThrow(message);
  });

  it('cost no more than the text is long, on one line too', () => {
    const many = 200_000;
    expect(texts('"a",'.repeat(many))[0]).toHaveLength(many + 1);
  });
});

describe('a text for spreadsheets', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1", "''@x"])(
    'does not begin like a formula: %j',
    (text) => {
      expect(forSpreadsheet(text)).toBe(`'${text}`);
    },
  );

  it.each(["'", "'a", 'a=1', '', ' =1'])('is as it was otherwise: %j', (text) => {
    expect(forSpreadsheet(text)).toBe(text);
  });

  it('keeps apart what was there from what was written instead of something', () => {
    expect(fromSpreadsheet(forSpreadsheet('_x005F\ud800'))).toBe('_x005F\ud800');
  });

  it('comes back exactly, through UTF-8', () => {
    const pieces = fc.constantFrom(
      "'",
      '=',
      '@',
      '_',
      'x',
      'D800',
      '005F',
      '_x005F_',
      '\ud800',
      '\0',
      'a',
      '\ufeff',
      '😀',
    );
    const text = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (one) => {
        const bytes = new TextEncoder().encode(forSpreadsheet(one));
        const read = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        expect(fromSpreadsheet(read)).toBe(one);
      }),
      { numRuns: 1000 },
    );
  });
});

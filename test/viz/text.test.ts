import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interWidths } from '../../viz/inter-widths.ts';
import { fitMiddle, textWidth } from '../../viz/text.ts';

const require = createRequire(import.meta.url);

/** Advance widths in thousandths of the font size, straight from the TTF that resvg is given (tables cmap 4, hmtx). */
function widthsOf(file: string): (character: string) => number {
  const font = readFileSync(require.resolve(`@expo-google-fonts/inter/${file}`));
  const tables = new Map<string, number>();
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    tables.set(font.toString('latin1', 12 + i * 16, 16 + i * 16), font.readUInt32BE(20 + i * 16));
  }
  const table = (name: string): number => tables.get(name) as number;
  const perEm = font.readUInt16BE(table('head') + 18);
  const cmap = table('cmap');
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, i) => cmap + font.readUInt32BE(cmap + 8 + i * 8),
  );
  const at = subtables.find((offset) => font.readUInt16BE(offset) === 4) as number;
  const doubled = font.readUInt16BE(at + 6);
  return (character) => {
    const code = character.charCodeAt(0);
    let segment = 0;
    while (font.readUInt16BE(at + 14 + segment) < code) segment += 2;
    const rangeAt = at + 16 + 3 * doubled + segment;
    const start = font.readUInt16BE(at + 16 + doubled + segment);
    const range = font.readUInt16BE(rangeAt);
    const delta = font.readInt16BE(at + 16 + 2 * doubled + segment);
    const glyph = ((range === 0 ? code : font.readUInt16BE(rangeAt + range + 2 * (code - start))) + delta) & 0xffff;
    return Math.round((font.readUInt16BE(table('hmtx') + 4 * glyph) / perEm) * 1000);
  };
}

describe('text', () => {
  it.each([
    [400, '400Regular/Inter_400Regular.ttf'],
    [600, '600SemiBold/Inter_600SemiBold.ttf'],
  ] as const)('knows the widths of Inter %i', (weight, file) => {
    const widthOf = widthsOf(file);
    const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    const widest = Math.max(...printable.filter((c) => /\d/.test(c)).map(widthOf));
    expect(interWidths[weight]).toEqual(
      printable.map((c) =>
        /\d/.test(c) ? expect.toSatisfy((w: number) => w <= widest && w >= widthOf('0')) : widthOf(c),
      ),
    );
  });

  it('measures accents like their letters, and emoji twice', () => {
    expect(textWidth('é', 10)).toBe(textWidth('e', 10));
    expect(textWidth('🔎', 10)).toBeGreaterThan(10);
  });

  it('keeps both ends of a long name', () => {
    expect(fitMiddle('customer-support-agent-01', 90, 13, 600)).toMatch(/^cust.*….*01$/u);
    expect(fitMiddle('crm', 90, 13, 600)).toBe('crm');
  });

  it('never cuts through a grapheme, and fits', () => {
    const unit = fc.constantFrom('a', 'W', '-', '👩‍💻', 'é', 'אּ', '漢');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 30, max: 200 }), (units, width) => {
        const cut = fitMiddle(units.join(''), width, 13);
        expect(textWidth(cut, 13)).toBeLessThanOrEqual(width);
        const [head, tail] = cut.split('…');
        expect(units.join('').startsWith(head as string)).toBe(true);
        expect(units.join('').endsWith(tail ?? '')).toBe(true);
        expect(cut).not.toMatch(/^\u200d|\u200d…|…\u200d/u);
      }),
    );
  });
});

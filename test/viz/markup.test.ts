import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, h, path, rounded, trusted } from '../../viz/markup.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</script><img src=x onerror=alert(1)>',
    '"><svg onload=x>',
    "' onclick='x",
    '<!--',
    ']]>',
    '\ud800',
    '\u0000',
  ),
);

describe('markup', () => {
  it('lets no text become an element, an attribute or an entity', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { markup } = h('p', { title: text }, text);
        expect(markup).toMatch(/^<p title="[^"<>]*">[^<>]*<\/p>$/);
        expect(markup.replace(/&#\d+;/g, '')).not.toMatch(/[&']|(?![\t\n\r\u0080-\u009f\u007f])\p{Cc}/u);
      }),
    );
  });

  it('keeps what can be kept', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const back = escapeText(text).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
        expect(back).toBe(text);
      }),
    );
  });

  it('rounds numbers to hundredths, and never writes a negative zero', () => {
    expect(h('rect', { x: 1 / 3, y: -0.001 }).markup).toBe('<rect x="0.33" y="0"/>');
    expect(path`M${1.005}  ${-2}L${1e-9} 4`).toBe('M1  -2L0 4');
    expect(rounded(12.3456)).toBe('12.35');
  });

  it('leaves out what is false, and closes what HTML wants closed', () => {
    expect(h('div', { hidden: true, id: null, class: undefined }, false, null, [h('br'), 0]).markup).toBe(
      '<div hidden=""><br>0</div>',
    );
    expect(h('div', {}, trusted('')).markup).toBe('<div></div>');
  });
});

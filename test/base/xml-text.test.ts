import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { fromXml, xmlText } from '../../src/base/xml-text.ts';

/** What a parser makes of a text in an attribute and between tags. */
function parsed(text: string): { attribute: string; between: string } {
  const found = { attribute: '', between: '' };
  const parser = new SaxesParser();
  parser.on('opentag', ({ attributes }) => {
    found.attribute = String(attributes['a']);
  });
  parser.on('text', (between) => {
    found.between += between;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(`<x a="${text}">${text}</x>`).close();
  return found;
}

describe('a text in XML', () => {
  it('comes back as it was, with characters that XML cannot hold, and what looks like them', () => {
    const parts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('_', 'x', '_x', '_xFFFE', '_x0041_', '005F_', '\ufffe', '\uffff', '\ud800', '\udc00', '\0', '\n'),
    );
    fc.assert(
      fc.property(
        fc.array(parts).map((all) => all.join('')),
        (text) => {
          const { attribute, between } = parsed(xmlText(text));
          expect([fromXml(attribute), fromXml(between)]).toEqual([text, text]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is what people wrote wherever XML can hold it', () => {
    expect(xmlText('é 漢 😀 a_x b')).toBe('é 漢 😀 a_x b');
    expect(xmlText('<&">')).toBe('&lt;&amp;&quot;&gt;');
  });

  it('of others is not changed by what only looks like one of ours', () => {
    expect(fromXml('_x0041_ _xFF_ _x00e9_')).toBe('_x0041_ _xFF_ _x00e9_');
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from '../../src/run/json-text.ts';

it('says the same as JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('keeps lists of numbers and pairs on one line, and leaves out what is undefined', () => {
  const value = {
    histogram: [
      [0, 1700],
      [3, 2],
    ],
    reach: [{ id: 'a' }],
    none: undefined,
    empty: {},
  };
  expect(jsonText(value)).toBe(`{
  "histogram": [[0, 1700], [3, 2]],
  "reach": [
    {
      "id": "a"
    }
  ],
  "empty": {}
}
`);
});

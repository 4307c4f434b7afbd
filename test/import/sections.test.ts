import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sectionsOf } from '../../src/import/sections.ts';

const file = `version: 1
components: { a: { kind: agent } }

# above
# the suite
suite: # beside
  worlds: 5 # few

  entries: [a]
  # last
# of the thresholds
thresholds:
- total p95 < 5
- |
  total
   p95 < 6
round: "one
  task"
`;

describe('sections of a file', () => {
  it('come out as they stand there, with their comments, in the order asked for', () =>
    expect(sectionsOf(file, ['thresholds', 'suite', 'same_as', 'round'])).toBe(
      `
# of the thresholds
thresholds:
- total p95 < 5
- |
  total
   p95 < 6

# above
# the suite
suite: # beside
  worlds: 5 # few

  entries: [a]
  # last

round: "one
  task"
`,
    ));
  it('say the same from Windows, with a mark in front, and from JSON', () => {
    const all = ['suite', 'thresholds', 'round'];
    const expected = parse(sectionsOf(file, all));
    expect(parse(sectionsOf(`\uFEFF${file.replaceAll('\n', '\r\n')}`, all))).toEqual(expected);
    const json = JSON.stringify(parse(file));
    expect(parse(sectionsOf(json, all))).toEqual(expected);
  });
  it('are whole where they repeat another', () =>
    expect(parse(sectionsOf('round: &r x\nsuite: { a: *r }\n', ['suite']))).toEqual({ suite: { a: 'x' } }));
  it('may be the last, without an end of line, or empty', () => {
    expect(sectionsOf('a: 1\nround: x', ['round'])).toBe('\nround: x\n');
    expect(sectionsOf('suite:\na: 1', ['suite'])).toBe('\nsuite:\n');
  });
});

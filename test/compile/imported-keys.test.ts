import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';

const parse = (rest: string) =>
  parseSuiteFile(`version: 1\ncomponents: { a: { kind: agent } }\n${rest}`, 'a.yaml').file;

function problemsOf(rest: string): string[] {
  try {
    parse(rest);
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error.problems.map(({ at, expected }) => `${at.line}:${at.column} ${expected}`);
    }
    throw error;
  }
  return [];
}

describe('same_as', () => {
  it('lists what is the same, with ids that other files have', () =>
    expect(parse('same_as:\n  - [a, crew.a, desk.a]\n').sameAs).toEqual([
      { ids: ['a', 'crew.a', 'desk.a'], at: { file: 'a.yaml', line: 4, column: 5, length: 19 } },
    ]));
  it('is none where a file does not speak of it', () => expect(parse('').sameAs).toEqual([]));
  it.each([
    ['same_as: [a, b]', '3:11 a list of lists of component ids, each with at least two'],
    ['same_as: [[a]]', '3:11 a list of lists of component ids, each with at least two'],
    ['same_as: [[a, a]]', '3:11 a list of lists of component ids, each with at least two'],
    ['same_as: [[a, 7]]', '3:15 an id: text of 1 to 200 characters without control characters, not __proto__'],
  ])('refuses %s', (text, problem) => expect(problemsOf(text)).toContain(problem));
});

describe('imported', () => {
  it('says what a file was imported from', () =>
    expect(parse('imported:\n  from: [x.json]\n  components: >-\n    1:a\n    2:b\n').imported).toEqual({
      from: ['x.json'],
      format: null,
      merge: true,
      sameAs: [],
      components: '1:a 2:b',
      relations: '',
    }));
  it('is null in a file that somebody wrote', () => expect(parse('').imported).toBeNull());
  it('needs the sources', () => expect(problemsOf('imported: {}')).toHaveLength(1));
});

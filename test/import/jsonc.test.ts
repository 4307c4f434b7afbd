import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePlace, InvalidInputError } from '../../src/base/errors.ts';
import { blankComments } from '../../src/import/blank-comments.ts';
import { isJsonText, readLocated } from '../../src/import/jsonc.ts';
import { describeForm, find, type Located, textOf } from '../../src/import/located.ts';
import { DEEPEST_LEVEL, MOST_CHARACTERS } from '../../src/import/reading-limits.ts';

const read = (text: string): Located => readLocated({ name: 'f', text });

function refusal(text: string): InvalidInputError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Located values without places. */
function plain(located: Located): unknown {
  if (located.form === 'scalar') return located.value;
  if (located.form === 'list') return located.items.map(plain);
  return Object.fromEntries([...located.entries].map(([key, { value }]) => [key, plain(value)]));
}

describe('reading JSON, JSON with comments, and YAML', () => {
  it('gives the values of any JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        // JSON.parse makes an own key of __proto__, Object.fromEntries as well.
        const wrapped = { value };
        const text = JSON.stringify(wrapped, null, indent);
        expect(JSON.stringify(plain(read(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 300 },
    );
  });

  it('knows where keys and values stand, behind comments, tabs and trailing commas too', () => {
    const text = '{\n\t// "a": no\n\t"a": [1, "x",], /* b\n */ "b": { "c": "//not a comment" },\n}';
    const root = read(text);
    expect(plain(root)).toEqual({ a: [1, 'x'], b: { c: '//not a comment' } });
    const places =
      root.form === 'map' ? [...root.entries].map(([key, { keyAt }]) => `${key} ${describePlace(keyAt)}`) : [];
    expect(places).toEqual(['a f:3:2', 'b f:4:5']);
    const c = find(root, 'b', 'c');
    expect(c).toMatchObject({ at: { line: 4, column: 17, length: 17 }, pointer: '/b/c' });
  });

  it('reads YAML with comments, aliases and merges; keys of the map itself win', () => {
    const root = read('base: &b { x: 1, y: 2 }\nlist: [{ z: 0 }, *b]\nown: # note\n  <<: [*b, { w: 4 }]\n  y: 3\n');
    expect(plain(root)).toEqual({
      base: { x: 1, y: 2 },
      list: [{ z: 0 }, { x: 1, y: 2 }],
      own: { x: 1, y: 3, w: 4 },
    });
  });

  it('takes << in JSON for a key like any other', () => {
    expect(plain(read('{"<<": {"a": 1}}'))).toEqual({ '<<': { a: 1 } });
  });

  it('tells JSON by its first character, comments aside', () => {
    expect(['{}', ' \n[]', '// a\n/* b */ {}', '\uFEFF{}'].map(isJsonText)).toEqual([true, true, true, true]);
    expect(['a: {}', '- [1]', '# {', ''].map(isJsonText)).toEqual([false, false, false, false]);
  });

  it('writes pointers as RFC 6901 does', () => {
    expect(find(read('{"a/b": {"~": 1}}'), 'a/b', '~')?.pointer).toBe('/a~1b/~0');
  });

  it('keeps __proto__ as a key and makes nothing of it', () => {
    const root = read('{"__proto__": {"polluted": true}}');
    expect(root.form === 'map' && root.entries.has('__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reports mistakes of punctuation where they are, several at once', () => {
    expect(refusal('{"a": npx, "b": uvx}').message.split('\n')).toEqual([
      'f:1:7: expected a text in double quotes, a number, true, false or null, found a bare word. Put it in double quotes.',
      'f:1:17: expected a text in double quotes, a number, true, false or null, found a bare word. Put it in double quotes.',
    ]);
    expect(refusal('{"a": 1, "a": 2}').message).toContain('f:1:10: expected each key once');
    expect(refusal('{"path": "C:\\Users"}').problems[0]?.fix).toContain('Write a backslash twice');
    expect(refusal('a: 1\n---\nb: 2').message).toContain('expected one document');
    expect(refusal('a: *nowhere').message).toContain('expected an alias of an anchor further up');
  });

  it('never quotes the text in a message, for it may hold secrets', () => {
    for (const text of [
      '{"TOKEN": s3cr3t}',
      '{"TOKEN": "s3cr3t',
      '{"TOKEN" "s3cr3t"}',
      '"a": "b" s3cr3t',
      'a: *s3cr3t',
      '{"s3cr3t":1,"s3cr3t":2}',
    ]) {
      expect(refusal(text).message).not.toContain('s3cr3t');
    }
  });

  it('refuses what is too deep, of any make, at the place where it gets too deep', () => {
    const column = DEEPEST_LEVEL + 1;
    expect(refusal('['.repeat(1_000_000)).message).toContain(`f:1:${column}: expected at most ${DEEPEST_LEVEL} levels`);
    for (const text of ['{"a":'.repeat(5_000), '- '.repeat(5_000), '? '.repeat(5_000), 'a: &a [*a]']) {
      expect(refusal(text).message).toContain(`expected at most ${DEEPEST_LEVEL} levels of nesting`);
    }
    const deepest = DEEPEST_LEVEL - 1;
    expect(read('['.repeat(deepest) + ']'.repeat(deepest)).form).toBe('list');
  });

  it('refuses aliases of aliases that grow beyond measure', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    expect(refusal(lines.join('\n')).message).toContain('aliases of aliases that grow too large');
  });

  it('refuses more than 50 MB', () => {
    expect(refusal(' '.repeat(MOST_CHARACTERS + 1)).message).toBe(
      'f: expected at most 50 MB of text, found more. Split the file, or leave out what is not about agents.',
    );
  });

  it('answers any text with values or an InvalidInputError', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      ':',
      ',',
      '\n',
      ' ',
      '- ',
      '&x',
      '*x',
      '<<',
      '#',
      '//',
      '/*',
      '!!set',
      '?',
      '|',
      '\t',
      'é',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          read(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('blanking comments', () => {
  it('keeps every other character where it was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('/', '*', '"', '\\', '\n', '\t', 'a', '{'), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const blanked = blankComments(text);
        expect(blanked).toHaveLength(text.length);
        for (let at = 0; at < text.length; at++) {
          if (blanked[at] !== text[at]) expect([' ', '\t']).toContain(blanked[at]);
          if (text[at] === '\n') expect(blanked[at]).toBe('\n');
        }
      }),
    );
  });

  it('leaves comments inside strings alone, and escaped quotes inside strings too', () => {
    expect(blankComments('"http://x" // "y"')).toBe('"http://x"       ');
    expect(blankComments('"\\"//" /**/1')).toBe('"\\"//"     1');
  });
});

describe('describing what stands there', () => {
  it('says the type and never the value', () => {
    const root = read(
      '{"a": {}, "b": {"c": 1}, "d": [], "e": [1], "f": null, "g": "secret", "h": "", "i": 5, "j": false}',
    );
    const forms = root.form === 'map' ? [...root.entries.values()].map(({ value }) => describeForm(value)) : [];
    expect(forms).toEqual([
      'an empty object',
      'an object',
      'an empty list',
      'a list',
      'null',
      'a text',
      'an empty text',
      'a number',
      'false',
    ]);
    expect([textOf(find(root, 'g')), textOf(find(root, 'i')), textOf(undefined)]).toEqual([
      'secret',
      undefined,
      undefined,
    ]);
  });
});

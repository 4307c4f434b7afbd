import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { readLocated } from '../../src/import/jsonc.ts';
import type { Located } from '../../src/import/located.ts';
import { isTomlText } from '../../src/import/toml.ts';

const read = (text: string): Located => readLocated({ name: 'f', text });
const spot = ({ line, column }: Located['at']): string => `${line}:${column}`;

/** `pointer key-place value-place`, in file order. */
function places(located: Located): string[] {
  if (located.form === 'list')
    return located.items.flatMap((item) => [`${item.pointer} ${spot(item.at)}`, ...places(item)]);
  if (located.form === 'scalar') return [];
  return [...located.entries.values()].flatMap(({ keyAt, value }) => [
    `${value.pointer} ${spot(keyAt)} ${spot(value.at)}`,
    ...places(value),
  ]);
}

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('TOML', () => {
  it('says where every key and value stands, and of a table where its header is', () => {
    const text = [
      '# settings',
      'model = "m" # the best',
      '[servers.one]',
      "args = ['a', # ]",
      '  """b"]""""]',
      'env = { A = "1", "b.c" = 2, d.e = true }',
      '[servers."two.x".env]',
      'K = "\\"]"',
      '[[list]]',
      '[[list]]',
      '[list.sub]',
      'n = 2020-01-01 12:00:00',
    ].join('\n');
    expect(places(read(text))).toEqual([
      '/model 2:1 2:9',
      '/servers 3:2 3:1',
      '/servers/one 3:10 3:1',
      '/servers/one/args 4:1 4:8',
      '/servers/one/args/0 4:9',
      '/servers/one/args/1 5:3',
      '/servers/one/env 6:1 6:7',
      '/servers/one/env/A 6:9 6:13',
      '/servers/one/env/b.c 6:18 6:26',
      '/servers/one/env/d 6:29 6:29',
      '/servers/one/env/d/e 6:31 6:35',
      '/servers/two.x 7:10 7:1',
      '/servers/two.x/env 7:18 7:1',
      '/servers/two.x/env/K 8:1 8:5',
      '/list 9:3 9:1',
      '/list/0 9:1',
      '/list/1 10:1',
      '/list/1/sub 11:7 11:1',
      '/list/1/sub/n 12:1 12:5',
    ]);
  });

  it('is told from JSON, YAML and code by its first line', () => {
    for (const text of ['a = 1', '\uFEFF# x\n\n[a."b c"]\r\nd = 1', '[[a]]\nb = 1', '"a b".c = 1'])
      expect(isTomlText(text), text).toBe(true);
    for (const text of [
      '[1]',
      '["a"]',
      '[true]\n',
      '{"a": 1}',
      'a: 1',
      '- a = 1',
      'a == 1',
      'a => b',
      '[a](b)\nc: = 1',
      '',
    ])
      expect(isTomlText(text), text).toBe(false);
  });

  it('is refused at the place of the mistake, without being quoted', () => {
    expect(refusal('a = 1\na = "sk-secret"')).toBe(
      'f:2:1: expected each key and table once, found one that was there before. Rename or remove one of the two.',
    );
    expect(refusal('[x]\nb = "sk-secret')).toMatch(/^f:2:5: expected valid TOML/);
    expect(refusal('[x]\nb = "sk-secret')).not.toContain('sk-');
  });

  it('is refused where it is nested too deeply, however it is written', () => {
    const tooDeep = 'expected at most 200 levels of nesting';
    expect(refusal(`a = ${'['.repeat(100_000)}`)).toMatch(new RegExp(`^f:1:\\d+: ${tooDeep}`));
    expect(refusal(`a = ${'{a='.repeat(100_000)}`)).toMatch(new RegExp(`^f:1:\\d+: ${tooDeep}`));
    expect(refusal(`b = 1\n[x${'.a'.repeat(500_000)}]`)).toMatch(new RegExp(`^f:2:\\d+: ${tooDeep}`));
    const key = `x${'.a'.repeat(150)}`;
    expect(refusal(`[${key}]\n${key} = 1`)).toMatch(new RegExp(`^f:2:\\d+: ${tooDeep}`));
  });

  it('keeps names that objects have already', () => {
    const root = read('__proto__ = 1\n[constructor]\nb = 2');
    expect(places(root)).toEqual(['/__proto__ 1:1 1:13', '/constructor 2:2 2:1', '/constructor/b 3:1 3:5']);
  });

  it('is read or refused, whatever is broken in it', () => {
    const text = '[a."b".c]\nd = ["x", {y = 1}]\n[[e]]\nf.g = """z"""\n';
    const piece = fc.constantFrom('"', "'", '"""', '[', ']', '{', '}', '=', '.', '\n', '#', '\\', '\u0000', ',', '\r');
    const mutation = fc.record({ at: fc.nat(text.length), cut: fc.nat(6), piece });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const mutated = mutations.reduce(
          (before, { at, cut, piece: added }) => before.slice(0, at) + added + before.slice(at + cut),
          text,
        );
        try {
          places(read(mutated));
        } catch (error) {
          if (!(error instanceof InvalidInputError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});

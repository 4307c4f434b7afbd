import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../src/base/errors.ts';
import { dottedName, type PyValue } from '../../../src/import/python/py-value.ts';
import { MOST_PYTHON_CHARACTERS, readPython } from '../../../src/import/python/read-python.ts';

const read = (text: string) => readPython({ name: 'crew.py', text });

/** The value of the last assignment of the module. */
async function assigned(expression: string): Promise<PyValue> {
  const { scopes } = await read(`x = ${expression}`);
  return scopes[0].assignments.at(-1)!.value;
}

/** A value without where it stands, for comparing. */
function plain(value: PyValue): unknown {
  switch (value.form) {
    case 'string':
      return value.text;
    case 'number':
    case 'boolean':
      return value.value;
    case 'none':
      return null;
    case 'name':
    case 'attribute':
      return `<${dottedName(value)}>`;
    case 'list':
      return value.items.map(plain);
    case 'dict':
      return Object.fromEntries(value.entries.map(({ key, value: one }) => [plain(key), plain(one)]));
    case 'template':
      return { template: value.parts.map(plain) };
    case 'spread':
      return { ['*'.repeat(value.stars)]: plain(value.value) };
    case 'call':
      return {
        call: plain(value.callee),
        args: [...value.args.map(plain), ...value.keywords.map((one) => [one.name, plain(one.value)])],
      };
    default:
      return value.form;
  }
}

describe('reading Python values', () => {
  it.each([
    ['\'a\' "b"', 'ab'],
    ["('a\\n'\n 'b')", 'a\nb'],
    ["'a' + 'b'", 'ab'],
    ["r'\\n'", '\\n'],
    ["'\\x41\\u00e9\\\\'", 'Aé\\'],
    ['"""two\nlines"""', 'two\nlines'],
    ['f"a{b}c{{d}}"', { template: ['a', '<b>', 'c{d}'] }],
    ['"a" f"{b}" "c"', { template: ['a', '<b>', 'c'] }],
    ['"%s" % b', { template: ['%s', '<b>'] }],
    ['-1_000', -1000],
    ['[True, None, 1.5]', [true, null, 1.5]],
    ["{'a': (1, 2), **rest}", { a: [1, 2], '[object Object]': { '**': '<rest>' } }],
    ['a.b.c', '<a.b.c>'],
    ['await f(x, *y, key=1, **z)', { call: '<f>', args: ['<x>', { '*': '<y>' }, { '**': '<z>' }, ['key', 1]] }],
    ['Agent[Context](tools=[t])', { call: 'subscript', args: [['tools', ['<t>']]] }],
    ['[f(a) for a in b]', 'comprehension'],
    ['a if b else c', 'choice'],
    ['a < b', 'unknown'],
  ])('%s', async (code, expected) => expect(plain(await assigned(code))).toEqual(expected));
});

describe('reading a Python module', () => {
  it('knows its imports, with aliases and leading dots', async () => {
    const { scopes } = await read(
      'import a.b\nimport c.d as e\nfrom f import g as h, i\nfrom ..j import k\nfrom . import l\nfrom m import *',
    );
    expect(scopes[0].imports.map(({ level, module, name, alias }) => [level, module, name, alias])).toEqual([
      [0, 'a.b', undefined, 'a'],
      [0, 'c.d', undefined, 'e'],
      [0, 'f', 'g', 'h'],
      [0, 'f', 'i', 'i'],
      [2, 'j', 'k', 'k'],
      [1, '', 'l', 'l'],
      [0, 'm', '*', '*'],
    ]);
  });

  it('knows functions and classes: decorators, first line of the docstring, parameters, bases, methods', async () => {
    const { scopes } = await read(
      '@tool("x")\nasync def f(a, /, b: int = 3, *c, d=None, **e) -> str:\n  """\n  Finds.\n  More.\n  """\n' +
        'class C(Base, metaclass=M):\n  "Says."\n  z = 1\n  def m(self): pass',
    );
    const [f] = scopes[0].functions;
    expect(f).toMatchObject({ name: 'f', isAsync: true, doc: 'Finds.', at: { line: 2, column: 11 } });
    expect(f?.decorators.map(plain)).toEqual([{ call: '<tool>', args: ['x'] }]);
    expect(f?.parameters.map(({ name, stars }) => [name, stars])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
      ['d', 0],
      ['e', 2],
    ]);
    const [c] = scopes[0].classes;
    expect(c).toMatchObject({ name: 'C', doc: 'Says.' });
    expect([c?.bases.map(plain), c?.scope.functions.map(({ name }) => name)]).toEqual([['<Base>'], ['m']]);
  });

  it('knows what is bound: tuples, with, for, walrus, annotations, attributes', async () => {
    const { scopes } = await read(
      'a, b = 1, 2\nc: int = 3\nd.e = 4\nf = g = 5\nasync with H() as i, J() as k: pass\nfor l in m: pass\nif (n := o()): pass\np, q = r()',
    );
    expect(scopes[0].assignments.map(({ target, how, value }) => [dottedName(target), how, plain(value)])).toEqual([
      ['a', 'assign', 1],
      ['b', 'assign', 2],
      ['c', 'assign', 3],
      ['d.e', 'assign', 4],
      ['g', 'assign', 5],
      ['f', 'assign', 5],
      ['i', 'with', { call: '<H>', args: [] }],
      ['k', 'with', { call: '<J>', args: [] }],
      ['l', 'for', 'each'],
      ['n', 'assign', { call: '<o>', args: [] }],
      ['p', 'assign', 'element'],
      ['q', 'assign', 'element'],
    ]);
  });

  it('knows what is added to lists', async () => {
    const { scopes } = await read('x.handoffs.append(a)\ny += [b]\ny.extend(c)\nz.insert(0, d)');
    expect(scopes[0].additions.map(({ list, item }) => [dottedName(list), plain(item)])).toEqual([
      ['x.handoffs', '<a>'],
      ['y', { '*': ['<b>'] }],
      ['y', { '*': '<c>' }],
      ['z', '<d>'],
    ]);
  });

  it('gives every call its place, in UTF-16 columns', async () => {
    const { scopes } = await read('x = "é😀"; f(1)\r\n  \n\tg(h())');
    expect(scopes[0].calls.map(({ callee, at }) => [dottedName(callee), at.line, at.column])).toEqual([
      ['f', 1, 12],
      ['h', 3, 4],
      ['g', 3, 2],
    ]);
  });

  it('takes no comment and no docstring for code', async () => {
    const { scopes } = await read('"""\nAgent(name="x")\n"""\n# Agent(name="y")\ndef f():\n  """Agent()"""\n  # g()\n');
    expect(scopes.flatMap(({ calls }) => calls)).toEqual([]);
  });

  it('reads around syntax errors, and says where they are', async () => {
    const { scopes, warnings } = await read('a = f(1)\nb = = 2\nc = g(3)\n');
    expect(scopes[0].calls.map(({ callee }) => dottedName(callee))).toEqual(['f', 'g']);
    expect(warnings.map(({ at }) => at.line)).toEqual([2]);
  });

  it('refuses what is no Python, and what is too long', async () => {
    await expect(read('This is a letter, not a program.\nDear all: see (below')).rejects.toThrow(InvalidInputError);
    await expect(read('\0\0\0')).rejects.toThrow('Python code');
    await expect(read('a'.repeat(MOST_PYTHON_CHARACTERS + 1))).rejects.toThrow('at most 2 MB');
  });

  it('is not afraid of depth', async () => {
    for (const text of [`x = ${'['.repeat(50_000)}${']'.repeat(50_000)}`, `x = 1${' + 1'.repeat(50_000)}`]) {
      const { warnings } = await read(text);
      expect(warnings.map(({ expected }) => expected)).toEqual(['at most 200 levels of brackets']);
    }
    const nested = Array.from({ length: 1500 }, (_, level) => `${' '.repeat(level)}if a:`).join('\n');
    await expect(read(`x = 1\n${nested}\n`)).resolves.toBeDefined();
  });

  it('gives a module or says what is wrong, whatever the text', async () => {
    const words =
      'def class import from as with ( ) [ ] { } : , = . x "s" \'\'\' f" \\ # \n \t @ -> * ** lambda if else é 😀';
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...words.split(' '), ' ', '\n  '), { maxLength: 60 }).map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        const outcome = await read(any).catch((error: unknown) => error);
        expect(outcome instanceof InvalidInputError || (outcome as { scopes?: unknown }).scopes).toBeTruthy();
      }),
      { numRuns: 500 },
    );
  });
});

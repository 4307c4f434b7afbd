import { describe, expect, it } from 'vitest';
import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';

function problemsOf(text: string): readonly Problem[] {
  try {
    parseSuiteFile(text, 'hostile.yaml');
  } catch (error) {
    // Anything else is a defect of our own, and fails the test with its stack.
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

const MEGABYTE = 2 ** 20;
const withComponents = (components: string) => `version: 1\ncomponents: ${components}\n`;

describe('nothing at all', () => {
  it.each([
    ['an empty file', ''],
    ['a comment', '# later\n'],
    ['blank lines', '\n\n  \n'],
    ['an empty document', '---\n'],
    ['null', 'null'],
  ])('%s is told as such', (_what, text) => {
    expect(problemsOf(text)).toMatchObject([{ found: 'nothing', fix: expect.stringContaining('blastradius init') }]);
  });

  it.each([
    ['a text', 'hello', '"hello"'],
    ['a number', '42', '42'],
    ['a list', '- a\n- b', '[a, b]'],
    ['a JSON list', '[{"version": 1}]', 'a list of 1'],
  ])('%s is no map', (_what, text, found) => expect(problemsOf(text)).toMatchObject([{ found }]));

  it('a binary file is refused by its first control character', () => {
    expect(problemsOf('version: 1\n\u0000PNG')).toMatchObject([
      { at: { line: 2, column: 1 }, found: 'the control character U+0000' },
    ]);
  });
});

describe('floods', () => {
  it('of aliases end at their limit, with its place', () => {
    const letters = [...'abcdefghi'];
    const bomb = letters.map((letter, i) => {
      const inner = Array(9).fill(i === 0 ? 'x' : `*${letters[i - 1]}`);
      return `${letter}: &${letter} [${inner.join(', ')}]`;
    });
    const told = problemsOf(['version: 1', ...bomb].join('\n'));
    expect(told.filter(({ expected }) => expected.startsWith('aliases that stand for at most'))).toHaveLength(1);
  });

  it('of aliases to one plain value are no bomb', () => {
    const components = Array.from({ length: 2000 }, (_, i) => `a${i}: ${i === 0 ? '&one { kind: agent }' : '*one'}`);
    expect(problemsOf(withComponents(`{ ${components.join(', ')} }`))).toEqual([]);
  });

  it('of an alias inside itself are refused', () => {
    expect(problemsOf(withComponents('&c { a: *c }'))[0]).toMatchObject({ found: '*c inside &c' });
  });

  it('of levels end at 200', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const tooDeep = 'at most 200 levels of maps and lists inside each other';
    const expectations = (text: string) => problemsOf(text).map(({ expected }) => expected);
    expect(expectations(`x: ${nested(100)}`)).not.toContain(tooDeep);
    expect(expectations(`x: ${nested(300)}`)).toEqual([tooDeep]);
    expect(expectations(`{"x": ${nested(300)}}`)).toEqual([tooDeep]);
    expect(expectations(Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'))).toEqual([tooDeep]);
  });

  it.each(['[', '{', '{"a":', '- ', '? ', '[{', '"', "'", '#', '\\', '|'])('of %s: a megabyte is refused', (part) => {
    expect(problemsOf(part.repeat(MEGABYTE / part.length)).length).toBeGreaterThan(0);
  });

  it('of syntax errors are cut at twenty, with the number of the rest', () => {
    const told = problemsOf(`a: [${','.repeat(100)}]`);
    expect(told).toHaveLength(21);
    expect(told.at(-1)?.found).toMatch(/^\d+ more mistakes from here on$/);
  });
});

describe('names', () => {
  const script = '</script><img src=x onerror=alert(1)>';

  it.each([
    script,
    'constructor',
    'toString',
    'hasOwnProperty',
    'a b',
    'ünïcode ✓',
    "it's",
    'each',
    '%2F',
    '..',
    'x'.repeat(200),
  ])('like %s are ids', (id) => {
    const text = JSON.stringify({
      version: 1,
      components: { [id]: { kind: 'agent' }, b: { kind: 'agent' } },
      relations: [{ from: id, to: 'b', kind: 'delegates' }],
      suite: { entries: [id] },
    });
    const { ecosystem } = parseSuiteFile(text, 'names.json').file;
    expect(ecosystem.components.map(({ id }) => String(id)).sort()).toEqual([id, 'b'].sort());
  });

  it.each([
    ['too long', 'x'.repeat(201)],
    ['empty', ''],
    ['with a new line', 'a\nb'],
    ['with an escape', '\u001b[31m'],
  ])('%s are refused', (_what, id) => {
    expect(problemsOf(JSON.stringify({ version: 1, components: { [id]: { kind: 'agent' } } }))).toHaveLength(1);
  });

  it.each([
    ['a component in YAML', withComponents('{ __proto__: { kind: agent }, a: { kind: agent } }')],
    ['a component in JSON', '{"version": 1, "components": {"a": {"kind": "agent"}, "__proto__": {"kind": "agent"}}}'],
    [
      'a key far inside',
      withComponents('{ a: { kind: agent, hardening: { __proto__: 1, successes: 1, trials: 2 } } }'),
    ],
    [
      'an end of a relation',
      `${withComponents('{ a: { kind: agent } }')}relations: [{ from: a, to: __proto__, kind: reads }]`,
    ],
  ])('__proto__ is refused by name as %s', (_where, text) => {
    const told = problemsOf(text);
    expect(told).toHaveLength(1);
    expect(told[0]?.found).toContain('__proto__');
    expect(({} as { kind?: string }).kind).toBeUndefined();
  });
});

describe('traps of YAML', () => {
  it.each([
    ['a tab as indentation', 'version: 1\ncomponents:\n\ta: { kind: agent }', 3, 'Replace the tab'],
    ['a second document', 'version: 1\n---\nversion: 1', 2, 'Remove the line "---"'],
    ['a bracket that is not closed', 'version: 1\ncomponents: { a: { kind: agent }\nsuite: {}', 3, 'Close the bracket'],
    ['a quote that is not closed', 'version: 1\nname: "desk\ncomponents: {}\n', 4, 'Close the quote'],
    ['a key without a blank after its colon', 'version: 1\nname:desk\ncomponents: {}\n', 2, 'Is a colon missing'],
    ['an alias to nothing', withComponents('{ a: *b }'), 2, 'Put quotes around it'],
  ])('%s', (_what, text, line, fix) => {
    expect(problemsOf(text)[0]).toMatchObject({ at: { line }, fix: expect.stringContaining(fix) });
  });

  it('a key twice is told in YAML and in JSON, however far apart', () => {
    expect(problemsOf(withComponents('{ a: { kind: agent }, "a": { kind: tool } }'))).toMatchObject([
      { at: { line: 2, column: 35 }, found: 'a second "a"' },
    ]);
    expect(
      problemsOf('{"version": 1,\n "components": {"a": {"kind": "agent"},\n  "\\u0061": {"kind": "tool"}}}'),
    ).toMatchObject([{ at: { line: 3, column: 3 }, found: 'a second "a"' }]);
  });

  it('ids stay as they are written: no, on, 007 and 1.10 as keys', () => {
    const { ecosystem } = parseSuiteFile(
      `${withComponents('{ no: { kind: agent }, on: { kind: agent }, 007: { kind: agent }, 1.10: { kind: agent } }')}` +
        'relations: [{ from: no, to: on, kind: messages }, { from: "007", to: "1.10", kind: messages }]\n',
      'traps.yaml',
    ).file;
    expect(ecosystem.components.map(({ id }) => String(id))).toEqual(['007', '1.10', 'no', 'on']);
  });

  it('a tag that YAML does not know is a warning', () => {
    const { warnings } = parseSuiteFile(withComponents('{ a: { kind: !special agent } }'), 'tag.yaml');
    expect(warnings).toMatchObject([{ at: { line: 2 }, expected: 'plain YAML' }]);
  });

  it('an error in JSON has its line and column', () => {
    expect(problemsOf('{\n  "version": 1,\n  "components": {\n    "a": { "kind": "agnet" }\n  }\n}')).toMatchObject([
      { at: { line: 4, column: 20, length: 7 }, found: '"agnet"' },
    ]);
  });
});

it('20,000 relations are read', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `a${i}`);
  const relations = ids.map((id, i) => ({
    from: id,
    to: ids[(7 * i + 1) % ids.length],
    kind: 'delegates',
    trust: 0.5,
  }));
  const components = Object.fromEntries(ids.map((id) => [id, { kind: 'agent' }]));
  const { file } = parseSuiteFile(JSON.stringify({ version: 1, components, relations }), 'big.json');
  expect(file.ecosystem.relations).toHaveLength(20_000);
});

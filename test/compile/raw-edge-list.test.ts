import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { parseEdgeList } from '../../src/compile/raw-edge-list.ts';

const parse = (text: string, undirected = false) => parseEdgeList(text, 'g.txt', { undirected });

/** The arcs as `u>v` or `u>v:p`. */
function arcs(text: string, undirected = false): string[] {
  const { ids, source, target, probability } = parse(text, undirected);
  return Array.from(source, (u, arc) => {
    const weight = probability === null ? '' : `:${probability[arc]}`;
    return `${ids[u]}>${ids[target[arc] as number]}${weight}`;
  });
}

function problemsOf(text: string): readonly Problem[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

const found = (text: string): string[] =>
  parse(text).warnings.map(({ at, found }) => `${at.line}:${at.column} ${found}`);

describe('lines', () => {
  it.each([
    ['blanks', '1 2\n2 3\n'],
    ['tabs', '1\t2\n2\t3'],
    ['commas', '1,2\n2,3'],
    ['commas and blanks', ' 1 , 2 \n2, 3'],
    ['Windows line ends', '1 2\r\n2 3\r\n'],
    ['comments and empty lines', '# a graph\n% more\n\n1 2 # first\n  2   3  \n\n'],
  ])('with %s are arcs', (_what, text) => {
    expect(arcs(text)).toEqual(['1>2', '2>3']);
    expect(found(text)).toEqual([]);
  });

  it('give ids in the order of first appearance', () => expect(parse('9 3\n3 1').ids).toEqual(['9', '3', '1']));

  it('take any token as an id: numbers are texts, 7 is not 07', () => {
    const text = '7 07\n7.0 -7\n+7 7e0\nü </script>\n12345678901234567890 constructor';
    expect(arcs(text)).toEqual(['7>07', '7.0>-7', '+7>7e0', 'ü></script>', '12345678901234567890>constructor']);
  });

  it('apart by tabs or commas may have blanks in ids, and CSV quotes', () => {
    expect(arcs('New York\tLos Angeles\t0.5')).toEqual(['New York>Los Angeles:0.5']);
    expect(arcs('"Doe, J.","say ""hi""",0.5\nplain,"Doe, J.",0.25')).toEqual([
      'Doe, J.>say "hi":0.5',
      'plain>Doe, J.:0.25',
    ]);
  });

  it('that repeat are parallel arcs; those of a node with itself are dropped and counted', () => {
    expect(arcs('a b\na b\na a\nb b')).toEqual(['a>b', 'a>b']);
    expect(parse('a b\na b\na a\nb b\nc c')).toMatchObject({ droppedSelfLoops: 3, ids: ['a', 'b', 'c'] });
  });

  it('are arcs both ways in an undirected graph', () => {
    expect(arcs('a b 0.5\nb c 0.25', true)).toEqual(['a>b:0.5', 'b>a:0.5', 'b>c:0.25', 'c>b:0.25']);
  });
});

describe('the third column', () => {
  it('is the probability if all of it lies above 0 and up to 1', () => {
    expect(arcs('a b 0.5\nb c 1\nc d 1e-3')).toEqual(['a>b:0.5', 'b>c:1', 'c>d:0.001']);
  });

  it.each([
    ['a count', 'a b 0.5\nb c 3', '2:5 "3"'],
    ['nought', 'a b 0\nb c 0.3', '1:5 "0"'],
    ['a word', 'a b often\nb c 0.3\nc d never', '2:5 "0.3"'],
    ['nothing on some line', 'a b 0.5\nb c', '2:1 none'],
  ])('is left out with a warning for %s', (_what, text) => {
    const [warning] = parse(text).warnings.slice(-1);
    expect(parse(text).probability).toBeNull();
    expect(warning?.fix).toContain('left out');
  });

  it('of ones is kept with a warning', () => {
    expect(arcs('a b 1\nb c 1')).toEqual(['a>b:1', 'b>c:1']);
    expect(found('a b 1\nb c 1')).toEqual(['1:1 1 on every line']);
  });
});

describe('a header', () => {
  it('that names the columns is obeyed', () => {
    expect(arcs('weight,target,source\n0.5,b,a\n')).toEqual(['a>b:0.5']);
  });

  it('with a count gives arcs without a probability', () => {
    const text = 'origin,destination,count\nZRH,JFK,12\nJFK,ZRH,7\n';
    expect(arcs(text)).toEqual(['ZRH>JFK', 'JFK>ZRH']);
    expect(found(text)).toEqual(['2:9 "12"']);
  });

  it('is guessed, with a warning, if the next line has numbers where it has words', () => {
    expect(arcs('left right\n1 2')).toEqual(['1>2']);
    expect(arcs('x y chance\na b 0.5')).toEqual(['a>b:0.5']);
    expect(found('left right\n1 2')).toEqual(['1:1 "left right"']);
  });

  it('is not seen in the words of an ordinary line', () =>
    expect(arcs('ann bob\nbob cid')).toEqual(['ann>bob', 'bob>cid']));

  it('further columns are said not to be read', () => {
    expect(found('a b 0.5 x\nb c 0.5 y')).toEqual(['1:1 further columns (1 after the third)']);
  });
});

describe('mistakes', () => {
  it('are told all at once with their places', () => {
    expect(problemsOf('a b\nalone\nb c\n  also\n').map(({ at, found }) => `${at.line}:${at.column} ${found}`)).toEqual([
      '2:1 only "alone"',
      '4:3 only "also"',
    ]);
  });

  it('are cut at twenty, with the number of the rest', () => {
    const problems = problemsOf(`a b\n${'x\n'.repeat(50)}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatchObject({ at: { line: 22 }, found: '30 more from here on that are none' });
  });

  it.each([
    ['__proto__', 'a __proto__', 'the reserved word __proto__'],
    ['a very long token', `a ${'x'.repeat(201)}`, 'an id of 201 characters'],
    ['an escape sequence', 'a \u001b[31m', 'an id with a control character'],
    ['an empty field', 'a,b\n,c', 'an empty id'],
  ])('%s is no id', (_what, text, message) => expect(problemsOf(text)).toMatchObject([{ found: message }]));

  it.each(['', '\n\n', '# nothing\n'])('%j has no arc', (text) => {
    expect(problemsOf(text)).toMatchObject([{ expected: 'at least one line "u v"' }]);
  });
});

it('agrees with a plain reading by split, on any graph', () => {
  const token = fc.oneof(fc.nat(30).map(String), fc.constantFrom('a', 'b', '007', 'x-y', 'é', '99999999'));
  const line = fc.tuple(token, token, fc.integer({ min: 1, max: 1000 }));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom(' ', '\t', '  '), (lines, blank) => {
      // A first line of words before one of numbers would be read as a header.
      const all = [['1', '2', 500] as const, ...lines];
      const text = all.map(([u, v, p]) => [u, v, p / 1000].join(blank)).join('\n');
      const expected = all.filter(([u, v]) => u !== v).map(([u, v, p]) => `${u}>${v}:${p / 1000}`);
      expect(arcs(text)).toEqual(expected);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcsOf, dataOf, idsOf, places, problemsIn, readBytes, readPieces, readText } from './read-raw-text.ts';

const arcs = async (text: string, undirected = false): Promise<string[]> =>
  arcsOf(await readText(text, { undirected }));
const found = async (text: string): Promise<string[]> => places((await readText(text)).warnings);
const utf8 = new TextEncoder();

describe('lines', () => {
  it.each([
    ['blanks', '1 2\n2 3\n'],
    ['tabs', '1\t2\n2\t3'],
    ['commas', '1,2\n2,3'],
    ['commas and blanks', ' 1 , 2 \n2, 3'],
    ['Windows line ends', '1 2\r\n2 3\r\n'],
    ['comments and empty lines', '# a graph\n% more\n\n1 2 # first\n  2   3  \n\n'],
  ])('with %s are arcs', async (_what, text) => {
    expect(await arcs(text)).toEqual(['1>2', '2>3']);
    expect(await found(text)).toEqual([]);
  });

  it('give numbers in their order, texts by code units', async () => {
    expect(idsOf(await readText('9 30\n30 1'))).toEqual(['1', '9', '30']);
    expect(idsOf(await readText('9 30\n30 a'))).toEqual(['30', '9', 'a']);
    // U+FF61 is after the surrogates of U+1F600, although its code point is smaller.
    expect(idsOf(await readText('\uff61 \u{1f600}\né z'))).toEqual(['z', 'é', '\u{1f600}', '\uff61']);
  });

  it('take any token as an id: numbers are texts, 7 is not 07', async () => {
    const text = '7 07\n7.0 -7\n+7 7e0\nü </script>\n12345678901234567890 constructor';
    expect((await arcs(text)).sort()).toEqual(
      ['7>07', '7.0>-7', '+7>7e0', 'ü></script>', '12345678901234567890>constructor'].sort(),
    );
  });

  it('apart by tabs or commas may have blanks in ids, and CSV quotes', async () => {
    expect(await arcs('New York\tLos Angeles\t0.5')).toEqual(['New York>Los Angeles:0.5']);
    expect(await arcs('"Doe, J.","say ""hi""",0.5\nplain,"Doe, J.",0.25')).toEqual([
      'Doe, J.>say "hi":0.5',
      'plain>Doe, J.:0.25',
    ]);
  });

  it('that repeat are parallel arcs; those of a node with itself are dropped and counted', async () => {
    const graph = await readText('a b\na b\na a\nb b\nc c');
    expect(arcsOf(graph)).toEqual(['a>b', 'a>b']);
    expect(graph.droppedSelfLoops).toBe(3);
    expect(idsOf(graph)).toEqual(['a', 'b', 'c']);
    expect(idsOf(await readText('7 7\n1 2'))).toEqual(['1', '2', '7']);
  });

  it('are arcs both ways in an undirected graph', async () => {
    expect(await arcs('a b 0.5\nb c 0.25', true)).toEqual(['a>b:0.5', 'b>a:0.5', 'b>c:0.25', 'c>b:0.25']);
  });
});

describe('semicolons', () => {
  it.each([
    ['with a header', 'source;target;p\n1;2;0.5\n2;3;0.25\n', ['1>2:0.5', '2>3:0.25']],
    ['without one', '1;2\n2;3', ['1>2', '2>3']],
    ['with blanks beside them', '1 ; 2 ; 0.5\n 2;3; .25 \r\n', ['1>2:0.5', '2>3:0.25']],
    ['with quotes', '"a;b";c\n"say ""hi""";New York\n', ['a;b>c', 'say "hi">New York']],
    ['with a count', '1;2;7\n2;3;8;x\n3;4;9\n', ['1>2', '2>3', '3>4']],
  ])('separate fields %s', async (_what, text, expected) => expect(await arcs(text)).toEqual(expected));

  it('are part of an id where blanks, tabs or commas separate', async () => {
    expect(await arcs('a;b c;d')).toEqual(['a;b>c;d']);
    expect(await arcs('a;b\tc;d')).toEqual(['a;b>c;d']);
    expect(await arcs('a;b,c;d')).toEqual(['a;b>c;d']);
  });
});

describe('the third column', () => {
  it('is the probability if all of it lies above 0 and up to 1', async () => {
    expect(await arcs('a b 0.5\nb c 1\nc d 1e-3')).toEqual(['a>b:0.5', 'b>c:1', 'c>d:0.001']);
  });

  it.each([
    ['a count', 'a b 0.5\nb c 3', '2:5 "3"'],
    ['nought', 'a b 0\nb c 0.3', '1:5 "0"'],
    ['a word', 'a b 0.2\nc d never', '2:5 "never"'],
    ['nothing on some line', 'a b 0.5\nb c', '2:1 none'],
    ['nothing first, a count later', 'a b\nb c 3\nc d', '2:5 "3"'],
  ])('is left out with a warning for %s', async (_what, text, where) => {
    const { graph, warnings, assumedProbability } = await readText(text);
    expect(typeof graph.chance).toBe('number');
    expect(assumedProbability).toBe(0.1);
    expect(places(warnings)).toEqual([where]);
    expect(warnings[0]?.fix).toContain('left out');
  });

  it('of ones is kept with a warning', async () => {
    expect(await arcs('a b 1\nb c 1')).toEqual(['a>b:1', 'b>c:1']);
    expect(await found('a b 1\nb c 1')).toEqual(['1:1 1 on every line']);
  });
});

describe('a column headed p, prob or probability', () => {
  const values = ['-1', 'nan', '2', 'abc', '0x1'];
  it.each([
    ['p', 'source,target,p', ','],
    ['Probability', 'u v Probability', ' '],
    ['prob, where nothing below it is a number', 'x\ty\tprob', '\t'],
  ])('%s: each value that is no probability is told with its place', async (_what, head, apart) => {
    const text = [head, ...values.map((value) => ['a', 'b', value].join(apart)), ['a', 'c', '0.5'].join(apart)];
    expect(places(await problemsIn(text.join('\n')))).toEqual(values.map((value, i) => `${i + 2}:5 "${value}"`));
  });

  it('caps what it tells', async () => {
    const problems = await problemsIn(`u,v,p\n${'1,2,7\n'.repeat(30)}`);
    expect([problems.length, problems.at(-1)?.found]).toEqual([21, '10 more from here on that are none']);
  });

  it.each([
    ['numbers', 'u,v,p\n1,2,0.5\n2,3,0\n3,9,0.0\n'],
    ['words', 'u,v,p\na,b,0.5\nb,c,0\nc,d,0e0\n'],
  ])('0 leaves an arc out, not its nodes: %s', async (_what, text) => {
    const read = await readText(text);
    expect([arcsOf(read).length, idsOf(read).length, read.assumedProbability]).toEqual([1, 4, null]);
    expect(arcsOf(read)[0]).toContain(':0.5');
    expect(places(read.warnings).at(-1)).toBe('3:5 2 arcs of probability 0');
    const undirected = await readText(text, { undirected: true });
    expect(places(undirected.warnings).at(-1)).toBe('3:5 4 arcs of probability 0');
  });

  it('of nothing but 0 gives nodes alone, with nothing assumed', async () => {
    const read = await readText('source,target,p\na,b,0\n');
    expect([arcsOf(read), idsOf(read), read.assumedProbability]).toEqual([[], ['a', 'b'], null]);
  });

  it('holds no mistakes if another probability is set', async () => {
    const read = await readText('source,target,p\na,b,2\nb,c,0', { probability: 0.25 });
    expect(arcsOf(read)).toEqual(['a>b', 'b>c']);
  });

  it('still guesses what a weight is', async () => {
    const read = await readText('source,target,weight\na,b,0\nb,c,2\n');
    expect([arcsOf(read), read.assumedProbability]).toEqual([['a>b', 'b>c'], 0.1]);
  });
});

it('probabilities below 2^-32 are taken as that, with one warning', async () => {
  const read = await readText('a b 0.00000000001\nb c 1e-12\nc d 0.5\nd e 2.4e-10', { undirected: true });
  expect((read.graph.chance as Uint32Array).toSorted().slice(0, 5)).toEqual(Uint32Array.of(0, 0, 0, 0, 0));
  expect(read.warnings).toMatchObject([{ found: '4 arcs below it', fix: 'They are taken as 2^-32.' }]);
  expect((await readText('a b 2.4e-10')).warnings).toEqual([]);
  expect((await readText('a b 1e-12\nb c 7')).warnings).toMatchObject([{ found: '"7"' }]);
});

describe('a header', () => {
  it('that names the columns is obeyed', async () => {
    expect(await arcs('weight,target,source\n0.5,b,a\n')).toEqual(['a>b:0.5']);
  });

  it('with a count gives arcs without a probability', async () => {
    const text = 'origin,destination,count\nZRH,JFK,12\nJFK,ZRH,7\n';
    expect(await arcs(text)).toEqual(['JFK>ZRH', 'ZRH>JFK']);
    expect(await found(text)).toEqual(['2:9 "12"']);
  });

  it('is guessed, with a warning, if the next line has numbers where it has words', async () => {
    expect(await arcs('left right\n1 2')).toEqual(['1>2']);
    expect(await arcs('x y chance\na b 0.5')).toEqual(['a>b:0.5']);
    expect(await found('left right\n1 2')).toEqual(['1:1 "left right"']);
  });

  it('is not seen in the words of an ordinary line', async () =>
    expect(await arcs('ann bob\nbob cid')).toEqual(['ann>bob', 'bob>cid']));

  it('that is read as an arc is said to be', async () => {
    expect(await arcs('name,age\nAnn,30\nBob,31\n')).toEqual(['Ann>30', 'Bob>31', 'name>age']);
    expect(await found('name,age\nAnn,30\n')).toEqual(['1:1 "name" and "age"']);
    expect(await found('Label;City\nAnn;Oslo\n')).toEqual(['1:1 "Label" and "City"']);
    expect(await found('person,age\nAnn,30\n')).toEqual(['1:1 "person" and "age"']);
    expect(await found('name age\nAnn 30\n')).toEqual([]);
    expect(await found('ann,bob\nbob,cid\n')).toEqual([]);
    expect(await found('root,1\n1,2\n')).toEqual([]);
  });

  it('further columns are said not to be read', async () => {
    expect(await found('a b 0.5 x\nb c 0.5 y')).toEqual(['1:1 further columns (1 after the third)']);
  });
});

describe('mistakes', () => {
  it('are told all at once with their places', async () => {
    expect(places(await problemsIn('a b\nalone\nb c\n  also\n'))).toEqual(['2:1 only "alone"', '4:3 only "also"']);
    expect(places(await problemsIn('1 2\nalone\n3 4\n\n# c\n5 6\n  also\n'))).toEqual([
      '2:1 only "alone"',
      '7:3 only "also"',
    ]);
  });

  it('are quoted fields that no quote closes on their line', async () => {
    const problems = await problemsIn('a,b\n"c,d\nd,"e"\n1,"x""y\r\n');
    expect(problems.map(({ expected }) => expected)).toEqual(Array(2).fill('a quoted field closed on its line'));
    expect(places(problems)).toEqual(['2:1 "\\"c,d"', '4:3 "\\"x\\"\\"y"']);
    expect(await arcs('"a","b"')).toEqual(['a>b']);
  });

  it('are cut at twenty, with the number of the rest', async () => {
    const problems = await problemsIn(`a b\n${'x\n'.repeat(50)}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatchObject({ at: { line: 22 }, found: '30 more from here on that are none' });
  });

  it.each([
    ['__proto__', 'a __proto__', 'the reserved word __proto__'],
    ['__proto__ after plain lines', '1 2\n1 __proto__', 'the reserved word __proto__'],
    ['a very long token', `a ${'x'.repeat(201)}`, 'an id of 201 characters'],
    ['an escape sequence', 'a \u001b[31m', 'an id with a control character'],
    ['an escape sequence in C1', '1 2\na \u009b31m', 'an id with a control character'],
    ['an empty field', 'a,b\n,c', 'an empty id'],
    ['an end of an arc of probability 0', 'u,v,p\na,b,0\nb,__proto__,0', 'the reserved word __proto__'],
  ])('%s is no id', async (_what, text, message) => expect(await problemsIn(text)).toMatchObject([{ found: message }]));

  it('a bad id is told once, where it first stands', async () => {
    expect(places(await problemsIn('a b\nb __proto__\n__proto__ c'))).toEqual(['2:3 the reserved word __proto__']);
  });

  it('columns count UTF-16 units', async () => {
    expect(places(await problemsIn('a b\n\u{1f600}é __proto__'))).toEqual(['2:5 the reserved word __proto__']);
  });

  it.each(['', '\n\n', '# nothing\n'])('%j has no arc', async (text) => {
    expect(await problemsIn(text)).toMatchObject([{ expected: 'at least one line "u v"' }]);
  });

  it('binary data and broken UTF-8 are no text', async () => {
    expect(await problemsIn(Uint8Array.of(49, 32, 50, 10, 0, 10))).toMatchObject([{ found: 'binary data' }]);
    expect(await problemsIn(Uint8Array.of(49, 32, 0xc3, 0x28, 10))).toMatchObject([
      { at: { line: 1, column: 3 }, found: 'a byte that is not UTF-8' },
    ]);
    const [problem] = await problemsIn(Buffer.from('# caf\u00e9\n1 2\nna\u00efve b', 'latin1'));
    expect(problem).toMatchObject({ at: { line: 3, column: 3 } });
    expect(problem?.fix).toContain('iconv -f latin1 -t utf8 FILE');
  });

  it('a text without lines is refused, not kept', async () => {
    const chunk = utf8.encode('1234567890'.repeat(10_000));
    await expect(readBytes(Array(20).fill(chunk))).rejects.toThrow('lines of at most 1 MiB');
  });
});

describe('bytes', () => {
  const text = '# é\r\nsource,target,p\r\n"ä, b",1,0.5\n\n1,\u{1f643},0.25\r\n 12 , 1 ,.125\n1,12,1e-1';

  it('may be cut anywhere', async () => {
    const whole = await readText(text);
    const bytes = utf8.encode(text);
    expect(arcsOf(whole)).toHaveLength(4);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect(dataOf(readPieces(pieces)), `cut at ${cut}`).toEqual(dataOf(whole));
      expect(dataOf(await readBytes(pieces))).toEqual(dataOf(whole));
    }
    expect(dataOf(readPieces(Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(dataOf(whole));
  });

  it('may be UTF-16, either end first, with a byte order mark or without, and UTF-8 with one', async () => {
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    const expected = arcsOf(await readText(text));
    for (const bytes of [
      little,
      big,
      Buffer.concat([Uint8Array.of(0xff, 0xfe), little]),
      Buffer.concat([Uint8Array.of(0xfe, 0xff), big]),
      Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), utf8.encode(text)]),
    ]) {
      const [a, b] = [bytes.subarray(0, 7), bytes.subarray(7)];
      expect(arcsOf(await readBytes([a, b]))).toEqual(expected);
    }
  });
});

it('agrees with a plain reading by split, on any graph, whatever the order of its lines', async () => {
  const number = fc.oneof(fc.nat(30), fc.nat(2 ** 32 - 1)).map(String);
  const token = fc.oneof(number, fc.constantFrom('a', 'b', '007', 'x-y', 'é', '4294967296', 'a#', '#'));
  const graph = fc
    .constantFrom(number, token)
    .chain((ids) => fc.array(fc.tuple(ids, ids, fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 40 }));
  const shuffled = graph.chain((lines) =>
    fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, fc.constantFrom(' ', '\t', '  ', ','), async ([lines, others], blank) => {
      // A first line of words before one of numbers would be read as a header, and one with # as a comment.
      const write = (list: typeof lines): string =>
        [['1', '2', 500] as const, ...list.filter(([u]) => u !== '#')]
          .map(([u, v, p]) => [u, v, p / 1000].join(blank))
          .join('\n');
      const expected = [['1', '2', 500] as const, ...lines.filter(([u]) => u !== '#')]
        .filter(([u, v]) => u !== v)
        .map(([u, v, p]) => `${u}>${v}:${p / 1000}`);
      const read = await readText(write(lines));
      expect(arcsOf(read).sort()).toEqual(expected.sort());
      expect(dataOf(await readText(write(others)))).toEqual(dataOf(read));
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../src/base/errors.ts';
import { chanceOf, seedOf } from '../../../src/base/random.ts';
import { randomRawGraph } from '../../../src/compile/random-raw-graph.ts';
import { probabilityOf } from '../../../src/compile/raw-graph.ts';
import { type RawFormat, rawFormats } from '../../../src/compile/raw-reader.ts';
import type { RawGraphRead } from '../../../src/compile/read-raw-graph.ts';
import { rawGraphFormats } from '../../../src/export/raw/raw-graph-formats.ts';
import { arcsOf, dataOf, idsOf, readText } from '../../compile/read-raw-text.ts';

const formatNamed = (name: string) => {
  const found = rawGraphFormats.find(({ format }) => format === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const textAs = (name: string, { graph, assumedProbability }: RawGraphRead): string =>
  [...formatNamed(name).lines(graph, assumedProbability === null), ''].join('\n');

/** What is read of a text of that format; CSV is read as an edge list. */
const readAs = (name: string, text: string): Promise<RawGraphRead> =>
  readText(text, { format: name === 'csv' ? 'edge-list' : (name as RawFormat) });

/** A graph of any names, through the one form that holds them all. */
const graphOf = (arcs: readonly (readonly [from: string, to: string, p?: number])[]): Promise<RawGraphRead> => {
  const field = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = arcs.map(([from, to, p]) => `${field(from)},${field(to)}${p === undefined ? '' : `,${p}`}`);
  return readText(['source,target,p', ...rows, ''].join('\n'));
};

/** Without what a reader says besides: which lines it left out. */
const graphIn = (read: RawGraphRead): object => ({ ...dataOf(read), warnings: [], droppedSelfLoops: 0 });

const readable = ['csv', ...rawFormats] as const;

describe.each(readable)('a raw graph written as %s', (format) => {
  it.each([
    [
      'with probabilities, parallel arcs and a node alone',
      [
        ['b', 'a', 0.25],
        ['b', 'a', 0.5],
        ['a', 'c', 1e-7],
        ['d', 'd', 1],
      ],
    ],
    [
      'without probabilities',
      [
        ['1', '2'],
        ['2', '3'],
        ['7', '7'],
      ],
    ],
    [
      'with numbers that are texts',
      [
        ['007', '7', 0.1],
        ['7', '1e3', 1 / 3],
      ],
    ],
    ['with one arc', [['x', 'y', 0.5]]],
  ] as const)('is the same when it is read: %s', async (_what, arcs) => {
    const before = await graphOf(arcs);
    const after = await readAs(format, textAs(format, before));
    expect(graphIn(after)).toEqual(graphIn(before));
    expect(arcsOf(after).length).toBeGreaterThan(0);
  });

  it('is the same for every graph whose names it can hold', async () => {
    const name = fc
      .oneof(
        fc.nat(30).map(String),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
        fc.constantFrom(...hostile),
      )
      .filter((text) => text.length <= 200 && !/\p{Cc}/u.test(text) && text !== '__proto__');
    const probability = fc.oneof(fc.double({ min: 1e-9, max: 1, noNaN: true }), fc.constantFrom(1, 0.5, 1 / 3));
    const arc = fc.tuple(name, name, probability);
    let written = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(arc, { minLength: 1, maxLength: 8 }), fc.boolean(), async (arcs, hasChances) => {
        const before = await graphOf(hasChances ? arcs : arcs.map(([from, to]) => [from, to] as const));
        const text = orRefused(() => textAs(format, before));
        if (text === undefined) return;
        written++;
        expect(graphIn(await readAs(format, text))).toEqual(graphIn(before));
      }),
      { numRuns: 300, seed: 5 },
    );
    expect(written).toBeGreaterThan(format === 'edge-list' ? 10 : 150);
  });
});

const hostile = [
  'a b',
  ' lead',
  'trail ',
  '"',
  'say "hi"',
  '<b>',
  ']]>',
  '&amp;',
  '#1',
  '%',
  'a,b',
  'x;y',
  "it's",
  '\\',
  'a\\"b',
  'a\\\\',
  'graph',
  'node',
  'source',
  'target',
  '->',
  '{',
  '\u202eabc',
  '😀',
  '_x0041_',
  '\ufffe',
  '\u00a0',
  'x'.repeat(200),
  '=1+1',
  '1',
  '-',
];

/** Undefined if a name in it cannot be written. */
function orRefused<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

it('CSV holds every name', async () => {
  const before = await graphOf(
    hostile.map((name, i) => [name, hostile[(i + 1) % hostile.length] as string, 0.5] as const),
  );
  expect(idsOf(before).toSorted()).toEqual(hostile.toSorted());
  expect(graphIn(await readAs('csv', textAs('csv', before)))).toEqual(graphIn(before));
});

it.each([
  ['edge-list', 'a b', 'with blanks'],
  ['edge-list', '#1', 'begins a comment'],
  ['dot', 'end\\', 'with a backslash'],
  ['graphml', 'a\ufffe', 'XML does not allow'],
  ['gexf', 'a\uffff', 'XML does not allow'],
])('%s refuses the name %j, and says what holds it', async (format, name, because) => {
  const graph = await graphOf([[name, 'b', 0.5]]);
  expect(() => textAs(format, graph)).toThrow(because);
  expect(() => textAs(format, graph)).toThrow('--to csv');
});

it('an edge list whose first line would be taken for a header is refused', async () => {
  for (const arcs of [
    [['from', 'to']],
    [
      ['!a', '!b'],
      ['1', '2'],
    ],
  ] as const) {
    const graph = await graphOf(arcs);
    expect(() => textAs('edge-list', graph)).toThrow('would be read as a header');
  }
});

it('node-link JSON holds nodes, arcs and probabilities', async () => {
  const before = await graphOf([
    ['b', 'say "hi"', 0.25],
    ['b', 'say "hi"', 0.5],
    ['alone', 'alone', 1],
  ]);
  expect(JSON.parse(textAs('node-link', before))).toEqual({
    directed: true,
    multigraph: true,
    graph: {},
    nodes: [{ id: 'alone' }, { id: 'b' }, { id: 'say "hi"' }],
    links: [
      { source: 'b', target: 'say "hi"', p: 0.5 },
      { source: 'b', target: 'say "hi"', p: 0.25 },
    ],
  });
  expect(JSON.parse(textAs('node-link', await graphOf([['a', 'b']])))).toMatchObject({
    multigraph: false,
    links: [{ source: 'a', target: 'b' }],
  });
});

it('gives lines as they are asked for: a large graph never stands in memory as a text', () => {
  const graph = randomRawGraph({ nodes: 1000, arcs: 5000, chance: chanceOf(0.1), seed: seedOf(1) });
  for (const { lines } of rawGraphFormats) {
    const longest = Math.max(...Array.from(lines(graph, true), (line) => line.length));
    expect(longest).toBeLessThan(200);
  }
  expect(probabilityOf(graph.chance as number)).toBe(0.1);
});

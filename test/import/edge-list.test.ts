import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import { edgeList } from '../../src/import/edge-list.ts';
import { ElementMap } from '../../src/import/element-map.ts';
import type { Imported } from '../../src/import/importer.ts';
import { arcsOf, idsOf, readText } from '../compile/read-raw-text.ts';
import { edges, sampleOf } from './imported.ts';

const read = (text: string): Imported => edgeList.read({ name: 'edges.txt', text }, () => undefined) as Imported;

/** `from>to:probability`, as raw graphs are told. */
const arcs = ({ ecosystem }: Imported): string[] =>
  ecosystem.relations.map(({ from, to, trust: { along } }) => {
    const value = along.form === 'number' ? along.value : Number.NaN;
    return `${from}>${to}:${value}`;
  });

describe('an edge list', () => {
  it('is understood as a raw graph understands it, line by line', async () => {
    const line = fc.constantFrom(
      'a b 0.5',
      'a b 0.25',
      'b a 1',
      'a a 0.5',
      'c d 1e-3',
      '# x y',
      '% x',
      '',
      ' b\tc .5 # z',
      'b c 0',
      '7 07 0.5',
    );
    const header = fc.constantFrom('', 'u v p\n', '# u v\n', 'u v weight\n');
    const text = fc
      .tuple(header, fc.array(line, { minLength: 1, maxLength: 8 }))
      .map(([head, lines]) => `${head}${lines.join('\n')}`);
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const [raw, own] = [await outcomeOf(() => readText(one)), await outcomeOf(() => read(one))];
        expect(own instanceof Error).toBe(raw instanceof Error);
        if (raw instanceof Error || own instanceof Error) return;
        expect(own.ecosystem.components.map(({ id }) => id).sort()).toEqual([...idsOf(raw)].sort());
        const isSaid = raw.assumedProbability === null;
        expect(arcs(own).sort()).toEqual(
          arcsOf(raw)
            .map((arc) => (isSaid ? arc : `${arc}:0.1`))
            .sort(),
        );
        const loops = own.ignored.map(({ what }) => Number(/\((\d+) times\)/.exec(what)?.[1] ?? 1));
        expect(loops).toEqual(raw.droppedSelfLoops === 0 ? [] : [raw.droppedSelfLoops]);
      }),
      { numRuns: 300 },
    );
  });

  it('of CSV with quotes, of tabs, of semicolons, with line ends of Windows is read', () => {
    expect(arcs(read('"Doe, J.","say ""hi""",0.5\r\nx,"Doe, J.",0.25\r\n')).sort()).toEqual([
      'Doe, J.>say "hi":0.5',
      'x>Doe, J.:0.25',
    ]);
    expect(arcs(read('New York\tLos Angeles\t0.5'))).toEqual(['New York>Los Angeles:0.5']);
    expect(arcs(read('source;target;p\n1;2;0.5\n'))).toEqual(['1>2:0.5']);
  });

  it('keeps repeated lines as parallel relations, and says where each stands', () => {
    const { ecosystem } = read('a b 0.5\n\na b 0.5\n');
    expect(ecosystem.relations.map(({ provenance }) => provenance.at.line)).toEqual([1, 3]);
    expect(ecosystem.components.map(({ provenance: { at } }) => [at.line, at.column])).toEqual([
      [1, 1],
      [1, 3],
    ]);
  });

  it('becomes what a map says', () => {
    const spot = { at: { file: 'map.yaml' }, pointer: '/a' };
    const map = new ElementMap('map.yaml', [
      { pattern: 'a', decision: { kind: 'agent' }, spot },
      { pattern: 'b', decision: { kind: 'tool' }, spot },
    ]);
    const imported = edgeList.read({ name: 'x', text: 'a b\n' }, () => undefined, { map }) as Imported;
    expect(edges(imported)).toEqual(['a invokes b']);
  });

  it.each([
    ['one word on a line', 'a b\nc\n', 'edges.txt:2:1: expected two ids'],
    ['quotes that are not closed', 'a,b\n"c,d\n', 'edges.txt:2:1: expected a quoted field closed'],
    ['what is no id', `a ${'x'.repeat(201)}\n`, 'expected an id of 1 to 200 characters'],
    ['nothing but comments', '# a b\n', 'expected at least one line "u v"'],
    ['a probability that is none', 'u,v,p\na,b,2\n', 'expected a probability from 0 to 1'],
  ])('is refused with %s', (_what, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('is never recognised: only somebody who names it reads it as an ecosystem', () => {
    const sample = sampleOf('edge-list')('flights-airport-first.csv');
    expect(edgeList.detect(sample).score).toBe(0.4);
    expect(detectFormat(sample)).toBeUndefined();
    for (const text of [
      '',
      'word\n',
      '{"a": 1}',
      '<a b>',
      'from x import y\nif x:\n  pass',
      'Some prose of many words.\nMore.',
    ]) {
      expect(edgeList.detect({ name: 'x', text }).score).toBe(0);
    }
  });
});

async function outcomeOf<T>(make: () => T | Promise<T>): Promise<T | InvalidInputError> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

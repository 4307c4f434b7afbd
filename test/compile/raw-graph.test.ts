import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { compileRaw, type PreparedRawGraph, prepareRawGraph, type RawGraph } from '../../src/compile/raw-graph.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import { meanBase } from '../../src/engine/bounds.ts';
import { runShard } from '../../src/engine/run-worlds.ts';

type Line = readonly [string, string, number];
const graphOf = (lines: readonly Line[], isWeighted = true): RawGraph => {
  const ids = [...new Set([...lines.map(([u]) => u), ...lines.map(([, v]) => v)])];
  return {
    name: 'raw',
    ids,
    source: Uint32Array.from(lines, ([u]) => ids.indexOf(u)),
    target: Uint32Array.from(lines, ([, v]) => ids.indexOf(v)),
    probability: isWeighted ? Float64Array.from(lines, ([, , p]) => p) : null,
  };
};
const linesOf = ({ ids, arcs }: PreparedRawGraph): string[] =>
  Array.from(arcs.source, (u, arc) => `${ids[u]} ${ids[arcs.target[arc] as number]} ${arcs.probability[arc]}`).sort();
const token = fc.constantFrom('10', '9', 'a', 'B', 'ü', 'z z');
const line = fc.tuple(token, token, fc.constantFrom(0.1, 0.5, 0.9)).filter(([u, v]) => u !== v);

describe('a raw graph', () => {
  it('keeps its lines, nodes sorted by code units', () => {
    const lines: Line[] = [
      ['b', 'a', 0.2],
      ['a', 'c', 0.3],
      ['10', '9', 1],
    ];
    const prepared = prepareRawGraph(graphOf(lines), 0.1);
    expect(prepared.ids).toEqual(['10', '9', 'a', 'b', 'c']);
    expect(prepared.indexOf.get('b')).toBe(3);
    expect(linesOf(prepared)).toEqual(['10 9 1', 'a c 0.3', 'b a 0.2']);
  });

  it('does not depend on the order of its lines, parallel ones included', () => {
    fc.assert(
      fc.property(
        fc
          .array(line, { minLength: 1, maxLength: 25 })
          .chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))),
        ([lines, shuffled]) => {
          const [before, after] = [lines, shuffled].map((list) => prepareRawGraph(graphOf(list), 0.1));
          expect(after).toEqual(before);
        },
      ),
      { seed: 1 },
    );
  });

  it('gives every arc an identity of its own, in arc order', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 25 }), (lines) => {
        const { arcs } = prepareRawGraph(graphOf(lines), 0.1);
        const keys = Array.from(arcs.source, (u, arc) => [u, arcs.keyHigh[arc] as number, arcs.keyLow[arc] as number]);
        expect(new Set(keys.map(([, high, low]) => `${high}.${low}`)).size).toBe(lines.length);
        const sorted = keys.toSorted((a, b) => a.map((x, i) => x - (b[i] as number)).find((d) => d !== 0) ?? 0);
        expect(keys).toEqual(sorted);
      }),
      { seed: 2 },
    );
  });

  it('takes one probability for all, or 1 over the in-degree with weighted-cascade', () => {
    const lines: Line[] = [
      ['a', 'c', 1],
      ['b', 'c', 1],
      ['a', 'c', 1],
      ['a', 'b', 1],
    ];
    expect(linesOf(prepareRawGraph(graphOf(lines, false), 0.25))).toEqual([
      'a b 0.25',
      'a c 0.25',
      'a c 0.25',
      'b c 0.25',
    ]);
    const weighted = linesOf(prepareRawGraph(graphOf(lines), 'weighted-cascade'));
    expect(weighted).toEqual(['a b 1', `a c ${1 / 3}`, `a c ${1 / 3}`, `b c ${1 / 3}`]);
  });

  it('compiles to arcs of its probabilities that are always exercised, without layers', () => {
    const prepared = prepareRawGraph(
      graphOf([
        ['a', 'b', 0.2],
        ['a', 'b', 0.7],
        ['b', 'c', 0],
      ]),
      0.1,
    );
    const compiled = compileRaw('raw', prepared, 'agentic', [0], defaultSettings);
    expect([...meanBase(compiled)]).toEqual([...prepared.arcs.probability]);
    expect([...compiled.components.layer]).toEqual([0, 0, 0]);
    // Exercised always and tried for ever: agentic reaches what independent cascade does.
    const tally = (model: 'agentic' | 'independent-cascade') =>
      runShard({ ...compiled, model }, seedOf(4), { fromWorld: 0, toWorld: 3200 }).reached;
    expect(tally('agentic')).toEqual(tally('independent-cascade'));
  });

  it('with a random entry: parallel arcs of 0.2 and 0.7 pass with 1 - 0.8 x 0.3, from a third of the worlds', () => {
    const worlds = 100_000;
    const prepared = prepareRawGraph(
      graphOf([
        ['a', 'b', 0.2],
        ['a', 'b', 0.7],
        ['b', 'c', 0],
      ]),
      0.1,
    );
    const compiled = compileRaw('raw', prepared, 'independent-cascade', 'random', defaultSettings);
    const tally = runShard(compiled, seedOf(4), { fromWorld: 0, toWorld: worlds });
    expect(tally.sizes[0]).toBe(2);
    const share = (size: number): number => (tally.histograms.reached[0]?.[size] as number) / worlds;
    expect(share(1)).toBeWithinStandardErrors(0.76 / 3, { worlds, errors: 4 });
    expect((tally.reached[2] as number) / worlds).toBeWithinStandardErrors(1 / 3, { worlds, errors: 4 });
  });
});

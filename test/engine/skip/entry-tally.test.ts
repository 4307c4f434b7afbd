import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../../src/base/random.ts';
import { mergeTally } from '../../../src/engine/merge-tally.ts';
import { entryTally } from '../../../src/engine/skip/entry-tally.ts';
import { openEveryEntry } from '../../../src/engine/skip/run-every-entry.ts';
import { openSkip } from '../../../src/engine/skip/run-skip.ts';
import { prepareSkip } from '../../../src/engine/skip/skip-graph.ts';
import { emptyTallyOfSizes } from '../../../src/engine/skip/skip-tally.ts';
import { blastRadius } from '../../../src/measure/blast-radius.ts';
import { type Arc, kernelsOf, rawGraph } from './small-raw-graph.ts';

const n = 30;
const graph = rawGraph(
  n,
  Array.from({ length: 90 }, (_, i): Arc => [(i * 11) % n, (i * 17 + 3) % n, chanceOf(0.3)]).filter(
    ([u, v]) => u !== v,
  ),
);
const skip = prepareSkip(graph);
const shard = { fromWorld: 32, toWorld: 500 };
const range = { fromNode: 10, toNode: 20 };

describe('the tally of one of all entries', () => {
  it('gives the measures that the node has as the only entry, but for rounds', () => {
    const sizes = Uint32Array.from({ length: 8 }, (_, scope) => (scope === 0 ? n : 0));
    const found = openEveryEntry(skip, null, kernelsOf(graph))(seedOf(9), shard, range);
    for (const node of [10, 15, 19]) {
      const alone = openSkip(skip, { name: 'independent-cascade' }, [node], kernelsOf(graph))(seedOf(9), shard).tally;
      const tally = entryTally(found, node, sizes, 0);
      expect(tally.firstWorldOf).toEqual(alone.firstWorldOf);
      const { firstHit, ...measures } = blastRadius(tally, 0);
      const { firstHit: itsFirstHit, ...expected } = blastRadius(alone, 0);
      expect(measures).toEqual(expected);
      expect(firstHit).toEqual({ ...itsFirstHit, medianRound: null });
    }
  });

  it('counts layers without the entry, and merges over shards', () => {
    const layers = Uint8Array.from({ length: n }, (_, v) => v % 4);
    const sizes = Uint32Array.from({ length: 8 }, (_, scope) =>
      scope === 0 ? n : layers.filter((layer) => layer === scope).length,
    );
    const open = openEveryEntry(skip, layers, kernelsOf(graph));
    const whole = entryTally(open(seedOf(9), shard, range), 13, sizes, 1);
    expect([...whole.sizes]).toEqual([29, sizes[1]! - 1, sizes[2], sizes[3], 0, 0, 0, 0]);
    const merged = emptyTallyOfSizes(whole.sizes, 0);
    for (const part of [
      { fromWorld: 32, toWorld: 100 },
      { fromWorld: 100, toWorld: 500 },
    ]) {
      mergeTally(merged, entryTally(open(seedOf(9), part, range), 13, sizes, 1), 0);
    }
    expect(merged).toEqual(whole);
    const [all, ...inLayers] = [0, 1, 2, 3].map((scope) => blastRadius(whole, scope).mean);
    expect(inLayers.reduce((sum, mean) => sum + mean, 0)).toBeLessThan(all!);
    expect(whole.extinct[1]).toBe(0);
    expect(whole.extinct[2]).toBe(whole.histograms.reached[2]![0]);
  });

  it('refuses a node whose sizes were not kept', () => {
    const found = openEveryEntry(skip, null, kernelsOf(graph))(seedOf(9), { fromWorld: 0, toWorld: 1 }, range);
    expect(() => entryTally(found, 20, new Uint32Array(8), 0)).toThrow(RangeError);
  });
});

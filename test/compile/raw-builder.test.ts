import { describe, expect, it } from 'vitest';
import { Arena } from '../../src/base/arena.ts';
import { chanceOf, philox, purposes, seedOf } from '../../src/base/random.ts';
import { rawArcKeys } from '../../src/compile/raw-arc-keys.ts';
import { RawGraphBuilder } from '../../src/compile/raw-builder.ts';
import { arcsOf, dataOf, idsOf, readText } from './read-raw-text.ts';

/** Lines of a random graph; each node written as `name` says. */
function lines(nodes: number, arcs: number, name: (v: number) => string): string {
  const words = new Uint32Array(4);
  const draw = (i: number): number => Math.floor(((words[i] as number) / 2 ** 32) * nodes);
  return Array.from({ length: arcs }, (_, arc) => {
    philox(seedOf(7), arc, 0, 0, purposes.entry, words);
    return `${name(draw(0))} ${name(draw(1))}`;
  }).join('\n');
}

describe('numbers and words', () => {
  it('give the same graph', async () => {
    // Words of one length sort like the numbers in them; the first word stands in the middle.
    const text = lines(900, 5000, (v) => String(v + 100));
    const asWords = text.replaceAll(/\d+/g, (number) => `n${number}`);
    const [numbers, words] = [await readText(text), await readText(asWords)];
    expect({ ...dataOf(words), names: null }).toEqual({ ...dataOf(numbers), names: null });
    expect(idsOf(words)).toEqual(idsOf(numbers).map((id) => `n${id}`));
    const late = await readText(`${text}\nzebra 100\n`);
    expect(idsOf(late)).toEqual([...idsOf(numbers), 'zebra']);
    expect(arcsOf(late).filter((arc) => !arc.startsWith('zebra'))).toEqual(arcsOf(numbers));
  });

  it('far apart give the graph of numbers close together', async () => {
    const dense = await readText(lines(900, 5000, String));
    const sparse = await readText(lines(900, 5000, (v) => String(v * 4_700_000 + 11)));
    expect({ ...dataOf(sparse), names: null }).toEqual({ ...dataOf(dense), names: null });
    expect(idsOf(sparse)).toEqual(idsOf(dense).map((id) => String(Number(id) * 4_700_000 + 11)));
  });

  it('are found by their ids, and nothing else is', async () => {
    for (const text of ['0 1\n1 2', '5 70\n70 6', 'a 5\n5 b']) {
      const { nodes } = (await readText(text)).graph;
      for (let v = 0; v < nodes.count; v++) expect(nodes.indexOf(nodes.nameOf(v))).toBe(v);
      for (const nobody of ['', '07', '05', '-1', '3', 'c', '4294967296', '__proto__', 'constructor']) {
        expect(nodes.indexOf(nobody), nobody).toBe(-1);
      }
    }
  });
});

describe('probabilities', () => {
  const text = '1 3\n2 3\n1 3\n1 2 ';
  it('are one for all, or one over the in-degree, whatever the file says', async () => {
    expect((await readText(`${text}\n3 1`, { probability: 0.25 })).graph.chance).toBe(chanceOf(0.25));
    const written = text.replaceAll('\n', ' 0.5\n').concat('0.5');
    expect(arcsOf(await readText(written, { probability: 'weighted-cascade' }))).toEqual([
      '1>2:1',
      `1>3:${1 / 3}`,
      `1>3:${1 / 3}`,
      `2>3:${1 / 3}`,
    ]);
    expect((await readText(written, { probability: 0.25 })).graph.chance).toBe(chanceOf(0.25));
  });

  it('are 0.1 if neither file nor user says any, and that is said', async () => {
    const read = await readText(text);
    expect([read.graph.chance, read.assumedProbability]).toEqual([chanceOf(0.1), 0.1]);
    expect((await readText(text, { probability: 0.1 })).assumedProbability).toBeNull();
  });

  it('are a third each of 0.1, 0.01 and 0.001 with trivalency, by seed, not by order of lines', async () => {
    const many = lines(2000, 30_000, String);
    const read = async (content: string, seed: number) =>
      (await readText(content, { probability: 'trivalency', seed })).graph.chance as Uint32Array;
    const chances = await read(many, 1);
    for (const p of [0.1, 0.01, 0.001]) {
      const share = chances.filter((chance) => chance === chanceOf(p)).length / chances.length;
      expect(share).toBeWithinStandardErrors(1 / 3, { worlds: chances.length, errors: 4 });
    }
    expect(await read(many.split('\n').reverse().join('\n'), 1)).toEqual(chances);
    expect(await read(many, 2)).not.toEqual(chances);
  });

  it('of parallel arcs are the likeliest first', async () => {
    expect(arcsOf(await readText('a b 0.1\na b 0.3\na b 0.2'))).toEqual(['a>b:0.3', 'a>b:0.2', 'a>b:0.1']);
    const read = await readText('a b\n'.repeat(50), { probability: 'trivalency' });
    const chances = [...(read.graph.chance as Uint32Array)];
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
  });
});

it('the arrays lie in one memory that WebAssembly can address', async () => {
  const { graph } = await readText('1 2 0.5\n2 3 0.25');
  const { memory, offsets, target, chance } = graph;
  for (const array of [offsets, target, chance as Uint32Array]) {
    expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    const pointer = new Uint32Array((memory as WebAssembly.Memory).buffer, array.byteOffset, array.length);
    expect(pointer).toEqual(array);
  }
});

describe('the identity of an arc', () => {
  /** The definition in docs/model.md, in whole numbers without end. */
  function slowKey(u: string, v: string, ordinal: number): bigint {
    const mask = 0xffff_ffffn;
    const [k1, k2, k3] = [0x85ebca6bn, 0xc2b2ae35n, 0x9e3779b1n];
    const s = (value: bigint): bigint => {
      let x = ((value ^ (value >> 16n)) * k1) & mask;
      x = ((x ^ (x >> 13n)) * k2) & mask;
      return x ^ (x >> 16n);
    };
    const h = (id: string): [bigint, bigint] => {
      let hash = 0xcbf29ce484222325n;
      for (const byte of new TextEncoder().encode(id))
        hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & ((1n << 64n) - 1n);
      const low = s((hash & mask) ^ s(hash >> 32n));
      return [low, s((hash >> 32n) ^ low)];
    };
    const [[uLow, uHigh], [vLow, vHigh]] = [h(u), h(v)];
    let x = s(uLow) ^ vLow;
    let y = ((s(uHigh) ^ vHigh ^ ((BigInt(ordinal) * k3) & mask)) * k1) & mask;
    y ^= y >> 15n;
    x = ((x ^ y) * k2) & mask;
    x ^= x >> 13n;
    y = ((y + x) * k1) & mask;
    y ^= y >> 16n;
    x = ((x ^ y) * k2) & mask;
    x ^= x >> 15n;
    return ((y ^ ((x << 7n) & mask)) << 32n) | x;
  }

  it('is the stated hash of its ends and its place among those parallel to it', async () => {
    const { graph } = await readText('a b\nb a\na b\né a\n12 a\na b');
    const { low, high } = rawArcKeys(graph);
    const ends = [
      ['12', 'a', 0],
      ['a', 'b', 0],
      ['a', 'b', 1],
      ['a', 'b', 2],
      ['b', 'a', 0],
      ['é', 'a', 0],
    ] as const;
    const keys = ends.map((_, arc) => (BigInt(high[arc] as number) << 32n) | BigInt(low[arc] as number));
    expect(keys).toEqual(ends.map(([u, v, ordinal]) => slowKey(u, v, ordinal)));
  });

  it('is its own: none of two million arcs shares one', () => {
    const builder = new RawGraphBuilder();
    // Every pair of 1,400 nodes, and one pair 40,000 times.
    for (let u = 0; u < 1400; u++) for (let v = 0; v < 1400; v++) if (u !== v) builder.addNumbers(u, v, 0, false);
    for (let i = 0; i < 40_000; i++) builder.addNumbers(3, 4, 0, false);
    const { graph } = builder.finish({ name: 'dense', probability: 0.1, seed: 1 });
    const { low, high } = rawArcKeys(graph);
    const keys = Float64Array.from(low, (part, arc) => part + ((high[arc] as number) % 2 ** 21) * 2 ** 32).sort();
    let shared = 0;
    for (let i = 1; i < keys.length; i++) if (keys[i] === keys[i - 1]) shared++;
    // 53 of the 64 bits: 2e12 pairs of 9e15 values share none, but for a chance of 0.0002.
    expect(shared).toBe(0);
    for (const word of [low.subarray(0, 100_000), high.subarray(0, 100_000)]) {
      for (let bit = 0; bit < 32; bit++) {
        let ones = 0;
        for (const one of word) ones += (one >>> bit) & 1;
        expect(ones / word.length).toBeWithinStandardErrors(0.5, { worlds: word.length, errors: 5 });
      }
    }
  });

  it('lies in the memory of the graph', async () => {
    const { graph } = await readText('a b\nb c');
    const { low, high } = rawArcKeys(graph);
    expect(low.buffer).toBe((graph.memory as WebAssembly.Memory).buffer);
    expect(new Arena(graph.memory as WebAssembly.Memory).uint32(1).byteOffset).toBeGreaterThan(high.byteOffset);
  });
});

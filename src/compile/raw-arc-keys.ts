import { Arena } from '../base/arena.ts';
import type { RawGraph } from './raw-arcs.ts';

/**
 * The identity of every arc, 64 bits: a hash of its ends and of its position among the arcs parallel to it. Stated in
 * docs/model.md, since it keys the draws. In the memory of the graph, if it has one.
 * @returns m each, in the order of arcs
 */
export function rawArcKeys({ nodes, offsets, target, memory }: Omit<RawGraph, 'name' | 'chance'>): {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
} {
  const ends = nodeHashes(nodes);
  const arena = memory === null ? null : new Arena(memory);
  const array = (length: number): Uint32Array => arena?.uint32(length) ?? new Uint32Array(length);
  const [low, high] = [array(target.length), array(target.length)];
  for (let u = 0; u < nodes.count; u++) {
    // Scrambled once more, so that u -> v is not v -> u.
    const fromLow = scrambled(ends[2 * u] as number);
    const fromHigh = scrambled(ends[2 * u + 1] as number);
    const end = offsets[u + 1] as number;
    let ordinal = 0;
    for (let arc = offsets[u] as number, before = -1; arc < end; arc++) {
      const v = target[arc] as number;
      ordinal = v === before ? ordinal + 1 : 0;
      before = v;
      // For one source every step is a bijection of the target's 64 bits: arcs of one source collide only if nodes do.
      let x = fromLow ^ (ends[2 * v] as number);
      let y = Math.imul(fromHigh ^ (ends[2 * v + 1] as number) ^ Math.imul(ordinal, ODD_3), ODD_1);
      y ^= y >>> 15;
      x = Math.imul(x ^ y, ODD_2);
      x ^= x >>> 13;
      y = Math.imul(y + x, ODD_1);
      y ^= y >>> 16;
      x = Math.imul(x ^ y, ODD_2);
      x ^= x >>> 15;
      low[arc] = x;
      high[arc] = y ^ (x << 7);
    }
  }
  return { low, high };
}

const ODD_1 = 0x85ebca6b;
const ODD_2 = 0xc2b2ae35;
const ODD_3 = 0x9e3779b1;

/** The last mix of MurmurHash3: a bijection of 32 bits. */
function scrambled(value: number): number {
  let x = Math.imul(value ^ (value >>> 16), ODD_1);
  x = Math.imul(x ^ (x >>> 13), ODD_2);
  return x ^ (x >>> 16);
}

const utf8 = new TextEncoder();
const OFFSET_LOW = 0x84222325;
const OFFSET_HIGH = 0xcbf29ce4;
/** The prime of FNV-1a is 2^40 + 0x1b3. */
const PRIME_LOW = 0x1b3;

/** FNV-1a, 64 bits, of the UTF-8 of each node's id, mixed: low and high words in turn, to be found together. */
function nodeHashes(nodes: RawGraph['nodes']): Uint32Array {
  const hashes = new Uint32Array(2 * nodes.count);
  const bytes = new Uint8Array(1024);
  for (let v = 0; v < nodes.count; v++) {
    const { written } = utf8.encodeInto(nodes.nameOf(v), bytes);
    let low = OFFSET_LOW;
    let high = OFFSET_HIGH;
    for (let i = 0; i < written; i++) {
      low = (low ^ (bytes[i] as number)) >>> 0;
      const product = low * PRIME_LOW;
      high = (Math.imul(high, PRIME_LOW) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
      low = product >>> 0;
    }
    // Ids that differ in their last digit have much the same FNV-1a: mixed, all 64 bits differ.
    const mixed = scrambled(low ^ scrambled(high));
    hashes[2 * v] = mixed;
    hashes[2 * v + 1] = scrambled(high ^ mixed);
  }
  return hashes;
}

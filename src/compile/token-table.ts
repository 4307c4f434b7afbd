import { GraphTooLargeError } from './graph-too-large.ts';

/**
 * Texts as UTF-8 bytes -> positions in the order of first appearance. Open addressing over typed arrays: a Map ends
 * near 16 million keys, and has an object for each.
 */
export class TokenTable {
  count = 0;
  /**
   * Four numbers a slot, so that they come from memory together: position + 1 of the token that fell into it (0: free),
   * its hash, where it begins in {@link bytes}, its length. Never more than half full.
   */
  private slots = new Int32Array(2 * SLOT * FIRST_CAPACITY);
  private capacity = FIRST_CAPACITY;
  /** count + 1 in use: where each token begins in {@link bytes}, and where the next will. */
  private starts = new Uint32Array(FIRST_CAPACITY + 1);
  private bytes = new Uint8Array(16 * FIRST_CAPACITY);

  /** @returns the position of the token `text[start, end)`: `count` before the call, if it is new */
  intern(text: Uint8Array, start: number, end: number): number {
    const hash = hashOf(text, start, end);
    const { slots } = this;
    const mask = slots.length - SLOT;
    for (let slot = (hash << 2) & mask; ; slot = (slot + SLOT) & mask) {
      const known = slots[slot] as number;
      if (known === 0) return this.add(slot, hash, text, start, end);
      if (slots[slot + 1] !== hash || slots[slot + 3] !== end - start) continue;
      if (this.isAt((slots[slot + 2] as number) >>> 0, text, start, end)) return known - 1;
    }
  }

  /** All tokens one after the other: token i is `bytes[starts[i], starts[i + 1])`. */
  packed(): { readonly starts: Uint32Array; readonly bytes: Uint8Array } {
    const starts = this.starts.subarray(0, this.count + 1);
    return { starts, bytes: this.bytes.subarray(0, starts[this.count] as number) };
  }

  private add(slot: number, hash: number, text: Uint8Array, start: number, end: number): number {
    const used = this.starts[this.count] as number;
    if (used + end - start > MAX_BYTES) throw new GraphTooLargeError('ids of more than 4 GiB together');
    if (used + end - start > this.bytes.length) this.growBytes(used + end - start);
    for (let i = start, to = used; i < end; i++) this.bytes[to++] = text[i] as number;
    this.count++;
    const { slots } = this;
    slots[slot] = this.count;
    slots[slot + 1] = hash;
    slots[slot + 2] = used;
    slots[slot + 3] = end - start;
    if (this.count === this.capacity) this.grow();
    this.starts[this.count] = used + end - start;
    return this.count - 1;
  }

  private isAt(begin: number, text: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this;
    for (let i = start, own = begin; i < end; i++) if (bytes[own++] !== text[i]) return false;
    return true;
  }

  private growBytes(needed: number): void {
    const grown = new Uint8Array(Math.min(MAX_BYTES, Math.max(needed, 2 * this.bytes.length)));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  private grow(): void {
    this.capacity *= 2;
    const starts = new Uint32Array(this.capacity + 1);
    starts.set(this.starts);
    this.starts = starts;
    const slots = new Int32Array(2 * SLOT * this.capacity);
    const mask = slots.length - SLOT;
    for (let old = 0; old < this.slots.length; old += SLOT) {
      if (this.slots[old] === 0) continue;
      let slot = ((this.slots[old + 1] as number) << 2) & mask;
      while (slots[slot] !== 0) slot = (slot + SLOT) & mask;
      for (let i = 0; i < SLOT; i++) slots[slot + i] = this.slots[old + i] as number;
    }
    this.slots = slots;
  }
}

const SLOT = 4;
const FIRST_CAPACITY = 1024;
const MAX_BYTES = 2 ** 32 - 1;

/** FNV-1a, 32 bits, with a last mix: slots are its low bits. */
function hashOf(text: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (text[i] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

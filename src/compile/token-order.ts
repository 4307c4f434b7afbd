/** Texts one after the other as UTF-8: text i is `bytes[starts[i], starts[i + 1])`. None holds a zero byte. */
export type PackedTexts = { readonly starts: Uint32Array; readonly bytes: Uint8Array };

/**
 * Positions of the texts in the order of their UTF-16 code units. Four bytes at a time: a radix sort of each group that
 * agrees so far, then its own groups.
 */
export function tokenOrder(texts: PackedTexts): Uint32Array {
  const count = texts.starts.length - 1;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  const sorter = new PairSorter(order);
  const { keys } = sorter;
  const open = [0, count, 0];
  while (open.length > 0) {
    const depth = open.pop() as number;
    const to = open.pop() as number;
    const from = open.pop() as number;
    for (let i = from; i < to; i++) keys[i] = keyAt(texts, order[i] as number, depth);
    sorter.sort(from, to);
    for (let start = from, end = from; start < to; start = end) {
      const key = keys[start];
      while (end < to && keys[end] === key) end++;
      if (end - start > 1) open.push(start, end, depth + KEY_BYTES);
    }
  }
  return order;
}

/** Below 0, 0 or above: `text` before, equal to or after text i, by UTF-16 code units. */
export function compareToken({ bytes, starts }: PackedTexts, i: number, text: Uint8Array): number {
  const start = starts[i] as number;
  const length = (starts[i + 1] as number) - start;
  for (let at = 0; at < length && at < text.length; at++) {
    const difference = rankOfByte(text[at] as number) - rankOfByte(bytes[start + at] as number);
    if (difference !== 0) return difference;
  }
  return text.length - length;
}

const KEY_BYTES = 4;

/** Four bytes of a text from `depth` on, the first the most significant; zeros behind its end. */
function keyAt({ bytes, starts }: PackedTexts, text: number, depth: number): number {
  const end = starts[text + 1] as number;
  let key = 0;
  for (let at = (starts[text] as number) + depth, i = 0; i < KEY_BYTES; i++, at++) {
    key = (key << 8) | (at < end ? rankOfByte(bytes[at] as number) : 0);
  }
  return key >>> 0;
}

/** UTF-8 sorts by code point; in code units all above U+FFFF (lead bytes F0 to F4) stand before U+E000 (EE, EF). */
const rankOfByte = (byte: number): number => (byte < 0xee ? byte : byte < 0xf0 ? byte + 5 : byte - 2);

const SMALL = 32;

/** Sorts ranges of `keys`, and `values` along with them; stable. */
class PairSorter {
  readonly keys: Uint32Array;
  private readonly values: Uint32Array;
  private readonly keysAside: Uint32Array;
  private readonly valuesAside: Uint32Array;
  private readonly counts = new Uint32Array(256);

  constructor(values: Uint32Array) {
    this.values = values;
    this.keys = new Uint32Array(values.length);
    this.keysAside = new Uint32Array(values.length);
    this.valuesAside = new Uint32Array(values.length);
  }

  sort(from: number, to: number): void {
    if (to - from <= SMALL) this.insert(from, to);
    else {
      this.pass(this.keys, this.values, this.keysAside, this.valuesAside, from, to, 0);
      this.pass(this.keysAside, this.valuesAside, this.keys, this.values, from, to, 8);
      this.pass(this.keys, this.values, this.keysAside, this.valuesAside, from, to, 16);
      this.pass(this.keysAside, this.valuesAside, this.keys, this.values, from, to, 24);
    }
  }

  private insert(from: number, to: number): void {
    const { keys, values } = this;
    for (let i = from + 1; i < to; i++) {
      const key = keys[i] as number;
      const value = values[i] as number;
      let at = i;
      for (; at > from && (keys[at - 1] as number) > key; at--) {
        keys[at] = keys[at - 1] as number;
        values[at] = values[at - 1] as number;
      }
      keys[at] = key;
      values[at] = value;
    }
  }

  private pass(
    keys: Uint32Array,
    values: Uint32Array,
    toKeys: Uint32Array,
    toValues: Uint32Array,
    from: number,
    to: number,
    shift: number,
  ): void {
    const counts = this.counts.fill(0);
    for (let i = from; i < to; i++) (counts[((keys[i] as number) >>> shift) & 255] as number)++;
    for (let digit = 0, next = from; digit < 256; digit++) {
      const count = counts[digit] as number;
      counts[digit] = next;
      next += count;
    }
    for (let i = from; i < to; i++) {
      const key = keys[i] as number;
      const at = (counts[(key >>> shift) & 255] as number)++;
      toKeys[at] = key;
      toValues[at] = values[i] as number;
    }
  }
}

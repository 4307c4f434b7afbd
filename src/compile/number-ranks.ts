import type { GrowingList } from './growing-list.ts';

/**
 * Replaces every number in the lists by its position among all different ones, ascending.
 * @returns those numbers; null if they are 0, 1, 2 ... without a gap
 */
export function rankNumbers(lists: readonly GrowingList[]): {
  readonly count: number;
  readonly numbers: Uint32Array | null;
} {
  let greatest = -1;
  let total = 0;
  for (const list of lists) {
    total += list.length;
    for (const part of list.parts())
      for (let i = 0; i < part.length; i++) greatest = Math.max(greatest, part[i] as number);
  }
  // A table of all numbers up to the greatest, unless that would be larger than the lists themselves.
  return greatest < 2 * total + 65_536 ? rankDense(lists, greatest + 1) : rankSparse(lists);
}

function rankDense(lists: readonly GrowingList[], size: number): { count: number; numbers: Uint32Array | null } {
  const rank = new Uint32Array(size);
  for (const list of lists)
    for (const part of list.parts()) for (let i = 0; i < part.length; i++) rank[part[i] as number] = 1;
  let count = 0;
  for (let number = 0; number < size; number++) count += rank[number] as number;
  if (count === size) return { count, numbers: null };
  const numbers = new Uint32Array(count);
  for (let number = 0, next = 0; number < size; number++) {
    if (rank[number] === 0) continue;
    numbers[next] = number;
    rank[number] = next++;
  }
  for (const list of lists)
    for (const part of list.parts()) for (let i = 0; i < part.length; i++) part[i] = rank[part[i] as number] as number;
  return { count, numbers };
}

function rankSparse(lists: readonly GrowingList[]): { count: number; numbers: Uint32Array } {
  const table = new NumberTable();
  for (const list of lists)
    for (const part of list.parts()) for (let i = 0; i < part.length; i++) part[i] = table.intern(part[i] as number);
  const numbers = table.values.slice(0, table.count).sort();
  const rank = new Uint32Array(table.count);
  for (let i = 0; i < numbers.length; i++) rank[table.intern(numbers[i] as number)] = i;
  for (const list of lists)
    for (const part of list.parts()) for (let i = 0; i < part.length; i++) part[i] = rank[part[i] as number] as number;
  return { count: table.count, numbers };
}

/** Numbers below 2^32 -> positions in the order of first appearance; open addressing, never more than half full. */
class NumberTable {
  count = 0;
  values = new Uint32Array(1024);
  private slots = new Uint32Array(2048);

  intern(value: number): number {
    const mask = this.slots.length - 1;
    for (let slot = slotOf(value) & mask; ; slot = (slot + 1) & mask) {
      const known = this.slots[slot] as number;
      if (known !== 0 && this.values[known - 1] !== value) continue;
      if (known !== 0) return known - 1;
      this.slots[slot] = this.count + 1;
      this.values[this.count++] = value;
      if (this.count === this.values.length) this.grow();
      return this.count - 1;
    }
  }

  private grow(): void {
    const values = new Uint32Array(2 * this.values.length);
    values.set(this.values);
    this.values = values;
    this.slots = new Uint32Array(2 * values.length);
    const mask = this.slots.length - 1;
    for (let position = 0; position < this.count; position++) {
      let slot = slotOf(values[position] as number) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = position + 1;
    }
  }
}

function slotOf(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 1;
}

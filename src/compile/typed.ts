/** Typed arrays over memory that threads share, or plain memory where there is none (a page). */
const buffer = (bytes: number): ArrayBuffer =>
  (typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)) as ArrayBuffer;

export function uint32(values: ArrayLike<number>): Uint32Array {
  const array = new Uint32Array(buffer(values.length * 4));
  array.set(values);
  return array;
}

export function uint8(values: ArrayLike<number>): Uint8Array {
  const array = new Uint8Array(buffer(values.length));
  array.set(values);
  return array;
}

/** CSR offsets of items that are sorted by group: group g is `offsets[g]` up to, not including, `offsets[g + 1]`. */
export function offsetsOf(groups: ArrayLike<number>, groupCount: number): Uint32Array {
  const offsets = uint32(new Uint32Array(groupCount + 1));
  for (let i = 0; i < groups.length; i++) (offsets[(groups[i] as number) + 1] as number)++;
  for (let g = 0; g < groupCount; g++) (offsets[g + 1] as number) += offsets[g] as number;
  return offsets;
}

/** The node that an arc leaves: the last whose arcs begin at or before it.. */
export function sourceOf(offsets: Uint32Array, arc: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] as number) <= arc) low = middle;
    else high = middle;
  }
  return low;
}

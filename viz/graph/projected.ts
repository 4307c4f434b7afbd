/**
 * Moves wished positions as little as possible (least squares) so that each keeps its distance from the one before and
 * all stay between the limits: pool adjacent violators.
 * @param offsets - least distance of each from the first, increasing
 * @param weights - how hard each is to move; 1 unless given
 */
export function projected(
  wished: readonly number[],
  offsets: readonly number[],
  least: number,
  most: number,
  weights: readonly number[] = [],
): number[] {
  const blocks: { sum: number; weight: number; count: number }[] = [];
  for (const [i, x] of wished.entries()) {
    const weight = weights[i] ?? 1;
    let block = { sum: (x - (offsets[i] as number)) * weight, weight, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.weight > block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count };
    }
    blocks.push(block);
  }
  const highest = Math.max(least, most - (offsets.at(-1) ?? 0));
  const bases = blocks.flatMap(({ sum, weight, count }) =>
    Array<number>(count).fill(Math.max(least, Math.min(highest, sum / weight))),
  );
  return bases.map((base, i) => base + (offsets[i] as number));
}

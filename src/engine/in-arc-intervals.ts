import { type Arcs, effects, type InArcs } from '../compile/compiled.ts';

const ONE = 2 ** 32;

/**
 * `linear-threshold`: the arcs into a component lie one after another on its uniform, in the order of their
 * identities, each as long as its weight. If the weights sum to more than 1 they are scaled down together,
 * to whole numbers of 2^-32.
 * @param compiled - weights of the arcs as compiled, which say where intervals start and how they are scaled
 * @param lengths - `arc`: weights in, lengths out; `start`: where each interval starts; all in 2^-32
 */
export function layIntervals(
  { count, effect, target }: Arcs,
  { offsets, arc, positionOf }: InArcs,
  compiled: Float64Array,
  lengths: { readonly arc: Float64Array; readonly start: Float64Array },
): void {
  const sums = new Float64Array(offsets.length - 1);
  const starts = new Float64Array(compiled.length);
  for (let v = 0; v < sums.length; v++) {
    const into = arc.subarray(offsets[v], offsets[v + 1]);
    for (const a of into) (sums[v] as number) += compiled[a] as number;
    let end = 0;
    for (const a of into) {
      starts[a] = end;
      end += scaled(compiled[a] as number, sums[v] as number);
    }
  }
  for (let a = 0; a < count; a++) {
    if (effect[a] !== effects.compromise) continue;
    lengths.start[a] = starts[positionOf[a] as number] as number;
    lengths.arc[a] = scaled(lengths.arc[a] as number, sums[target[a] as number] as number);
  }
}

const scaled = (weight: number, sum: number): number => (sum <= ONE ? weight : Math.floor((weight * ONE) / sum));

import type { ModelName } from '../graph/propagation-model.ts';
import { type Arcs, effects, type InArcs } from './compiled.ts';
import { offsetsOf, uint32 } from './typed.ts';

/** The arcs into each component, for the model that chooses among them; null for all others. */
export function inArcsOf(model: ModelName, arcs: Arcs, components: number): InArcs | null {
  if (model !== 'linear-threshold') return null;
  const taking = Uint32Array.from(arcs.target.keys()).filter((a) => arcs.effect[a] === effects.compromise);
  const offsets = offsetsOf(
    taking.map((a) => arcs.target[a] as number),
    components,
  );
  const arc = uint32(taking);
  const free = offsets.slice();
  for (const a of taking) {
    const v = arcs.target[a] as number;
    arc[free[v] as number] = a;
    (free[v] as number)++;
  }
  const { keyHigh, keyLow } = arcs;
  for (let v = 0; v < components; v++) {
    arc
      .subarray(offsets[v], offsets[v + 1])
      .sort(
        (a, b) =>
          (keyHigh[a] as number) - (keyHigh[b] as number) || (keyLow[a] as number) - (keyLow[b] as number) || a - b,
      );
  }
  return { of: arcs, offsets, arc, positionOf: uint32(Uint32Array.from(arcs.target.keys())) };
}

import { chanceOf } from '../../src/base/random.ts';
import type { RawGraph } from '../../src/compile/raw-arcs.ts';
import type { Contender } from '../work.ts';
import { chancePerArc } from './independent-cascade.ts';
import { Stream } from './stream.ts';

/**
 * Discrete SIR, step by step until nobody is infectious: in a round every infectious component tries each of its arcs
 * into a susceptible one, then recovers with probability `recovery`; who falls in a round tries from the next on.
 * Keeps the curve. Every world starts from a component of its own, drawn at random.
 */
export function referenceSirSteps(graph: RawGraph, recovery: number): Contender {
  const { offsets, target, nodes } = graph;
  const chance = chancePerArc(graph);
  const recoveryChance = chanceOf(recovery);
  const stream = new Stream(1);
  const infectedIn = new Uint32Array(nodes.count);
  const infectious = new Uint32Array(nodes.count);
  const curve = new Float64Array(100_000);
  let stamp = 0;

  /** @returns how many were ever infected, and the arcs that leave them */
  function world(entry: number): readonly [reached: number, arcs: number] {
    infectious[0] = entry;
    infectedIn[entry] = stamp;
    let [reached, arcs, active] = [1, 0, 1];
    for (let round = 1; active > 0; round++) {
      // Who stays infectious moves to the front, who fell in this round is appended: positions say who came when.
      let [kept, end] = [0, active];
      for (let i = 0; i < active; i++) {
        const u = infectious[i] as number;
        const last = offsets[u + 1] as number;
        for (let a = offsets[u] as number; a < last; a++) {
          const v = target[a] as number;
          if (infectedIn[v] !== stamp && stream.next() <= (chance[a] as number)) {
            infectedIn[v] = stamp;
            infectious[end++] = v;
          }
        }
        if (stream.next() > recoveryChance) infectious[kept++] = u;
        else arcs += last - (offsets[u] as number);
      }
      reached += end - active;
      if (round < curve.length) curve[round] = (curve[round] as number) + end - active;
      infectious.copyWithin(kept, active, end);
      active = kept + end - active;
    }
    return [reached, arcs];
  }

  return {
    name: 'scalar SIR, step by step',
    run: (_, worlds) => {
      let [sizeSum, sizeSquares, traversedArcs] = [0, 0, 0];
      for (let i = 0; i < worlds; i++) {
        stamp++;
        const [reached, arcs] = world(stream.below(nodes.count));
        sizeSum += reached - 1;
        sizeSquares += (reached - 1) ** 2;
        traversedArcs += arcs;
      }
      return { worlds, sizeSum, sizeSquares, traversedArcs };
    },
  };
}

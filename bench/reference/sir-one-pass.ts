import type { RawGraph } from '../../src/compile/raw-arcs.ts';
import type { Contender } from '../work.ts';
import { Stream } from './stream.ts';

/**
 * Who is ever infected by discrete SIR, without rounds: a component is infectious for D rounds, P(D = k) =
 * recovery (1 - recovery)^(k-1), and each of its arcs passes with 1 - (1 - infection)^D; then it is a cascade (Newman
 * 2002). One draw per arc. The same law as the stepwise reference, and the plain way to the same question.
 */
export function referenceSirOnePass(graph: RawGraph, infection: number, recovery: number): Contender {
  const { offsets, target, nodes } = graph;
  const stream = new Stream(1);
  const infectedIn = new Uint32Array(nodes.count);
  const queue = new Uint32Array(nodes.count);
  const passLimit = Float64Array.from({ length: 2_000 }, (_, rounds) => (1 - (1 - infection) ** rounds) * 2 ** 32);
  const survival = Math.log(1 - recovery);
  let stamp = 0;

  function world(entry: number): readonly [reached: number, arcs: number] {
    queue[0] = entry;
    infectedIn[entry] = stamp;
    let [reached, arcs] = [1, 0];
    for (let head = 0; head < reached; head++) {
      const u = queue[head] as number;
      const rounds = 1 + Math.floor(Math.log((stream.next() + 0.5) / 2 ** 32) / survival);
      const limit = passLimit[rounds] ?? 2 ** 32;
      const end = offsets[u + 1] as number;
      arcs += end - (offsets[u] as number);
      for (let a = offsets[u] as number; a < end; a++) {
        if (stream.next() >= limit) continue;
        const v = target[a] as number;
        if (infectedIn[v] === stamp) continue;
        infectedIn[v] = stamp;
        queue[reached++] = v;
      }
    }
    return [reached, arcs];
  }

  return {
    name: 'scalar SIR, one pass',
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

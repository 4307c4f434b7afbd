import type { RawGraph } from '../../src/compile/raw-arcs.ts';
import type { Contender } from '../work.ts';
import { Stream } from './stream.ts';

/**
 * Independent cascade as one writes it first, and as CyNetDiff does it in C++: breadth first, one world at a time, one
 * draw for each arc of a reached component. Every world starts from a component of its own, drawn at random.
 */
export function referenceCascade(graph: RawGraph): Contender {
  const { offsets, target, nodes } = graph;
  const chance = chancePerArc(graph);
  const queue = new Uint32Array(nodes.count);
  const reachedIn = new Uint32Array(nodes.count);
  const stream = new Stream(1);
  let stamp = 0;

  return {
    name: 'scalar cascade',
    run: (_, worlds) => {
      let [sizeSum, sizeSquares, traversedArcs] = [0, 0, 0];
      for (let world = 0; world < worlds; world++) {
        stamp++;
        const reached = cascade(offsets, target, chance, queue, reachedIn, stamp, stream, stream.below(nodes.count));
        sizeSum += reached - 1;
        sizeSquares += (reached - 1) ** 2;
        for (let i = 0; i < reached; i++) {
          const u = queue[i] as number;
          traversedArcs += (offsets[u + 1] as number) - (offsets[u] as number);
        }
      }
      return { worlds, sizeSum, sizeSquares, traversedArcs };
    },
  };
}

/** @returns how many were reached; they stand in `queue` */
function cascade(
  offsets: Uint32Array,
  target: Uint32Array,
  chance: Uint32Array,
  queue: Uint32Array,
  reachedIn: Uint32Array,
  stamp: number,
  stream: Stream,
  entry: number,
): number {
  queue[0] = entry;
  reachedIn[entry] = stamp;
  let reached = 1;
  for (let head = 0; head < reached; head++) {
    const u = queue[head] as number;
    const end = offsets[u + 1] as number;
    for (let a = offsets[u] as number; a < end; a++) {
      if (stream.next() > (chance[a] as number)) continue;
      const v = target[a] as number;
      if (reachedIn[v] === stamp) continue;
      reachedIn[v] = stamp;
      queue[reached++] = v;
    }
  }
  return reached;
}

export const chancePerArc = ({ chance, target }: RawGraph): Uint32Array =>
  typeof chance === 'number' ? new Uint32Array(target.length).fill(chance) : chance;

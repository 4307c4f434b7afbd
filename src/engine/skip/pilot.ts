import type { Seed } from '../../base/random.ts';
import type { Kernels } from '../wasm/kernel-module.ts';
import type { Entry } from './entry.ts';
import { openSkip } from './run-skip.ts';
import type { SkipGraph } from './skip-graph.ts';

const WORLDS = 256;
const BLOCK = 32;
/** Arcs that a world traverses per arc of the graph, above which most of its sources are visited by many of 128 worlds. */
const LANES_FROM = 40 / 128;

/** How far the first worlds of a run spread: arcs out of the nodes that they reached. */
export type Pilot = { readonly worlds: number; readonly arcs: number };

/**
 * Runs worlds 0 to 255, or as many of them as tell enough, and counts arcs; never time, so that the choice that rests
 * on it is the same everywhere.
 */
export function pilot(graph: SkipGraph, entry: Entry, seed: Seed, kernels: Kernels | null): Pilot {
  const run = openSkip(graph, { name: 'independent-cascade' }, entry, kernels);
  const enough = WORLDS * LANES_FROM * graph.target.length;
  let arcs = 0;
  let worlds = 0;
  while (worlds < WORLDS && arcs <= enough) {
    arcs += run(seed, { fromWorld: worlds, toWorld: worlds + BLOCK }).arcs;
    worlds += BLOCK;
  }
  return { worlds, arcs };
}

/** Large cascades share the draws of an arc among 128 worlds; small ones would draw for worlds that never ask. */
export const isForLanes = ({ worlds, arcs }: Pilot, { target }: SkipGraph): boolean =>
  arcs > worlds * LANES_FROM * target.length;

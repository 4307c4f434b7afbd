import type { RawGraph } from '../../compile/raw-arcs.ts';
import { chanceTexts } from './chance-texts.ts';

/** One arc as a line. @param p - its probability; undefined if those of the graph were only assumed */
export type ArcLine = (from: string, to: string, p: string | undefined, arc: number) => string;

/** Every arc in the order of the graph, each as soon as it is asked for. @param written - a name as the format has it */
export function* arcLines(
  { nodes, offsets, target, chance }: RawGraph,
  hasChances: boolean,
  written: (name: string) => string,
  line: ArcLine,
): Generator<string> {
  const chanceText = chanceTexts();
  const textOf = (arc: number): string | undefined =>
    hasChances ? chanceText(typeof chance === 'number' ? chance : (chance[arc] as number)) : undefined;
  for (let u = 0; u < nodes.count; u++) {
    const [begin, end] = [offsets[u] as number, offsets[u + 1] as number];
    if (begin === end) continue;
    const from = written(nodes.nameOf(u));
    for (let arc = begin; arc < end; arc++) {
      yield line(from, written(nodes.nameOf(target[arc] as number)), textOf(arc), arc);
    }
  }
}

/** Every node in the order of the graph. */
export function* nodeLines({ nodes }: RawGraph, line: (name: string, v: number) => string): Generator<string> {
  for (let v = 0; v < nodes.count; v++) yield line(nodes.nameOf(v), v);
}

/**
 * Nodes without arcs, for formats that list only arcs: each as an arc to itself, which is left out when it is read, the
 * node is not.
 */
export function* aloneLines(
  { nodes, offsets, target }: RawGraph,
  hasChances: boolean,
  written: (name: string) => string,
  line: ArcLine,
): Generator<string> {
  const isTarget = new Uint8Array(nodes.count);
  for (const v of target) isTarget[v] = 1;
  for (let v = 0; v < nodes.count; v++) {
    if (isTarget[v] === 1 || offsets[v] !== offsets[v + 1]) continue;
    const name = written(nodes.nameOf(v));
    yield line(name, name, hasChances ? '1' : undefined, target.length);
  }
}

import { closeSync, openSync, writeSync } from 'node:fs';
import type { RawGraph } from '../src/compile/raw-arcs.ts';

const LINES_AT_ONCE = 50_000;

/** Writes an edge list: `u v`, or `u v p` if probabilities are wanted. Nodes without arcs do not appear in it. */
export function writeEdges(
  file: string,
  { nodes, offsets, target, chance }: RawGraph,
  hasProbabilities: boolean,
): void {
  const out = openSync(file, 'w');
  let lines: string[] = [];
  const flush = (): void => {
    writeSync(out, lines.join(''));
    lines = [];
  };
  for (let u = 0; u < nodes.count; u++) {
    for (let a = offsets[u] as number; a < (offsets[u + 1] as number); a++) {
      const own = typeof chance === 'number' ? chance : (chance[a] as number);
      lines.push(hasProbabilities ? `${u} ${target[a]} ${(own + 1) / 2 ** 32}\n` : `${u} ${target[a]}\n`);
    }
    if (lines.length > LINES_AT_ONCE) flush();
  }
  flush();
  closeSync(out);
}

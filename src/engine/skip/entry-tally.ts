import type { Tally } from '../tally.ts';
import type { EntrySizes } from './entry-sizes.ts';
import { emptyTallyOfSizes } from './skip-tally.ts';

/**
 * The tally of one node of the range as the only entry; mergeTally adds those of other shards. It does not say who was
 * reached, nor when.
 * @param scopeSizes - [scope]: nodes of the graph, and of each layer, the entry included
 * @param layer - of the entry, 0 for none
 * @throws {RangeError} if no sizes of the node were kept
 */
export function entryTally(
  found: Pick<EntrySizes, 'range' | 'scopes' | 'sizes' | 'worlds' | 'fromWorld'>,
  node: number,
  scopeSizes: Uint32Array,
  layer: number,
): Tally {
  const { range, scopes, sizes, worlds, fromWorld } = found;
  if (node < range.fromNode || node >= range.toNode) throw new RangeError(`no sizes of node ${node} were kept`);
  const tally = emptyTallyOfSizes(withoutEntry(scopeSizes, layer), 0);
  const width = (range.toNode - range.fromNode) * scopes;
  tally.worlds = worlds;
  for (let row = 0; row < worlds; row++) {
    const first = row * width + (node - range.fromNode) * scopes;
    const total = sizes[first] as number;
    tally.firstWorldOf[total] = Math.min(tally.firstWorldOf[total] as number, fromWorld + row);
    for (let scope = 0; scope < scopes; scope++) addSize(tally, scope, sizes[first + scope] as number);
  }
  for (let scope = 0; scope < scopes; scope++) addNothingElse(tally, scope, layer);
  return tally;
}

function withoutEntry(scopeSizes: Uint32Array, layer: number): Uint32Array {
  const sizes = scopeSizes.slice();
  (sizes[0] as number)--;
  if (layer > 0) (sizes[layer] as number)--;
  return sizes;
}

function addSize({ histograms, impact }: Tally, scope: number, size: number): void {
  for (const measure of ['reached', 'affected'] as const) {
    ((histograms[measure][scope] as Uint32Array)[size] as number)++;
  }
  const counts = impact[scope] as Map<number, number>;
  counts.set(size * 1000, (counts.get(size * 1000) ?? 0) + 1);
}

/** Whoever is reached stays so: a layer ends with nobody in worlds that reach nobody of it, unless it is the entry's. */
function addNothingElse({ histograms, worlds, extinct }: Tally, scope: number, layer: number): void {
  for (const measure of ['disabled', 'disclosed', 'contained', 'born'] as const) {
    (histograms[measure][scope] as Uint32Array)[0] = worlds;
  }
  if (scope > 0 && scope !== layer) extinct[scope] = histograms.reached[scope]?.[0] as number;
}

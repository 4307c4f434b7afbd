import { identityOf, purposes, seedOf, word } from '../../base/random.ts';
import { type Layer, layers } from '../../graph/kinds.ts';

/** A layer for a node, each of the seven as likely: a function of the seed and the node's id, whatever else is in the graph. */
export function randomLayer(seed: number, id: string): Layer {
  const { low, high } = identityOf(id);
  const drawn = word(seedOf(seed), 0, low, high, purposes.layer, 0, 0) >>> 0;
  return layers[Math.floor((drawn * layers.length) / 2 ** 32)] ?? 1;
}

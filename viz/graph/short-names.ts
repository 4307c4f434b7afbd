import type { Layer } from '../../src/graph/kinds.ts';

/** Names of layers where there is little room; always beside their number. */
export const shortNames: Readonly<Record<Layer, string>> = {
  1: 'Models',
  2: 'Data',
  3: 'Frameworks',
  4: 'Infrastructure',
  5: 'Observability',
  6: 'Security',
  7: 'Ecosystem',
};

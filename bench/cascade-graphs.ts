import type { RawGraph } from '../src/compile/raw-arcs.ts';
import { barabasiAlbert, erdosRenyi, inverseInDegree, wikiVote } from './graphs.ts';

export type CascadeGraph = { readonly what: string; readonly make: () => RawGraph };

const er10k = (p: number): CascadeGraph => ({
  what: `IC, ER 10k/100k, p = ${p.toFixed(2)}`,
  make: () => erdosRenyi(10_000, 100_000, p),
});

/** Graphs on which independent cascade is measured, every world from a component of its own. */
export const cascadeGraphs = {
  'er10k-p0.05': er10k(0.05),
  'er10k-p0.10': er10k(0.1),
  'er10k-p0.20': er10k(0.2),
  'er10k-p0.50': er10k(0.5),
  'ba100k-p0.05': { what: 'IC, BA 100k, m 5 both ways, p = 0.05', make: () => barabasiAlbert(100_000, 5, 0.05) },
  'wiki-p0.05': { what: 'IC, heavy-tailed 7,115/103,689, p = 0.05', make: () => wikiVote(0.05) },
  'wiki-indegree': { what: 'IC, the same, p = 1/in-degree', make: () => inverseInDegree(wikiVote(0.05)) },
  'er1m-p0.20': { what: 'IC, ER 1 M/10 M, p = 0.20', make: () => erdosRenyi(1_000_000, 10_000_000, 0.2) },
} as const satisfies Readonly<Record<string, CascadeGraph>>;

export type CascadeGraphId = keyof typeof cascadeGraphs;

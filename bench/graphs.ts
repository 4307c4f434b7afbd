import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Arena } from '../src/base/arena.ts';
import { chanceOf, identityOf, philox, purposes, seedOf } from '../src/base/random.ts';
import { randomRawGraph, rawGraphOfPairs } from '../src/compile/random-raw-graph.ts';
import type { RawGraph } from '../src/compile/raw-arcs.ts';
import { Stream } from './reference/stream.ts';

/** Of every graph; a figure is about one graph, not about all of its kind. */
const SEED = 42;

/** Erdős and Rényi's G(n, M): directed, no self-loops. */
export const erdosRenyi = (nodes: number, arcs: number, probability: number): RawGraph =>
  randomRawGraph({ nodes, arcs, chance: chanceOf(probability), seed: seedOf(SEED) });

/**
 * Preferential attachment (Barabási and Albert 1999), every link both ways: each new node is linked to `links`
 * different older ones, drawn by degree; 2 x links x (nodes - links) arcs.
 */
export function barabasiAlbert(nodes: number, links: number, probability: number): RawGraph {
  const edges = links * (nodes - links);
  const from = new Uint32Array(edges);
  const to = new Uint32Array(edges);
  const stream = new Stream(SEED);
  // Both ends of every link so far: a draw from it is a draw by degree.
  const ends = new Uint32Array(2 * edges);
  let chosen = Array.from({ length: links }, (_, v) => v);
  for (let v = links, edge = 0; v < nodes; v++) {
    for (const u of chosen) {
      from[edge] = v;
      to[edge] = u;
      ends[2 * edge] = v;
      ends[2 * edge + 1] = u;
      edge++;
    }
    const next = new Set<number>();
    while (next.size < links) next.add(ends[stream.below(2 * edge)] as number);
    chosen = [...next];
  }
  const name = `ba-${nodes}-${links}-both-ways`;
  return rawGraphOfPairs({ name, nodes, arcs: 2 * edges, chance: chanceOf(probability) }, (draw, pair) => {
    const edge = draw < edges ? draw : draw - edges;
    pair[draw < edges ? 0 : 1] = from[edge] as number;
    pair[draw < edges ? 1 : 0] = to[edge] as number;
  });
}

/**
 * wiki-Vote (Leskovec, Huttenlocher, Kleinberg 2010), who voted on whom to become an administrator of Wikipedia: the
 * file of the Stanford collection if BLASTRADIUS_WIKI_VOTE names it, else a stand-in with its sizes and tails.
 */
export function wikiVote(probability: number): RawGraph {
  const path = process.env['BLASTRADIUS_WIKI_VOTE'];
  return path === undefined || path === '' ? heavyTailed(probability) : wikiVoteFile(path, probability);
}

/** The same graph, every arc with the probability 1 / in-degree of its target, as weighted cascade has it. */
export function inverseInDegree(graph: RawGraph): RawGraph {
  const inDegree = new Uint32Array(graph.nodes.count);
  for (const v of graph.target) inDegree[v] = (inDegree[v] as number) + 1;
  const chance = new Arena(graph.memory ?? undefined).uint32(graph.target.length);
  for (const [a, v] of graph.target.entries()) chance[a] = chanceOf(1 / (inDegree[v] as number));
  return { ...graph, chance };
}

function wikiVoteFile(path: string, probability: number): RawGraph {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  const pairs = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.trim().split(/\s+/).map(numberOf) as [number, number])
    .filter(([u, v]) => u !== v);
  const different = new Set(pairs.map(([u, v]) => u * 2 ** 26 + v)).size;
  const shape = { name: basename(path), nodes: numbers.size, arcs: different, chance: chanceOf(probability) };
  return rawGraphOfPairs(shape, (draw, pair) => {
    // Beyond the last pair, where repeated ones were dropped, nothing new comes: it was counted above.
    const [u, v] = pairs[draw % pairs.length] as [number, number];
    pair[0] = u;
    pair[1] = v;
  });
}

/**
 * A configuration model with the sizes of wiki-Vote: 6,110 nodes vote, with Weibull-tailed out-degrees (median 4, the
 * largest above 500); 2,381 are voted on, nearly exponentially (median 27); 1,376 do both, and the busiest voters are
 * voted on most, so that the spectral radius is near the 45 of the real graph and p = 0.05 reaches about as many.
 */
function heavyTailed(probability: number): RawGraph {
  const both = Array.from({ length: BOTH }, (_, i) => i / BOTH);
  const out = stubs(
    VOTERS,
    2,
    ranked(
      VOTERS,
      both.map((share) => share ** 1.35),
    ),
  );
  const into = stubs(CANDIDATES, 1.15, ranked(CANDIDATES, both));
  const words = new Uint32Array(4);
  const key = identityOf('heavy-tailed graph');
  const shape = {
    name: 'heavy-tailed',
    nodes: VOTERS + CANDIDATES - BOTH,
    arcs: 103_689,
    chance: chanceOf(probability),
  };
  return rawGraphOfPairs(shape, (draw, pair) => {
    philox(seedOf(SEED), draw, key.low, key.high, (purposes.entry << 27) >>> 0, words);
    pair[0] = out[Math.floor(((words[0] as number) / 2 ** 32) * out.length)] as number;
    pair[1] = into[Math.floor(((words[1] as number) / 2 ** 32) * into.length)] as number;
  });
}

const VOTERS = 6_110;
const CANDIDATES = 2_381;
const BOTH = 1_376;

/** Nodes by rank: node i has the rank `shares[i]` x count or the next free one; the other ranks get nodes of their own. */
function ranked(count: number, shares: readonly number[]): readonly number[] {
  const nodes: number[] = [];
  for (const [node, share] of shares.entries()) {
    let rank = Math.floor(share * count);
    while (nodes[rank] !== undefined) rank++;
    nodes[rank] = node;
  }
  // Voters and candidates beyond the common ones must not meet: the latter are numbered from the end.
  let [next, step] = count === VOTERS ? [BOTH, 1] : [VOTERS + CANDIDATES - BOTH - 1, -1];
  return Array.from({ length: count }, (_, rank) => {
    const node = nodes[rank];
    if (node !== undefined) return node;
    next += step;
    return next - step;
  });
}

/** Each node as often as its degree: quantiles of the Weibull distribution of shape 1 / power, as many as there are arcs. */
function stubs(count: number, power: number, nodes: readonly number[]): Uint32Array {
  const weights = nodes.map((_, rank) => (-Math.log((rank + 0.5) / count)) ** power);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const list: number[] = [];
  let expected = 0;
  for (const [rank, weight] of weights.entries()) {
    expected += (weight / whole) * 103_689;
    while (list.length < expected - 0.5) list.push(nodes[rank] as number);
  }
  return Uint32Array.from(list);
}

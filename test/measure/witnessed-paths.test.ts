import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import type { Compilation } from '../../src/compile/arcs.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import type { WitnessedPath } from '../../src/measure/results.ts';
import { type PathCaps, witnessedPaths } from '../../src/measure/witnessed-paths.ts';
import { witnessWorlds } from '../../src/measure/witnessed-worlds.ts';
import { compileSmall, type SmallSystem } from '../engine/small-system.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';

const seed = seedOf(7);
const WORLDS = 32_000;
const within = { worlds: WORLDS, errors: 4 };
const all: PathCaps = { ofTarget: Number.POSITIVE_INFINITY, inAll: Number.POSITIVE_INFINITY };

/** Every node for itself. */
const mapOf = ({ compiled: { arcs, components } }: Compilation) => ({
  source: arcs.source,
  way: Uint32Array.from({ length: arcs.count }, (_, arc) => arc),
  component: Uint32Array.from({ length: components.count }, (_, node) => node),
});

const pathsOf = (compilation: Compilation, worlds: number, caps?: PathCaps): WitnessedPath[] =>
  witnessedPaths(witnessWorlds(compilation.compiled, seed, worlds), mapOf(compilation), caps);

/** Path as the ids along it -> share of worlds. */
function shares(system: SmallSystem): Record<string, number> {
  const compilation = compileSmall(system);
  const { arcs, expanded } = compilation;
  const idOf = (node: number): string => expanded.nodes[node]?.id ?? '';
  return Object.fromEntries(
    pathsOf(compilation, WORLDS, all).map((path) => {
      const [first, ...others] = path.arcs.map((arc) => arcs[arc] as (typeof arcs)[number]);
      const ids = [first?.source ?? 0, ...[first, ...others].map((arc) => arc?.target ?? 0)].map(idOf);
      return [ids.join(' '), path.count / WORLDS];
    }),
  );
}

const cascade = { model: 'independent-cascade', entry: ['s'] } as const;

describe('ways by which compromise came', () => {
  it('along a chain are as likely as all their hops together', () => {
    const seen = shares({
      ...cascade,
      components: { s: 'agent', a: 'agent', t: 'agent' },
      relations: [
        ['s', 'messages', 'a', { p: 0.6 }],
        ['a', 'messages', 't', { p: 0.3 }],
      ],
    });
    expect(Object.keys(seen)).toEqual(['s a', 's a t']);
    expect(seen['s a']).toBeWithinStandardErrors(0.6, within);
    expect(seen['s a t']).toBeWithinStandardErrors(0.18, within);
  });

  it('on both sides of a diamond go to the first arc where both get through, and else to the other', () => {
    const p = 0.5;
    const seen = shares({
      ...cascade,
      components: { s: 'agent', a: 'agent', b: 'agent', t: 'agent' },
      relations: [
        ['s', 'messages', 'a', { p }],
        ['s', 'messages', 'b', { p }],
        ['a', 'messages', 't', { p }],
        ['b', 'messages', 't', { p }],
      ],
    });
    expect(seen['s a t']).toBeWithinStandardErrors(p ** 2, within);
    expect(seen['s b t']).toBeWithinStandardErrors((1 - p ** 2) * p ** 2, within);
  });

  it('are the direct arc before any detour, since a detour takes a round more', () => {
    const seen = shares({
      ...cascade,
      components: { s: 'agent', a: 'agent', t: 'agent' },
      relations: [
        ['s', 'messages', 'a', { p: 0.8 }],
        ['a', 'messages', 't', { p: 0.5 }],
        ['s', 'messages', 't', { p: 0.4 }],
      ],
    });
    expect(seen['s t']).toBeWithinStandardErrors(0.4, within);
    expect(seen['s a t']).toBeWithinStandardErrors(0.6 * 0.8 * 0.5, within);
  });

  it('end where a copy was born compromised along no arc', () => {
    const system: SmallSystem = {
      components: { p: 'agent', child: 'agent', y: 'agent' },
      relations: [
        ['p', 'spawns', 'child', { max: 1 }],
        ['child', 'messages', 'y'],
      ],
      entry: ['p'],
      threats: ['communication-poisoning'],
      settings: { horizonRounds: 4 },
    };
    const compilation = compileSmall(system);
    expect(compilation.compiled.slots.arc[0]).toBe(0xffffffff);
    const tally = runShard(compilation.compiled, seed, { fromWorld: 0, toWorld: 64 });
    expect(tally.histograms.reached[0]?.[2]).toBe(64);
    expect(pathsOf(compilation, 64, all)).toEqual([]);
  });

  it('are those that the infections of each world lead back along', () => {
    const models = ['agentic', 'independent-cascade', 'linear-threshold', 'sis', 'seir'] as const;
    fc.assert(
      fc.property(anyCase(), fc.constantFrom(...models), fc.constantFrom(20, 64, 70), (random, model, worlds) => {
        const compilation = compileCase(random, model);
        const seen = new Map<string, number>();
        for (const { firstRound, credit } of engineWorlds(compilation.compiled, seed, 0, 3).slice(0, worlds)) {
          for (const target of firstRound.keys()) {
            const path = backFrom(target, credit, firstRound, compilation);
            if (path !== null) seen.set(`${target}: ${path}`, (seen.get(`${target}: ${path}`) ?? 0) + 1);
          }
        }
        const told = pathsOf(compilation, worlds, all);
        expect(new Map(told.map(({ target, arcs, count }) => [`${target}: ${arcs}`, count]))).toEqual(seen);
        expect(told).toHaveLength(seen.size);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('to a component add up to the worlds in which it was reached', () => {
    fc.assert(
      fc.property(anyCase({ relations: ['spawns'] }), (random) => {
        const compilation = compileCase(random, 'agentic');
        if (compilation.compiled.entry === 'random') return;
        const { reached } = runShard(compilation.compiled, seed, { fromWorld: 0, toWorld: 96 });
        const sums = new Float64Array(reached.length);
        for (const { target, count } of pathsOf(compilation, 96, all)) sums[target] = (sums[target] as number) + count;
        for (const entry of compilation.compiled.entry) sums[entry] = 96;
        expect(sums).toEqual(reached);
      }),
      { numRuns: 60, seed: 2 },
    );
  });
});

it('a way to several copies counts a world in which it led to any of them once', () => {
  const compilation = compileSmall({
    ...cascade,
    components: { s: 'agent', t: { kind: 'agent', count: 3 } },
    relations: [['s', 'messages', 't', { p: 0.5 }]],
  });
  const { compiled, arcs, expanded } = compilation;
  const map = {
    source: compiled.arcs.source,
    way: Uint32Array.from(arcs, () => 0),
    component: Uint32Array.from(expanded.nodes, ({ component: { id } }) => (id === 's' ? 0 : 1)),
  };
  const [way, ...others] = witnessedPaths(witnessWorlds(compiled, seed, WORLDS), map);
  expect(others).toEqual([]);
  expect((way?.count ?? 0) / WORLDS).toBeWithinStandardErrors(1 - 0.5 ** 3, within);
});

/** Arcs from an entry point; null for those that were not reached, entry points, and births along no arc. */
function backFrom(
  target: number,
  credit: readonly (number | null)[],
  firstRound: readonly (number | null)[],
  { arcs }: Compilation,
): number[] | null {
  const path: number[] = [];
  for (let at = target; firstRound[at] !== 0; ) {
    const arc = credit[at] ?? null;
    if (arc === null) return null;
    path.unshift(arc);
    at = arcs[arc]?.source as number;
  }
  return path.length === 0 ? null : path;
}

describe('of many ways', () => {
  /** Ten targets that each have as many ways as there are middlemen: one arc to each middleman, one on to each target. */
  const compilation = compileSmall({
    ...cascade,
    components: Object.fromEntries([
      ['s', 'agent'],
      ...Array.from({ length: 8 }, (_, i) => [`m${i}`, 'agent'] as const),
      ...Array.from({ length: 10 }, (_, i) => [`t${i}`, 'agent'] as const),
    ]),
    relations: Array.from({ length: 8 }, (_, i) => i).flatMap((i) => [
      ['s', 'messages', `m${i}`, { p: 0.4 }] as const,
      ...Array.from({ length: 10 }, (_, j) => [`m${i}`, 'messages', `t${j}`, { p: 0.4 }] as const),
    ]),
  });
  const every = pathsOf(compilation, 1024, all);

  it('the most frequent five of each component are told', () => {
    const told = pathsOf(compilation, 1024);
    expect(every).toHaveLength(8 + 80);
    expect(told).toHaveLength(8 + 50);
    for (const target of new Set(every.map((path) => path.target))) {
      const of = (paths: WitnessedPath[]) => paths.filter((path) => path.target === target);
      expect(of(told)).toEqual(of(every).slice(0, 5));
    }
  });

  it('the most frequent stand first; of equals the shorter, then those whose arcs come first', () => {
    const rank = ({ count, arcs }: WitnessedPath): number[] => [-count, arcs.length, ...arcs];
    const inOrder = [...every].sort((a, b) => {
      const [one, other] = [rank(a), rank(b)];
      const at = one.findIndex((value, i) => value !== other[i]);
      return (one[at] ?? 0) - (other[at] ?? 0);
    });
    expect(every).toEqual(inOrder);
  });

  it('each component keeps its first before any keeps its second, where there is no room for all', () => {
    const told = pathsOf(compilation, 1024, { ofTarget: 5, inAll: 20 });
    expect(told).toHaveLength(20);
    expect(new Set(told.map(({ target }) => target)).size).toBe(18);
    expect(pathsOf(compilation, 1024, { ofTarget: 5, inAll: 3 })).toEqual(every.slice(0, 3));
  });
});

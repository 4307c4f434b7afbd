import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { typicalWorld } from '../../src/measure/witnessed-typical.ts';
import { witnessWorlds } from '../../src/measure/witnessed-worlds.ts';
import { compileSmall } from '../engine/small-system.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';

const seed = seedOf(7);

describe('the typical world', () => {
  it('differs least from how often each component is reached where anything is', () => {
    fc.assert(
      fc.property(anyCase(), (random) => {
        const { compiled } = compileCase(random, 'agentic');
        if (compiled.entry === 'random') return;
        const entries = new Set(compiled.entry);
        const worlds = engineWorlds(compiled, seed, 0, 6).map(({ firstRound }) =>
          firstRound.map((round, node) => (round === null || entries.has(node) ? 0 : 1)),
        );
        const touched = worlds.filter((reached) => reached.includes(1));
        const p = (worlds[0] as number[]).map(
          (_, node) => touched.reduce((sum: number, reached) => sum + (reached[node] as number), 0) / touched.length,
        );
        const distance = (reached: readonly number[]): number =>
          reached.reduce((sum, isReached, node) => sum + Math.abs(isReached - (p[node] as number)), 0);
        const tally = runShard(compiled, seed, { fromWorld: 0, toWorld: 192 });
        const typical = typicalWorld(witnessWorlds(compiled, seed, 64), tally);
        const watched = worlds.slice(0, 64).filter((reached) => reached.includes(1));
        if (watched.length === 0) {
          expect(typical).toBe(0);
          return;
        }
        expect(typical).toBeLessThan(64);
        expect(worlds[typical]).toContain(1);
        expect(distance(worlds[typical] as number[])).toBeCloseTo(Math.min(...watched.map(distance)), 9);
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  it('is the first one where nothing is ever reached', () => {
    const { compiled } = compileSmall({ components: { s: 'agent', a: 'agent' }, relations: [], entry: ['s'] });
    const tally = runShard(compiled, seed, { fromWorld: 0, toWorld: 64 });
    expect(typicalWorld(witnessWorlds(compiled, seed, 64), tally)).toBe(0);
  });
});

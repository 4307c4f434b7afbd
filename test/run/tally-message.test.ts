import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { emptyTally } from '../../src/engine/empty-tally.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { packTally, unpackTally } from '../../src/run/tally-message.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';

describe('a tally on its way between threads', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(anyCase(), fc.integer({ min: 1, max: 100 }), (random, toWorld) => {
        const { compiled } = compileCase(random, 'agentic');
        const tally = runShard(compiled, seedOf(5), { fromWorld: 0, toWorld });
        expect(unpackTally(structuredClone(packTally(tally)))).toEqual(tally);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('keeps what large graphs leave out apart from what is empty', () => {
    fc.assert(
      fc.property(anyCase(), (random) => {
        const empty = emptyTally(compileCase(random, 'agentic').compiled, 0);
        const large = { ...empty, reachedAt: null, changes: null };
        for (const tally of [empty, large]) expect(unpackTally(packTally(tally))).toEqual(tally);
      }),
      { seed: 9, numRuns: 10 },
    );
  });

  it('lies in one piece of memory', () => {
    fc.assert(
      fc.property(anyCase(), (random) => {
        const tally = runShard(compileCase(random, 'agentic').compiled, seedOf(5), { fromWorld: 0, toWorld: 64 });
        const message = packTally(tally);
        const { reached, credit, histograms } = unpackTally(message);
        for (const { buffer } of [reached, credit, ...histograms.born]) expect(buffer).toBe(message.buffer);
      }),
      { seed: 10, numRuns: 10 },
    );
  });
});

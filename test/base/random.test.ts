import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockUniform,
  chanceOf,
  identityOf,
  MAX_ROUND,
  passMask,
  philox,
  purposes,
  type Seed,
  seedOf,
  uniform32,
  word,
} from '../../src/base/random.ts';

const onesOf = (mask: number): number => (mask >>> 0).toString(2).replaceAll('0', '').length;
const anySeed = fc.record({ low: fc.nat(0xffffffff), high: fc.nat(0xffffffff) });
const anyWord = fc.nat(0xffffffff);
const anyPurpose = fc.constantFrom(...Object.values(purposes));
const anyRound = fc.nat(MAX_ROUND);

describe('philox4x32-7', () => {
  // Known answers of the authors' Random123 library, file kat_vectors.
  it.each([
    { key: [0, 0], counter: [0, 0, 0, 0], out: [0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48] },
    {
      key: [0xffffffff, 0xffffffff],
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      out: [0x5207ddc2, 0x45165e59, 0x4d8ee751, 0x8c52f662],
    },
    {
      key: [0xa4093822, 0x299f31d0],
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      out: [0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a],
    },
  ])('gives the published words under key $key', ({ key, counter, out }) => {
    const words = new Uint32Array(4);
    const [c0, c1, c2, c3] = counter as [number, number, number, number];
    philox({ low: key[0] as number, high: key[1] as number }, c0, c1, c2, c3, words);
    expect([...words]).toEqual(out);
  });
});

describe('a draw of 32 worlds', () => {
  it('lets a world pass exactly if its own uniform is at most the chance', () => {
    fc.assert(
      fc.property(
        anySeed,
        anyWord,
        anyWord,
        anyWord,
        anyPurpose,
        anyRound,
        fc.oneof(anyWord, fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x3fffffff)),
        (seed, block, low, high, purpose, round, chance) => {
          const mask = passMask(seed, block, low, high, purpose, round, chance);
          for (let lane = 0; lane < 32; lane++) {
            const passes = uniform32(seed, block, lane, low, high, purpose, round) <= chance;
            expect((mask >>> lane) & 1).toBe(passes ? 1 : 0);
          }
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('decides a tie: a chance equal to the uniform of a world passes it, one less does not', () => {
    const seed = seedOf(5);
    for (let lane = 0; lane < 32; lane++) {
      const uniform = uniform32(seed, 9, lane, 3, 4, purposes.pass, 0);
      expect((passMask(seed, 9, 3, 4, purposes.pass, 0, uniform) >>> lane) & 1).toBe(1);
      expect((passMask(seed, 9, 3, 4, purposes.pass, 0, uniform - 1) >>> lane) & 1).toBe(0);
    }
  });

  it('has the bits of the planes, most significant first', () => {
    fc.assert(
      fc.property(
        anySeed,
        anyWord,
        anyWord,
        anyPurpose,
        anyRound,
        fc.nat(31),
        (seed, low, high, purpose, round, lane) => {
          let uniform = 0;
          for (let plane = 0; plane < 32; plane++) {
            uniform = uniform * 2 + ((word(seed, 7, low, high, purpose, round, plane) >>> lane) & 1);
          }
          expect(uniform32(seed, 7, lane, low, high, purpose, round)).toBe(uniform);
        },
      ),
      { seed: 2, numRuns: 50 },
    );
  });

  it('turns probabilities into chances: nearest, never below the least', () => {
    expect([1, 0.5, 2 ** -32, 1e-300].map(chanceOf)).toEqual([0xffffffff, 0x7fffffff, 0, 0]);
  });
});

/** The same mask drawn along one axis of the key: everything else stays. */
const axes: Readonly<Record<string, (i: number, chance: number) => number>> = {
  blocks: (i, chance) => passMask(seedOf(1), i, 11, 12, purposes.pass, 0, chance),
  'low halves of identities': (i, chance) => passMask(seedOf(1), 3, i, 12, purposes.pass, 0, chance),
  'high halves of identities': (i, chance) => passMask(seedOf(1), 3, 11, i, purposes.pass, 0, chance),
  rounds: (i, chance) => passMask(seedOf(1), 3, 11, 12, purposes.exercise, i, chance),
  'low halves of seeds': (i, chance) => passMask({ low: i, high: 0 }, 3, 11, 12, purposes.pass, 0, chance),
  'high halves of seeds': (i, chance) => passMask({ low: 1, high: i }, 3, 11, 12, purposes.pass, 0, chance),
};

describe.each(Object.entries(axes))('along %s', (_name, mask) => {
  it.each([0.5, 0.3, 0.02])('the number of passing worlds is binomial with p = %s: mean and variance', (p) => {
    const draws = 8000;
    const counts = Array.from({ length: draws }, (_, i) => onesOf(mask(i, chanceOf(p))));
    const mean = counts.reduce((sum, count) => sum + count, 0) / draws;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (draws - 1);
    const expected = 32 * p * (1 - p);
    // Fourth central moment of a binomial: σ⁴ (3 + (1 − 6 p q) / σ²).
    const excess = (1 - 6 * p * (1 - p)) / expected;
    expect(mean).toBeWithinStandardErrorsOf(32 * p, { standardError: Math.sqrt(expected / draws), errors: 4 });
    expect(variance).toBeWithinStandardErrorsOf(expected, {
      standardError: expected * Math.sqrt((2 + excess) / draws),
      errors: 4,
    });
  });

  it('neighbours have nothing in common', () => {
    const draws = 4000;
    let agreeing = 0;
    for (let i = 0; i < draws; i++) agreeing += onesOf(~(mask(i, 0x7fffffff) ^ mask(i + 1, 0x7fffffff)));
    expect(agreeing / (32 * draws)).toBeWithinStandardErrors(0.5, { worlds: 32 * draws, errors: 4 });
  });
});

describe('independence', () => {
  const seed = seedOf(77);

  it('of purposes: no two share a draw', () => {
    const draws = 1500;
    const all = Object.values(purposes);
    for (const a of all) {
      for (const b of all.filter((other) => other > a)) {
        let agreeing = 0;
        for (let i = 0; i < draws; i++)
          agreeing += onesOf(~(word(seed, i, 5, 6, a, 0, 0) ^ word(seed, i, 5, 6, b, 0, 0)));
        expect(agreeing / (32 * draws)).toBeWithinStandardErrors(0.5, { worlds: 32 * draws, errors: 4.5 });
      }
    }
  });

  it('of planes and of neighbouring worlds', () => {
    const draws = 4000;
    let planes = 0;
    let lanes = 0;
    for (let i = 0; i < draws; i++) {
      const [a, b] = [word(seed, i, 5, 6, 0, 0, 3), word(seed, i, 5, 6, 0, 0, 4)];
      planes += onesOf(~(a ^ b));
      lanes += onesOf(~(a ^ ((a << 1) | (a >>> 31))));
    }
    for (const agreeing of [planes, lanes]) {
      expect(agreeing / (32 * draws)).toBeWithinStandardErrors(0.5, { worlds: 32 * draws, errors: 4 });
    }
  });

  // Masks fused by XOR with a constant per world have the right marginals, but every world then repeats
  // the same differences between arcs: sums over arcs lose or double their variance.
  it('of arcs within a world: the number of passing arcs is binomial over worlds', () => {
    const arcs = 60;
    const p = 0.3;
    const counts: number[] = [];
    for (let block = 0; block < 400; block++) {
      const inWorld = new Array<number>(32).fill(0);
      for (let arc = 0; arc < arcs; arc++) {
        const { low, high } = identityOf('arc', 'hub', `leaf${arc}`);
        const mask = passMask(seed, block, low, high, purposes.pass, 0, chanceOf(p));
        for (let lane = 0; lane < 32; lane++) (inWorld[lane] as number) += (mask >>> lane) & 1;
      }
      counts.push(...inWorld);
    }
    const worlds = counts.length;
    const mean = counts.reduce((sum, count) => sum + count, 0) / worlds;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (worlds - 1);
    const expected = arcs * p * (1 - p);
    expect(mean).toBeWithinStandardErrorsOf(arcs * p, { standardError: Math.sqrt(expected / worlds), errors: 4 });
    expect(variance).toBeWithinStandardErrorsOf(expected, {
      standardError: expected * Math.sqrt(2 / worlds),
      errors: 4,
    });
  });

  it('of two arcs over worlds: both pass with the product of their probabilities', () => {
    let both = 0;
    const blocks = 4000;
    for (let block = 0; block < blocks; block++) {
      const a = passMask(seed, block, 1, 0, purposes.pass, 0, chanceOf(0.3));
      const b = passMask(seed, block, 2, 0, purposes.pass, 0, chanceOf(0.6));
      both += onesOf(a & b);
    }
    expect(both / (32 * blocks)).toBeWithinStandardErrors(0.18, { worlds: 32 * blocks, errors: 4 });
  });
});

describe('a uniform for a whole block', () => {
  it('is uniform: mean, variance, and never 0 or 1', () => {
    const draws = 20_000;
    const values = Array.from({ length: draws }, (_, block) => blockUniform(seedOf(3), block, { low: 1, high: 2 }));
    const mean = values.reduce((sum, value) => sum + value, 0) / draws;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws;
    expect(mean).toBeWithinStandardErrorsOf(0.5, { standardError: Math.sqrt(1 / 12 / draws), errors: 4 });
    // Var((U − ½)²) = 1/180.
    expect(variance).toBeWithinStandardErrorsOf(1 / 12, { standardError: Math.sqrt(1 / 180 / draws), errors: 4 });
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });
});

describe('seeds', () => {
  it('are split into two halves, up to 2^53 - 1', () => {
    expect(seedOf(1)).toEqual({ low: 1, high: 0 });
    expect(seedOf(2 ** 32 + 5)).toEqual({ low: 5, high: 1 });
    expect(seedOf(2 ** 53 - 1)).toEqual({ low: 0xffffffff, high: 0x1fffff } satisfies Seed);
  });
});

describe('identities', () => {
  it('are FNV-1a, 64 bits, over the parts, each followed by a zero byte', () => {
    const slow = (...parts: (string | number)[]) => {
      let hash = 0xcbf29ce484222325n;
      for (const byte of new TextEncoder().encode(parts.map((part) => `${part}\0`).join(''))) {
        hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
      }
      return { low: Number(hash & 0xffffffffn), high: Number(hash >> 32n) };
    };
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat()), { minLength: 1 }), (parts) => {
        expect(identityOf(...parts)).toEqual(slow(...parts));
      }),
      { seed: 3 },
    );
  });

  it('tell parts apart that read alike when joined', () => {
    expect(identityOf('ab', 'c')).not.toEqual(identityOf('a', 'bc'));
    expect(identityOf('a', '')).not.toEqual(identityOf('a'));
  });

  it('do not collide among a million structured names', () => {
    const keys = new BigUint64Array(1_000_000);
    let count = 0;
    const add = (...parts: (string | number)[]): void => {
      const { low, high } = identityOf(...parts);
      keys[count++] = (BigInt(high) << 32n) | BigInt(low);
    };
    for (let i = 0; i < 400; i++) {
      for (let j = 0; j < 1000; j++) {
        add('arc', `agent#${i}`, `agent#${j}`, 'messages', 'along', 'spoofing', 0);
        add('relation', `agent#${i}`, `agent#${j}`, 'messages', 0);
      }
    }
    for (let i = 0; i < 200_000; i++) add('component', `n${i}`);
    keys.sort();
    let collisions = 0;
    for (let i = 1; i < keys.length; i++) if (keys[i] === keys[i - 1]) collisions++;
    expect(count).toBe(1_000_000);
    expect(collisions).toBe(0);
  });
});

/**
 * Randomness without a stream: every draw is a function of what is drawn. The generator is
 * Philox4x32-7 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, SC 2011),
 * counter-based and a bijection of its counter for each key, so that different draws never collide. Seven rounds are
 * the fewest that pass BigCrush in that paper (docs/decisions/0002-randomness.md):
 *
 *   key      seed, 64 bits
 *   counter  block (32 bits) | identity (64 bits) | purpose (5 bits), round (24 bits), plane group (3 bits)
 *
 * One call gives the words of four bit planes.
 */
export type Seed = { readonly low: number; readonly high: number };
/** 64 bits that name what is drawn: an arc, a relation, a component, a parameter. */
export type Identity = { readonly low: number; readonly high: number };

/** What a draw decides. Numbers are part of the result contract: append, never renumber. */
export const purposes = {
  pass: 0,
  control: 1,
  exercise: 2,
  detect: 3,
  purge: 4,
  repair: 5,
  restoreDisabled: 6,
  restoreBlinded: 7,
  birth: 8,
  coin: 9,
  shared: 10,
  parameter: 11,
  entry: 12,
  gap: 13,
  recovery: 14,
  incubation: 15,
  weight: 16,
  trivalency: 17,
  duration: 18,
  layer: 19,
} as const;
export type Purpose = (typeof purposes)[keyof typeof purposes];

export const MAX_ROUND: number = 2 ** 24 - 1;
const PLANES = 32;

const ROUNDS = 7;
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/** Upper 32 bits of a 32 x 32 bit product, as an unsigned number in an int32. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  return (aHigh * bHigh + Math.floor(middle / 65536) + ((middle & 0xffff) + aLow * bHigh) / 65536) | 0;
}

/** Philox4x32-7 of one counter under one key, into `out` (4 words). */
export function philox(seed: Seed, c0: number, c1: number, c2: number, c3: number, out: Uint32Array): void {
  let k0 = seed.low | 0;
  let k1 = seed.high | 0;
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(x0, M0);
    const low0 = Math.imul(x0, M0);
    const high1 = multiplyHigh(x2, M1);
    const low1 = Math.imul(x2, M1);
    x0 = high1 ^ x1 ^ k0;
    x1 = low1;
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + W0) | 0;
    k1 = (k1 + W1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

const planes = new Uint32Array(4);

const where = (purpose: Purpose, round: number, group: number): number =>
  ((purpose << 27) | (round << 3) | group) >>> 0;

/** The word of the contract: bit w mod 32 is bit `plane` (0 = most significant) of world w's uniform. */
export function word(
  seed: Seed,
  block: number,
  identityLow: number,
  identityHigh: number,
  purpose: Purpose,
  round: number,
  plane: number,
): number {
  philox(seed, block, identityLow, identityHigh, where(purpose, round, plane >>> 2), planes);
  return planes[plane & 3] as number;
}

/**
 * Which of the 32 worlds of a block pass a draw, as a bit mask: world w passes if its 32-bit uniform
 * is at most `chance`, that is with probability (chance + 1) / 2^32. Bit planes are compared with the
 * binary digits of `chance`, most significant first, until every world is decided.
 */
export function passMask(
  seed: Seed,
  block: number,
  identityLow: number,
  identityHigh: number,
  purpose: Purpose,
  round: number,
  chance: number,
): number {
  let passed = 0;
  let undecided = -1;
  for (let group = 0; group < PLANES / 4; group++) {
    // Only ones left in chance: whatever the uniform's remaining digits are, it is at most that.
    if ((chance | (group === 0 ? 0 : ~(0xffffffff >>> (group * 4)))) === -1) return passed | undecided;
    philox(seed, block, identityLow, identityHigh, where(purpose, round, group), planes);
    for (let plane = 0; plane < 4; plane++) {
      const bits = planes[plane] as number;
      if ((chance >>> (31 - group * 4 - plane)) & 1) {
        passed |= undecided & ~bits;
        undecided &= bits;
      } else {
        undecided &= ~bits;
      }
    }
    if (undecided === 0) return passed;
  }
  return passed | undecided;
}

/** Which worlds' uniforms are below one another: the 32-bit uniform of one world of the block. */
export function uniform32(
  seed: Seed,
  block: number,
  lane: number,
  identityLow: number,
  identityHigh: number,
  purpose: Purpose,
  round: number,
): number {
  let value = 0;
  for (let group = 0; group < PLANES / 4; group++) {
    philox(seed, block, identityLow, identityHigh, where(purpose, round, group), planes);
    for (let plane = 0; plane < 4; plane++) value = (value << 1) | (((planes[plane] as number) >>> lane) & 1);
  }
  return value >>> 0;
}

/**
 * A uniform in (0, 1) for a whole block, 52 bits, as uncertain inputs need one: the words of planes 0
 * and 1 read across, not along. Only for {@link purposes.parameter}, which no world draws.
 */
export function blockUniform(seed: Seed, block: number, identity: Identity): number {
  philox(seed, block, identity.low, identity.high, where(purposes.parameter, 0, 0), planes);
  const high = planes[0] as number;
  const low = (planes[1] as number) >>> 12;
  return (high * 2 ** 20 + low + 0.5) / 2 ** 52;
}

/** A whole, non-negative seed (up to 2^53 - 1) as the generator's key. */
export const seedOf = (seed: number): Seed => ({ low: seed >>> 0, high: Math.floor(seed / 2 ** 32) >>> 0 });

/** The least that is drawn: what lies between 0 and it is taken as it. */
export const LEAST_PROBABILITY: number = 1 / 2 ** 32;

/** `chance` of a probability in (0, 1]: (chance + 1) / 2^32 is the nearest to it that is above 0. */
export const chanceOf = (probability: number): number =>
  (Math.min(2 ** 32, Math.max(1, Math.round(probability * 2 ** 32))) - 1) >>> 0;

const FNV_OFFSET: Identity = { low: 0x84222325, high: 0xcbf29ce4 };
// The prime is 2^40 + 0x1b3.
const FNV_PRIME_LOW = 0x1b3;
const utf8 = new TextEncoder();

/** FNV-1a, 64 bits, over the UTF-8 of the parts, each followed by a zero byte. */
export const identityOf = (...parts: readonly (string | number)[]): Identity =>
  parts.reduce(extendIdentity, FNV_OFFSET);

/** The identity of the parts so far and one more. */
function extendIdentity({ low, high }: Identity, part: string | number): Identity {
  let [l, h] = [low, high];
  const bytes = utf8.encode(`${part}\0`);
  for (let i = 0; i < bytes.length; i++) {
    l = (l ^ (bytes[i] as number)) >>> 0;
    const product = l * FNV_PRIME_LOW;
    h = (Math.imul(h, FNV_PRIME_LOW) + Math.floor(product / 2 ** 32) + (l << 8)) >>> 0;
    l = product % 2 ** 32;
  }
  return { low: l, high: h };
}

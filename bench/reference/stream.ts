/**
 * xoshiro128** (Blackman and Vigna 2021): a small fast stream of words, as simulators commonly use one. Only
 * references and generators draw from it; the product never draws from a stream.
 */
export class Stream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    // Any state but zero is sound; the first words of a small seed are poor, so they are thrown away.
    this.#a = seed | 0;
    this.#b = 0x9e3779b9 | 0;
    this.#c = 0x243f6a88;
    this.#d = 0xb7e15162 | 0;
    for (let i = 0; i < 64; i++) this.next();
  }

  /** The next word: a whole number below 2^32. */
  next(): number {
    const product = Math.imul(this.#b, 5);
    const word = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return word >>> 0;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor((this.next() / 2 ** 32) * end);
  }
}

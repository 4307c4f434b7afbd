const CHUNK = 1 << 20;

/** Whole numbers below 2^32 that keep coming: chunks of a million, so that nothing is copied when it grows. */
export class GrowingList {
  /** All of {@link CHUNK} numbers but the last one, of which `used` are. */
  readonly chunks: Uint32Array[] = [];
  private last: Uint32Array = new Uint32Array(0);
  private used = 0;

  get length(): number {
    return this.chunks.length === 0 ? 0 : (this.chunks.length - 1) * CHUNK + this.used;
  }

  push(value: number): void {
    if (this.used === this.last.length) this.grow();
    this.last[this.used++] = value;
  }

  /** The numbers, a chunk at a time; changing them changes the list. */
  *parts(): Generator<Uint32Array> {
    for (const chunk of this.chunks) yield chunk === this.last ? chunk.subarray(0, this.used) : chunk;
  }

  clear(): void {
    this.chunks.length = 0;
    this.last = new Uint32Array(0);
    this.used = 0;
  }

  private grow(): void {
    // Small lists stay small; chunks but the first are of one size.
    if (this.chunks.length === 1 && this.last.length < CHUNK) {
      const grown = new Uint32Array(Math.min(CHUNK, 4 * this.last.length));
      grown.set(this.last);
      this.chunks[0] = grown;
      this.last = grown;
      return;
    }
    this.last = new Uint32Array(this.chunks.length === 0 ? 1024 : CHUNK);
    this.chunks.push(this.last);
    this.used = 0;
  }
}

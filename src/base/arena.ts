/** Allocation works in units of 16 bytes, the width of a vector; the count of units in use stands in memory itself. */
const UNIT = 16;
const PAGE = 65_536;
const MAX_PAGES = 65_536;
/** Where the count of units stands, as a position in an Int32Array; WebAssembly's own data lies below. */
const USED = 512;
const FIRST_UNIT = 4096 / UNIT;

/**
 * Typed arrays in one memory that WebAssembly can address and all threads share; never freed one by one.
 * Any thread may allocate: give it the same `memory`. The `byteOffset` of an array is its pointer in WebAssembly.
 */
export class Arena {
  readonly memory: WebAssembly.Memory;

  /** @param memory - that of another thread's arena; by default a new one */
  constructor(memory?: WebAssembly.Memory) {
    this.memory = memory ?? new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
    Atomics.compareExchange(new Int32Array(this.memory.buffer), USED, 0, FIRST_UNIT);
  }

  uint8(length: number): Uint8Array {
    const pointer = this.allocate(length); // may grow the memory, which gives it another buffer
    return new Uint8Array(this.memory.buffer, pointer, length);
  }

  uint32(length: number): Uint32Array {
    const pointer = this.allocate(length * 4);
    return new Uint32Array(this.memory.buffer, pointer, length);
  }

  int32(length: number): Int32Array {
    const pointer = this.allocate(length * 4);
    return new Int32Array(this.memory.buffer, pointer, length);
  }

  float64(length: number): Float64Array {
    const pointer = this.allocate(length * 8);
    return new Float64Array(this.memory.buffer, pointer, length);
  }

  /** Bytes in use. */
  get used(): number {
    return (Atomics.load(new Int32Array(this.memory.buffer), USED) - FIRST_UNIT) * UNIT;
  }

  /** Takes everything back, as zeros. Only for a memory that no other thread uses; arrays of it must not be used again. */
  reset(): void {
    new Uint8Array(this.memory.buffer, FIRST_UNIT * UNIT, this.used).fill(0);
    Atomics.store(new Int32Array(this.memory.buffer), USED, FIRST_UNIT);
  }

  /**
   * @returns where `bytes` zero bytes lie, a multiple of 16
   * @throws {RangeError} beyond the 4 GiB that WebAssembly can address
   */
  allocate(bytes: number): number {
    const units = Math.ceil(bytes / UNIT);
    const first = Atomics.add(new Int32Array(this.memory.buffer), USED, units);
    const end = (first + units) * UNIT;
    if (end > MAX_PAGES * PAGE) {
      Atomics.sub(new Int32Array(this.memory.buffer), USED, units);
      throw new RangeError(`no room for ${bytes} bytes: WebAssembly addresses 4 GiB`);
    }
    const missing = end - this.memory.buffer.byteLength;
    // Another thread may grow it at the same time; then there is more room than was asked for.
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return first * UNIT;
  }
}

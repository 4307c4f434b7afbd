import { Arena } from '../../base/arena.ts';

/** Where a kernel's arrays are made: zeroed. */
export type Room = {
  readonly uint8: (length: number) => Uint8Array;
  readonly uint16: (length: number) => Uint16Array;
  readonly uint32: (length: number) => Uint32Array;
  readonly float64: (length: number) => Float64Array;
  readonly uint64: (length: number) => BigUint64Array;
};

/** In a memory that WebAssembly can address; with null anywhere, for the plain kernels alone. */
export function roomIn(memory: WebAssembly.Memory | null): Room {
  if (memory === null) return anywhere;
  const arena = new Arena(memory);
  return {
    uint8: (length) => arena.uint8(length),
    uint16: (length) => {
      const pointer = arena.allocate(length * 2);
      return new Uint16Array(memory.buffer, pointer, length);
    },
    uint32: (length) => arena.uint32(length),
    float64: (length) => arena.float64(length),
    uint64: (length) => {
      const pointer = arena.allocate(length * 8);
      return new BigUint64Array(memory.buffer, pointer, length);
    },
  };
}

const anywhere: Room = {
  uint8: (length) => new Uint8Array(length),
  uint16: (length) => new Uint16Array(length),
  uint32: (length) => new Uint32Array(length),
  float64: (length) => new Float64Array(length),
  uint64: (length) => new BigUint64Array(length),
};

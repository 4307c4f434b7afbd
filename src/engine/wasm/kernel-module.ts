import { Arena } from '../../base/arena.ts';

/**
 * One instance of the WebAssembly kernels: one thread's. Its variables say where arrays lie and are set by name; the
 * AssemblyScript beside this file says what they mean.
 */
export type Kernels = {
  readonly memory: WebAssembly.Memory;
  /** Calls an exported function. Whole numbers in, at most one out; flags come back as 0 or 1. */
  readonly call: (name: string, ...args: number[]) => number;
  /** Sets an exported variable. */
  readonly set: (name: string, value: number) => void;
  readonly get: (name: string) => number;
};

/**
 * An instance over a memory that other threads and runs may share: only its generator's keys are taken there for it.
 * @throws {TypeError} if the module was not built from these sources
 */
export function openKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const found = <T>(name: string): T => {
    const it = exports[name];
    if (it === undefined) throw new TypeError(`the WebAssembly kernels have no ${name}`);
    return it as T;
  };
  const set = (name: string, value: number): void => {
    found<WebAssembly.Global>(name).value = value;
  };
  set('roundKeys', new Arena(memory).allocate(found<WebAssembly.Global>('ROUND_KEY_BYTES').value));
  return {
    memory,
    call: (name, ...args) => found<(...args: number[]) => number>(name)(...args),
    set,
    get: (name) => found<WebAssembly.Global>(name).value,
  };
}

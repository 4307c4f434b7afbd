import { existsSync, readFileSync } from 'node:fs';

const file = new URL('../engine/wasm/kernels.wasm', import.meta.url);
let compiled: WebAssembly.Module | null | undefined;

/**
 * The kernels in WebAssembly, compiled once; threads are given the module.
 * @returns null where they were not built (`npm run wasm`): the plain kernels give the same results, slower
 */
export function kernelModule(): WebAssembly.Module | null {
  compiled ??= existsSync(file) ? new WebAssembly.Module(readFileSync(file)) : null;
  return compiled;
}

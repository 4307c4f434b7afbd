import { existsSync, readFileSync } from 'node:fs';

const file = new URL('../../src/engine/wasm/kernels.wasm', import.meta.url);

/** The compiled kernels, as `npm run wasm` leaves them. */
export function wasmModule(): WebAssembly.Module {
  if (!existsSync(file)) throw new Error('the WebAssembly kernels are not built: npm run wasm');
  return new WebAssembly.Module(readFileSync(file));
}

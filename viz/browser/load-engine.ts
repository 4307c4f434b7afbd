import { ENGINE_GLOBAL, type Engine, type EngineApi } from '../what-if/engine-api.ts';
import { inflated, inflatedBytes } from './inflated.ts';

let opening: Promise<Engine> | undefined;

/** The engine that lies in the page, started when it is first asked for. */
export function loadEngine(): Promise<Engine> {
  opening ??= open();
  return opening;
}

async function open(): Promise<Engine> {
  const [code, kernels] = await Promise.all([inflated('engine'), inflatedBytes('kernels')]);
  const script = document.createElement('script');
  script.textContent = code;
  document.head.append(script);
  // The engine's code has just put it there.
  const api = (window as unknown as Record<string, EngineApi>)[ENGINE_GLOBAL];
  if (api === undefined) throw new Error('the engine did not start');
  return await api.openEngine(kernels);
}

import { ENGINE_GLOBAL, type EngineApi } from '../what-if/engine-api.ts';
import { openEngine } from '../what-if/open-engine.ts';

/** Entry of the engine's code, which the page starts when the first what-if is asked. */
const api: EngineApi = {
  openEngine: (kernels) => openEngine(kernels, { pause, now: () => performance.now() }),
};
Object.assign(window, { [ENGINE_GLOBAL]: api });

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** A message of our own comes after what the page has to do; a timer would come four milliseconds late. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

import type { Answer, Question, SoFar } from '../what-if/engine-api.ts';
import { loadEngine } from './load-engine.ts';

/** Keys that are held and sliders that are drawn ask many times a second. */
const REST_MS = 80;

export type Told = {
  readonly progress: (soFar: SoFar) => void;
  /** @param isLast - nothing follows: all scenarios that are run with the edits are in it */
  readonly answer: (answer: Answer, isLast: boolean) => void;
  readonly failure: (why: string) => void;
};

/** Asks the engine, one question at a time: a new one ends the one before. */
export function createAsker(told: Told): { readonly ask: (question: Question) => void; readonly stop: () => void } {
  let running = new AbortController();
  let resting: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    running.abort();
    clearTimeout(resting);
  };
  const run = async (question: Question, signal: AbortSignal): Promise<void> => {
    try {
      const engine = await loadEngine();
      if (signal.aborted) return;
      const onAnswer = (answer: Answer): void => told.answer(answer, false);
      const answer = await engine.answer(question, { signal, onProgress: told.progress, onAnswer });
      if (answer !== null && !signal.aborted) told.answer(answer, true);
    } catch (error) {
      if (!signal.aborted) told.failure(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    stop,
    ask: (question) => {
      stop();
      running = new AbortController();
      const { signal } = running;
      resting = setTimeout(() => void run(question, signal), REST_MS);
    },
  };
}

import type { Edit } from '../what-if/edit.ts';
import type { Answer, Question, SoFar } from '../what-if/engine-api.ts';
import { loadEngine } from './load-engine.ts';

/** Keys that are held and sliders that are drawn ask many times a second. */
const REST_MS = 80;

export type Told = {
  readonly progress: (soFar: SoFar) => void;
  readonly answer: (answer: Answer, edits: readonly Edit[]) => void;
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
      const answer = signal.aborted ? null : await engine.answer(question, { signal, onProgress: told.progress });
      if (answer !== null && !signal.aborted) told.answer(answer, question.edits);
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

import { exitCodeOfSignal, type Shell, type Signal } from './shell.ts';

/** A run that Ctrl-C or a request to end can stop: what is done is kept; a second signal ends the process at once. */
export type Interruption = {
  readonly abort: AbortSignal;
  readonly received: Signal | undefined;
  /** Signals end the process again. */
  end(): void;
};

export function listenForInterruption({ onSignal, exit }: Shell, say: (text: string) => void): Interruption {
  const controller = new AbortController();
  let received: Signal | undefined;
  const end = onSignal((signal) => {
    if (received !== undefined) exit(exitCodeOfSignal[signal]);
    received = signal;
    controller.abort();
    say('stopping: keeping the worlds that are done (again to stop at once)');
  });
  return {
    abort: controller.signal,
    get received() {
      return received;
    },
    end,
  };
}

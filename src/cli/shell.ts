/** The world around a command, so that a test can be one: where text goes, the environment, the clock, signals. */
export type Shell = {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds from some fixed point; for progress and durations, never for results. */
  now(): number;
  /** Calls back at Ctrl-C or a request to end, until the returned function is called. */
  onSignal(listener: (signal: Signal) => void): () => void;
  /** Ends the process at once: the second Ctrl-C. */
  exit(code: number): never;
};

export type Output = {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in columns; undefined if it is not a terminal. */
  readonly columns: number | undefined;
};

export type Signal = 'SIGINT' | 'SIGTERM';

/** Done; a threshold failed; bad usage or input; failed while running; undecided (only under --strict); interrupted; terminated. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130 | 143;

export const exitCodeOfSignal: Readonly<Record<Signal, ExitCode>> = { SIGINT: 130, SIGTERM: 143 };

/** The shell of this process. */
export const systemShell = (): Shell => ({
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  env: process.env,
  cwd: process.cwd(),
  now: () => performance.now(),
  onSignal(listener) {
    process.on('SIGINT', listener);
    process.on('SIGTERM', listener);
    return () => process.off('SIGINT', listener).off('SIGTERM', listener);
  },
  exit: (code) => process.exit(code),
});

const outputOf = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTerminal: stream.isTTY === true,
  get columns() {
    return stream.isTTY ? stream.columns : undefined;
  },
});

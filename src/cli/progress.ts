import { thousands } from '../base/thousands.ts';
import type { Shell } from './shell.ts';
import { bar, type Terminal } from './terminal.ts';

export type Progress = {
  update(done: number, total: number): void;
  /** Clears the line of a terminal. */
  end(): void;
};

const FRAME_MS = 100;
const PLAIN_EVERY_MS = 5_000;
const PLAIN_AFTER_MS = 10_000;
const SHOW_AFTER_MS = 300;
const BAR_COLUMNS = 24;

/**
 * Worlds done, rate and time left on stderr: a line that redraws itself on a terminal; elsewhere a plain
 * line every 5 seconds, from the tenth on, so that logs of short runs stay empty.
 */
export function progressOn(shell: Shell, terminal: Terminal, what: string): Progress {
  const { stderr, now } = shell;
  const begin = now();
  let last = stderr.isTerminal ? begin + SHOW_AFTER_MS - FRAME_MS : begin + PLAIN_AFTER_MS - PLAIN_EVERY_MS;
  let isDrawn = false;
  return {
    update(done, total) {
      const time = now();
      if (time - last < (stderr.isTerminal ? FRAME_MS : PLAIN_EVERY_MS)) return;
      last = time;
      const line = progressLine(what, done, total, time - begin);
      const drawn = stderr.isTerminal ? `\r\x1b[K${bar(terminal, done / total, BAR_COLUMNS)} ${line}` : `${line}\n`;
      stderr.write(drawn);
      isDrawn = true;
    },
    end() {
      if (stderr.isTerminal && isDrawn) stderr.write('\r\x1b[K');
    },
  };
}

/** `4,096 of 10,000 worlds, 52,000/s, 3 s left` */
export function progressLine(what: string, done: number, total: number, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? (done / elapsedMs) * 1000 : 0;
  const left = rate > 0 ? `, ${duration((total - done) / rate)} left` : '';
  return `${thousands(done)} of ${thousands(total)} ${what}, ${thousands(Math.round(rate))}/s${left}`;
}

/** Seconds as people say them: `8 s`, `2 min 5 s`, `1 h 12 min`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

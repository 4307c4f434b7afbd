import type { Place } from '../../base/errors.ts';

/** A place in a text that moves on with what is read there. */
export class Cursor {
  readonly text: string;
  position: number;
  readonly #file: string;
  readonly #lineStarts: readonly number[];

  constructor(file: string, text: string, position: number) {
    this.#file = file;
    this.text = text;
    this.position = position;
    this.#lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** What stands here, without reading it. @param pattern - sticky */
  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    return pattern.test(this.text);
  }

  /** Reads what stands here; undefined, and no step, if something else does. @param pattern - sticky */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.position = pattern.lastIndex;
    return found;
  }

  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  /** Reads up to and with the first of these; undefined, and no step, if none comes soon. */
  takeUntil(...ends: readonly string[]): { readonly before: string; readonly end: string } | undefined {
    let best: { at: number; end: string } | undefined;
    const near = this.text.slice(this.position, this.position + LONGEST);
    for (const end of ends) {
      const at = near.indexOf(end);
      if (at !== -1 && (best === undefined || at < best.at)) best = { at, end };
    }
    if (best === undefined) return undefined;
    const before = near.slice(0, best.at);
    this.position += best.at + best.end.length;
    return { before, end: best.end };
  }

  place(position: number = this.position): Place {
    let [low, high] = [0, this.#lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    const column = position - (this.#lineStarts[low] ?? 0) + 1;
    return { file: this.#file, line: low + 1, column, length: 1 };
  }
}

/** A label is a few words; looking for its end through a whole text would take for ever where many have none. */
const LONGEST = 10_000;

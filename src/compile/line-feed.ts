/** What {@link LineFeed} gives: whole lines, `text[from, to)`, the last byte a line end. */
export type TakeLines = (text: Uint8Array, from: number, to: number) => void;

/**
 * Chunks of a text, cut anywhere -> whole lines. What is left of a chunk behind its last line end waits for the next.
 */
export class LineFeed {
  private readonly take: TakeLines;
  private readonly refuse: () => never;
  private kept = new Uint8Array(4096);
  private keptLength = 0;

  /** @param refuse - called when a line has more than 1 MiB: a text without lines must not be kept whole */
  constructor(take: TakeLines, refuse: () => never) {
    this.take = take;
    this.refuse = refuse;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    if (this.keptLength > 0) {
      const end = chunk.indexOf(LINE_END);
      this.keep(chunk, 0, end === -1 ? chunk.length : end + 1);
      if (end === -1) return;
      from = end + 1;
      this.takeKept();
    }
    const after = chunk.lastIndexOf(LINE_END) + 1;
    if (after > from) this.take(chunk, from, after);
    this.keep(chunk, Math.max(from, after), chunk.length);
  }

  /** The last line, if no line end closed it. */
  end(): void {
    if (this.keptLength === 0) return;
    this.keep(Uint8Array.of(LINE_END), 0, 1);
    this.takeKept();
  }

  private takeKept(): void {
    const length = this.keptLength;
    this.keptLength = 0;
    this.take(this.kept, 0, length);
  }

  private keep(chunk: Uint8Array, from: number, to: number): void {
    const length = this.keptLength + to - from;
    if (length > MAX_LINE_BYTES) this.refuse();
    if (length > this.kept.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.kept.length));
      grown.set(this.kept.subarray(0, this.keptLength));
      this.kept = grown;
    }
    this.kept.set(chunk.subarray(from, to), this.keptLength);
    this.keptLength = length;
  }
}

const LINE_END = 10;
export const MAX_LINE_BYTES: number = 2 ** 20;

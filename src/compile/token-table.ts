import { type Fields, fieldText } from './edge-list-lines.ts';
import type { Span } from './locate.ts';

/** Tokens of a text -> positions in the order of first appearance. */
export class TokenTable {
  readonly ids: string[] = [];
  private readonly text: string;
  private readonly firstSpans: Span[] = [];
  private readonly positions = new Map<string, number>();
  /** Number -> position + 1, for plain whole numbers: most big graphs have nothing else. */
  private numbers = new Uint32Array(1024);

  constructor(text: string) {
    this.text = text;
  }

  indexOf(fields: Fields, field: number): number {
    const [start, end] = [fields.start(field), fields.end(field)];
    const number = this.plainNumber(start, end);
    if (number === -1) return this.indexOfText(start, end);
    if (number >= this.numbers.length) this.grow(number);
    const known = this.numbers[number] as number;
    if (known > 0) return known - 1;
    this.numbers[number] = this.ids.length + 1;
    return this.add(String(number), start, end);
  }

  /** Each id with the place where it first stands. */
  *firsts(): Generator<{ readonly id: string; readonly span: Span }> {
    for (const [position, id] of this.ids.entries()) yield { id, span: this.firstSpans[position] as Span };
  }

  private indexOfText(start: number, end: number): number {
    const id = fieldText(this.text, { start, end });
    const known = this.positions.get(id);
    if (known !== undefined) return known;
    this.positions.set(id, this.ids.length);
    return this.add(id, start, end);
  }

  private add(id: string, start: number, end: number): number {
    this.firstSpans.push({ start, end });
    return this.ids.push(id) - 1;
  }

  /** The value of up to seven digits without leading zeros, else -1. */
  private plainNumber(start: number, end: number): number {
    const length = end - start;
    if (length === 0 || length > MAX_DIGITS) return -1;
    if (length > 1 && this.text.charCodeAt(start) === ZERO) return -1;
    let value = 0;
    for (let offset = start; offset < end; offset++) {
      const digit = this.text.charCodeAt(offset) - ZERO;
      if (digit < 0 || digit > 9) return -1;
      value = 10 * value + digit;
    }
    return value;
  }

  private grow(number: number): void {
    const grown = new Uint32Array(2 * number);
    grown.set(this.numbers);
    this.numbers = grown;
  }
}

const ZERO = 48;
/** 10 million numbers: at most 80 MB of table. */
const MAX_DIGITS = 7;

import { chanceOf } from '../base/random.ts';
import { csvMark, type Separator } from '../graph/edge-list-lines.ts';
import type { EdgeWeights } from '../graph/edge-weights.ts';
import type { RawGraphBuilder } from './raw-builder.ts';

const [TAB, LINE_END, RETURN, SPACE, QUOTE, HASH, PERCENT, COMMA, POINT, ZERO] = [
  9, 10, 13, 32, 34, 35, 37, 44, 46, 48,
] as const;
/** Up to here a decimal's digits and the power of ten below them are exact, and so is the nearest double of their ratio. */
const MAX_DECIMALS = 15;
const MAX_ID = 200;
const powers = Array.from({ length: MAX_DECIMALS + 1 }, (_, i) => Number(`1e${i}`));

/**
 * The plain lines of an edge list, straight from bytes: `u v` or `u v 0.25`, ids of printable ASCII. It stops before
 * every other line, and reads no line otherwise than `EdgeListReader` would.
 */
export class EdgeListScan {
  /** How many lines the last call read. */
  linesRead = 0;
  private readonly separator: Separator;
  /** What separates fields of CSV; -1 for the others. */
  private readonly mark: number;
  private readonly isBothWays: boolean;
  private readonly builder: RawGraphBuilder;
  private readonly weights: EdgeWeights;
  /** What `number` and `decimal` found: the value (-1: none in plain form), and where it ends. */
  private value = 0;
  private end = 0;

  constructor(separator: Separator, isBothWays: boolean, builder: RawGraphBuilder, weights: EdgeWeights) {
    this.separator = separator;
    this.mark = csvMark(separator);
    this.isBothWays = isBothWays;
    this.builder = builder;
    this.weights = weights;
  }

  /** @returns where the first line begins that is not plain, or `to` */
  run(text: Uint8Array, from: number, to: number): number {
    this.linesRead = 0;
    let at = from;
    while (at < to) {
      const next = this.line(text, at);
      if (next === -1) return at;
      at = next;
      this.linesRead++;
    }
    return at;
  }

  /** @returns where the next line begins, or -1 if this one is not plain */
  private line(text: Uint8Array, uStart: number): number {
    const first = text[uStart] as number;
    if (first === HASH || first === PERCENT) return -1;
    this.id(text, uStart);
    const u = this.value;
    const uEnd = this.end;
    if (uEnd === uStart || !this.isSeparator(text[uEnd] as number)) return -1;
    const vStart = this.next(text, uEnd + 1);
    this.id(text, vStart);
    const v = this.value;
    const vEnd = this.end;
    if (vEnd === vStart || uEnd - uStart > MAX_ID || vEnd - vStart > MAX_ID) return -1;
    const probability = this.third(text, vEnd);
    if (probability === -1) return -1;
    const after = this.end;
    const chance = probability === 0 ? 0 : chanceOf(probability);
    if (u !== -1 && v !== -1 && this.builder.isNumeric) this.builder.addNumbers(u, v, chance, this.isBothWays);
    else if (isReserved(text, uStart, uEnd) || isReserved(text, vStart, vEnd)) return -1;
    else this.builder.addTexts(text, uStart, uEnd, vStart, vEnd, chance, this.isBothWays);
    if (probability > 0) this.weights.addProbability(probability, this.isBothWays ? 2 : 1);
    else this.weights.addNothingNew(this.hadValue);
    return after;
  }

  private hadValue = false;

  /**
   * What follows the second id: nothing, or a probability. Leaves the start of the next line in `end`.
   * @returns 0 if there is none that counts, -1 if the line is not plain
   */
  private third(text: Uint8Array, vEnd: number): number {
    this.hadValue = false;
    let at = vEnd;
    if (this.isSeparator(text[at] as number)) {
      at = this.next(text, at + 1);
      if (!this.isLineEnd(text, at)) return this.probability(text, at);
      // `u,v,` has a third field, and nothing in it: for the slow way.
      if (this.mark !== -1) return -1;
    }
    if (!this.isLineEnd(text, at) || this.weights.heedsMissing) return -1;
    return 0;
  }

  private probability(text: Uint8Array, start: number): number {
    if (!this.weights.heedsMisfits) return this.anything(text, start);
    this.decimal(text, start);
    const value = this.value;
    if (!(value > 0 && value <= 1) || !this.isLineEnd(text, this.end)) return -1;
    return value;
  }

  /** Once values do not count, a plain one is passed over. */
  private anything(text: Uint8Array, start: number): number {
    let at = start;
    while ((text[at] as number) > SPACE && text[at] !== QUOTE && !this.isFieldEnd(text[at] as number)) at++;
    if (at === start || !this.isLineEnd(text, at)) return -1;
    this.hadValue = true;
    return 0;
  }

  /** Leaves the start of the next line in `end`. */
  private isLineEnd(text: Uint8Array, at: number): boolean {
    const end = text[at] === RETURN ? at + 1 : at;
    if (text[end] !== LINE_END) return false;
    this.end = end + 1;
    return true;
  }

  /** Printable ASCII up to what could end an id; `value` is its number, if it is one in plain form. */
  private id(text: Uint8Array, start: number): void {
    let at = start;
    let value = 0;
    for (; ; at++) {
      const digit = (text[at] as number) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = 10 * value + digit;
    }
    const length = at - start;
    const isPlain = length > 0 && length <= 10 && value < 2 ** 32 && (length === 1 || text[start] !== ZERO);
    const digitsEnd = at;
    for (; ; at++) {
      const code = text[at] as number;
      if (code <= SPACE || code >= 0x7f) break;
      if (this.mark !== -1 && (code === this.mark || code === QUOTE)) break;
    }
    this.value = isPlain && at === digitsEnd ? value : -1;
    this.end = at;
  }

  /** Digits with a point somewhere; `value` is -1 if there are none, or too many. */
  private decimal(text: Uint8Array, start: number): void {
    let value = 0;
    let digits = 0;
    let behindPoint = -1;
    let at = start;
    for (; ; at++) {
      const digit = (text[at] as number) - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = 10 * value + digit;
        digits++;
        if (behindPoint >= 0) behindPoint++;
      } else if (text[at] === POINT && behindPoint < 0) behindPoint = 0;
      else break;
    }
    this.end = at;
    this.value = digits === 0 || digits > MAX_DECIMALS ? -1 : value / (powers[Math.max(0, behindPoint)] as number);
  }

  private isFieldEnd(code: number): boolean {
    return code === COMMA || code === this.mark || code === HASH;
  }

  private isSeparator(code: number): boolean {
    if (this.mark !== -1) return code === this.mark;
    return code === TAB || (code === SPACE && this.separator === 'blank');
  }

  /** Where the next field begins; in `blank` any number of blanks stand between two. */
  private next(text: Uint8Array, at: number): number {
    let next = at;
    if (this.separator === 'blank') while (text[next] === SPACE || text[next] === TAB) next++;
    return next;
  }
}

/** `__proto__` is no id. */
const isReserved = (text: Uint8Array, start: number, end: number): boolean =>
  end - start === 9 && text[start] === 95 && text[start + 1] === 95;

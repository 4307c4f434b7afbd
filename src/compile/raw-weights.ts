import type { Place, Problem } from '../base/errors.ts';
import { quoted } from './outline-problems.ts';

/** The probabilities in a file: they count if every arc has one above 0 and up to 1; else none does, with a warning. */
export class RawWeights {
  /** What holds them: `column 3`. */
  label: string;
  /** What has one: a line, an edge. */
  private readonly unit: string;
  private linesWith = 0;
  private areAllOne = true;
  /** The first value that is none, and the first arc that has none. */
  private misfit: { readonly at: Place; readonly value: string } | undefined;
  private missing: Place | undefined;

  constructor(label: string, unit = 'line') {
    this.label = label;
    this.unit = unit;
  }

  get areProbabilities(): boolean {
    return this.misfit === undefined && this.missing === undefined;
  }

  /** Whether an arc without a value says anything new. */
  get heedsMissing(): boolean {
    return this.missing === undefined;
  }
  /** Whether a value that is no probability does. */
  get heedsMisfits(): boolean {
    return this.misfit === undefined;
  }

  /** A value in (0, 1], as it is on nearly every line. */
  addProbability(value: number): void {
    this.linesWith++;
    if (value !== 1) this.areAllOne = false;
  }

  /** Another arc without a value, or with one, when neither would say anything new. */
  addNothingNew(hasValue: boolean): void {
    if (hasValue) this.linesWith++;
  }

  addMissing(at: () => Place): void {
    this.missing ??= at();
  }

  /** Any value as it is written. @returns the probability, or 0 if it is none */
  addText(text: string, at: () => Place): number {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const fits = value > 0 && value <= 1;
    if (fits) this.addProbability(value);
    else {
      this.linesWith++;
      this.misfit ??= { at: at(), value: text };
    }
    return fits ? value : 0;
  }

  /** @param start - where the file begins */
  warnings(start: Place): Problem[] {
    const { label } = this;
    if (this.linesWith === 0) return [];
    if (this.misfit !== undefined) {
      const { at, value } = this.misfit;
      const fix = `All of ${label} is left out; --probability sets one for all arcs.`;
      return [{ at, expected: `only probabilities above 0, up to 1, in ${label}`, found: quoted(value), fix }];
    }
    if (this.missing !== undefined) {
      const fix = `All of ${label} is left out, since some ${this.unit}s have none; --probability sets one for all arcs.`;
      return [{ at: this.missing, expected: `a probability in ${label}`, found: 'none', fix }];
    }
    if (!this.areAllOne) return [];
    const fix = 'Every arc passes for certain. If that is a weight, remove it and set --probability.';
    return [{ at: start, expected: `probabilities below 1 in ${label}`, found: `1 on every ${this.unit}`, fix }];
  }
}

/** Names of a column or attribute that holds probabilities, the surest first. */
const weightNames = ['p', 'prob', 'probability', 'weight', 'w'];

/** How sure it is that something of this name is a probability: 0 the surest; Infinity if it is surely none. */
export function weightRank(name: string): number {
  const rank = weightNames.indexOf(name.toLowerCase());
  return rank === -1 ? Number.POSITIVE_INFINITY : rank;
}

import type { CappedProblems } from '../base/capped-problems.ts';
import { decimalOf } from '../base/decimal.ts';
import type { Place, Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { LEAST_PROBABILITY } from '../base/random.ts';

/** What a warning tells people to do: only some who read weights can set a probability for all arcs beside the file. */
export type WeightAdvice = { readonly forAll: string; readonly instead: string; readonly allOne: string };

const setAll: WeightAdvice = {
  forAll: '--probability sets one for all arcs',
  instead: '--probability sets one for all arcs instead',
  allOne: 'remove it and set --probability',
};

/** What {@link EdgeWeights.addText} gives for an arc that never passes. */
export const NEVER = -1;

/**
 * The probabilities in a file: they count if every arc has one above 0 and up to 1; else none does, with a warning. What
 * is surely meant as probabilities, by its name, must be such: anything else is a problem, and 0 leaves the arc out.
 */
export class EdgeWeights {
  /** What holds them: `column 3`. */
  private label: string;
  private isSure = false;
  private readonly problems: CappedProblems;
  private readonly isUsed: boolean;
  private readonly advice: WeightAdvice;
  /** What has one: a line, an edge. */
  private readonly unit: string;
  private linesWith = 0;
  private areAllOne = true;
  /** The first value that is none, and the first arc that has none. */
  private misfit: { readonly at: Place; readonly value: string } | undefined;
  private missing: Place | undefined;
  /** Arcs that never pass, and those less likely than can be drawn; the first of each. */
  private readonly never: Counted = { arcs: 0, at: undefined };
  private tooRare = 0;

  /**
   * @param problems - where values go that are none, although they surely should be
   * @param isUsed - false if another probability is set in the end anyway: then no value is wrong
   */
  constructor(
    label: string,
    unit: 'line' | 'edge',
    problems: CappedProblems,
    isUsed: boolean,
    advice: WeightAdvice = setAll,
  ) {
    this.label = label;
    this.unit = unit;
    this.problems = problems;
    this.isUsed = isUsed;
    this.advice = advice;
  }

  /** Says where the next values stand. @param rank - of its name, see {@link weightRank} */
  from(label: string, rank: number): void {
    this.label = label;
    this.isSure = this.isUsed && isSureRank(rank);
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

  /** A value in (0, 1], as it is on nearly every line. @param arcs - that have it: 2 if it goes both ways */
  addProbability(value: number, arcs: number): void {
    this.linesWith++;
    if (value !== 1) this.areAllOne = false;
    if (value < LEAST_PROBABILITY) this.tooRare += arcs;
  }

  /** Another arc without a value, or with one, when neither would say anything new. */
  addNothingNew(hasValue: boolean): void {
    if (hasValue) this.linesWith++;
  }

  addMissing(at: () => Place): void {
    this.missing ??= at();
  }

  /** Any value as it is written. @returns the probability, {@link NEVER}, or 0 if it is none */
  addText(text: string, arcs: number, at: () => Place): number {
    const value = decimalOf(text);
    if (value > 0 && value <= 1) {
      this.addProbability(value, arcs);
      return value;
    }
    this.linesWith++;
    if (this.isSure) return this.addSurely(value, text, arcs, at());
    this.misfit ??= { at: at(), value: text };
    return 0;
  }

  private addSurely(value: number, text: string, arcs: number, at: Place): number {
    if (value === 0) {
      this.areAllOne = false;
      this.never.arcs += arcs;
      this.never.at ??= at;
      return NEVER;
    }
    const fix = `Correct it; ${this.advice.instead}.`;
    this.problems.add({ at, expected: `a probability from 0 to 1 in ${this.label}`, found: quoted(text), fix });
    return 0;
  }

  /** @param start - where the file begins */
  warnings(start: Place): Problem[] {
    return [...this.leftOut(), ...(this.areProbabilities ? this.raised(start) : []), ...this.aboutAll(start)];
  }

  private leftOut(): Problem[] {
    const { arcs, at } = this.never;
    if (at === undefined) return [];
    const found = `${counted(arcs)} of probability 0`;
    return [{ at, expected: `probabilities above 0 in ${this.label}`, found, fix: 'Left out: they never pass.' }];
  }

  private raised(at: Place): Problem[] {
    if (!this.isUsed || this.tooRare === 0) return [];
    const expected = `probabilities of at least 2^-32 in ${this.label}`;
    return [{ at, expected, found: `${counted(this.tooRare)} below it`, fix: 'They are taken as 2^-32.' }];
  }

  private aboutAll(start: Place): Problem[] {
    const { label, advice } = this;
    if (this.linesWith === 0) return [];
    if (this.misfit !== undefined) {
      const { at, value } = this.misfit;
      const fix = `All of ${label} is left out; ${advice.forAll}.`;
      return [{ at, expected: `only probabilities above 0, up to 1, in ${label}`, found: quoted(value), fix }];
    }
    if (this.missing !== undefined) {
      const fix = `All of ${label} is left out, since some ${this.unit}s have none; ${advice.forAll}.`;
      return [{ at: this.missing, expected: `a probability in ${label}`, found: 'none', fix }];
    }
    if (!this.areAllOne) return [];
    const fix = `Every arc passes for certain. If that is a weight, ${advice.allOne}.`;
    return [{ at: start, expected: `probabilities below 1 in ${label}`, found: `1 on every ${this.unit}`, fix }];
  }
}

type Counted = { arcs: number; at: Place | undefined };

const counted = (arcs: number): string => (arcs === 1 ? '1 arc' : `${arcs.toLocaleString('en-US')} arcs`);

/** Names of a column or attribute that holds probabilities, the surest first. */
const weightNames = ['p', 'prob', 'probability', 'weight', 'w'];

/** How sure it is that something of this name is a probability: 0 the surest; Infinity if it is surely none. */
export function weightRank(name: string): number {
  const rank = weightNames.indexOf(name.toLowerCase());
  return rank === -1 ? Number.POSITIVE_INFINITY : rank;
}

/** Whether something of this name can be nothing but probabilities: a weight may also be a count. */
export const isSureRank = (rank: number): boolean => rank < weightNames.indexOf('weight');

import { type Identity, identityOf } from '../base/random.ts';
import { type Belief, describeBelief, isUncertain, known } from '../graph/belief.ts';
import type { Parameters } from './compiled.ts';

/**
 * Collects the probabilities of a scenario, each once: the same name is the same unknown, drawn once
 * per block wherever it is used. Known numbers are shared by value.
 */
export class ParameterTable {
  readonly #beliefs: Belief[] = [];
  readonly #keys: Identity[] = [];
  readonly #positions = new Map<string, number>();

  /**
   * Position of the parameter; `name` must say what it is, independent of file order. Beliefs that differ
   * under one name keep apart and share their luck: where one is drawn low, so is the other.
   */
  add(belief: Belief, ...name: readonly (string | number)[]): number {
    const parts = isUncertain(belief)
      ? ['parameter', ...name]
      : ['known', belief.form === 'number' ? belief.value : midpoint(belief)];
    const whole = parts.join('\0');
    const first = this.#positions.get(whole);
    if (first !== undefined && isSame(this.#beliefs[first], belief)) return first;
    const text = first === undefined ? whole : `${whole}\0${describeBelief(belief)}`;
    const position = this.#positions.get(text);
    if (position !== undefined) return position;
    this.#positions.set(text, this.#beliefs.length);
    this.#keys.push(identityOf(...parts));
    return this.#beliefs.push(isUncertain(belief) ? belief : known(Number(parts[1]))) - 1;
  }

  finish(): Parameters {
    return {
      beliefs: this.#beliefs,
      keyLow: Uint32Array.from(this.#keys, ({ low }) => low),
      keyHigh: Uint32Array.from(this.#keys, ({ high }) => high),
      uncertain: this.#beliefs.some(isUncertain),
    };
  }
}

const isSame = (first: Belief | undefined, belief: Belief): boolean =>
  first === belief || !isUncertain(belief) || (first !== undefined && describeBelief(first) === describeBelief(belief));

/** The value of a belief whose range has no width. */
const midpoint = (belief: Exclude<Belief, { form: 'number' }>): number =>
  belief.form === 'trials' ? Number.NaN : belief.low;

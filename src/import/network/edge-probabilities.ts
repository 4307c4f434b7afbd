import type { CappedProblems } from '../../base/capped-problems.ts';
import type { Place, Problem } from '../../base/errors.ts';
import { EdgeWeights, NEVER, type WeightAdvice, weightRank } from '../../graph/edge-weights.ts';
import { shown } from './shown.ts';

/** An attribute that may be a probability by its name, and what an edge has for it; no text: nothing. */
export type SaidWeight = { readonly name: string; readonly text: string | undefined };

/** The probabilities of a network's edges, by the rule of raw graphs: all of them or none. */
export class EdgeProbabilities {
  readonly #weights: EdgeWeights;
  readonly #values: number[] = [];

  constructor(problems: CappedProblems) {
    this.#weights = new EdgeWeights('the weights', 'edge', problems, true, advice);
  }

  add({ weight, isBothWays, at }: { weight: SaidWeight | undefined; isBothWays: boolean; at: Place }): void {
    if (weight !== undefined) this.#weights.from(`attribute ${shown(weight.name)}`, weightRank(weight.name));
    if (weight?.text === undefined) this.#weights.addMissing(() => at);
    const probability =
      weight?.text === undefined ? 0 : this.#weights.addText(weight.text, isBothWays ? 2 : 1, () => at);
    this.#values.push(probability === NEVER ? 0 : probability);
  }

  /** One for each edge, in order; 0 for one that never passes. Undefined if the edges have none. */
  values(): readonly number[] | undefined {
    return this.#values.length > 0 && this.#weights.areProbabilities ? this.#values : undefined;
  }

  warnings = (start: Place): readonly Problem[] => this.#weights.warnings(start);
}

const advice: WeightAdvice = {
  forAll: 'edges count as without a probability',
  instead: 'under another name it is an attribute like any other',
  allOne: 'give it another name',
};

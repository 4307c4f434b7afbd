import { InvalidInputError } from '../base/errors.ts';
import { type CompiledScenario, effects, NONE } from '../compile/compiled.ts';
import { highestProbability, worksUnlessEntry } from './bounds.ts';
import { Recorder } from './recorder.ts';
import type { Tally } from './tally.ts';

/** First round in which each component can be taken (entry points: 0), NONE if never; `highest`: probabilities, per arc. */
export type EarliestRounds = (
  scenario: CompiledScenario,
  highest: Float64Array,
  entries: Iterable<number>,
) => Uint32Array;

/**
 * Everything that could fall as one world, whoever walks the graph.
 * @throws {InvalidInputError} with a random entry, which has no one worst case
 */
export function worstCaseTally(scenario: CompiledScenario, earliestRounds: EarliestRounds): Tally {
  if (scenario.entry === 'random') {
    const fix = 'Name the entry, or run each entry.';
    throw new InvalidInputError([
      { at: { file: scenario.key }, expected: 'named entry points for the worst case', found: 'a random entry', fix },
    ]);
  }
  const { arcs } = scenario;
  const highest = highestProbability(scenario, worksUnlessEntry(scenario));
  const rounds = earliestRounds(scenario, highest, scenario.entry);
  const recorder = new Recorder(withoutUncertainty(scenario), 0, 1);
  recorder.enter(
    0,
    1,
    Array.from(scenario.entry, (component) => [component, 1]),
  );
  const reached = [...rounds.keys()].filter((v) => rounds[v] !== NONE && rounds[v] !== 0);
  for (const v of reached.sort((a, b) => (rounds[a] as number) - (rounds[b] as number) || a - b)) {
    recorder.reach(v, 1, rounds[v] as number, firstArcInto(v, scenario, rounds, highest));
  }
  const masks = (effect: number): Int32Array => {
    const marked = new Int32Array(scenario.components.count);
    for (let a = 0; a < arcs.count; a++) {
      if (arcs.effect[a] === effect && (highest[a] as number) > 0 && rounds[arcs.source[a] as number] !== NONE) {
        marked[arcs.target[a] as number] = 1;
      }
    }
    return marked;
  };
  const nobody = new Int32Array(scenario.components.count);
  recorder.leave({
    disabledEver: masks(effects.disable),
    disclosedEver: masks(effects.disclose),
    containedEver: nobody,
    born: nobody,
    alive: recorder.reachedMask,
  });
  return recorder.tally;
}

/** One answer, whatever the inputs may be: no block sums. */
const withoutUncertainty = (scenario: CompiledScenario): CompiledScenario => ({
  ...scenario,
  parameters: { ...scenario.parameters, uncertain: false },
});

/** The first arc, in arc order, over which v can be taken as early as it can. */
function firstArcInto(v: number, { arcs }: CompiledScenario, rounds: Uint32Array, highest: Float64Array): number {
  for (let a = 0; a < arcs.count; a++) {
    if (arcs.target[a] !== v || arcs.effect[a] !== effects.compromise || (highest[a] as number) <= 0) continue;
    if ((rounds[arcs.source[a] as number] as number) + 1 === rounds[v]) return a;
  }
  return -1;
}

import { InvalidInputError } from '../base/errors.ts';
import { type CompiledScenario, effects, NONE } from '../compile/compiled.ts';
import { earliestRounds, influenceGraph } from '../compile/influence-graph.ts';
import { highestProbability, worksUnlessEntry } from './bounds.ts';
import { Recorder } from './recorder.ts';
import type { Tally } from './tally.ts';

/**
 * Everything that could fall: reachability over arcs with a probability above 0, as one world. A control
 * that always stops an arc takes it out, unless the control is an entry point.
 * @throws {InvalidInputError} with a random entry, which has no one worst case
 */
export function worstCase(scenario: CompiledScenario): Tally {
  if (scenario.entry === 'random') {
    const fix = 'Name the entry, or run each entry.';
    throw new InvalidInputError([
      { at: { file: scenario.key }, expected: 'named entry points for the worst case', found: 'a random entry', fix },
    ]);
  }
  const { arcs } = scenario;
  const highest = highestProbability(scenario, worksUnlessEntry(scenario));
  const rounds = earliestRounds(influenceGraph(scenario, highest), scenario.entry);
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

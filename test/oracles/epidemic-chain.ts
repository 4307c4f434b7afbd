import { type Epidemic, type EpidemicName, epidemics } from '../../src/graph/propagation-model.ts';
import type { SmallGraph } from '../engine/validation-graphs.ts';

/**
 * The epidemics as the Markov chain that they are: the probability of every state of a small graph, round by
 * round. Given S, components change independently of one another. No draws, no engine.
 */
export type Chain = {
  readonly graph: SmallGraph;
  readonly model: EpidemicName;
  readonly entries: readonly number[];
  readonly recovery: number;
  readonly incubation: number;
  readonly rounds: number;
};

/** What is true at the end of a round, with its probability. */
export type ChainState = {
  readonly probability: number;
  /** Ever infected, entry points included. */
  readonly reached: readonly number[];
  readonly infectious: readonly number[];
  readonly exposed: readonly number[];
};

/** n = never infected, e = exposed, i = infectious, s = susceptible again, r = removed. */
type Letter = 'n' | 'e' | 'i' | 's' | 'r';
type Step = readonly (readonly [Letter, number])[];

/** [round]: the states at its end; round 0 first. */
export function epidemicChain(chain: Chain): ChainState[][] {
  const { n } = chain.graph;
  const start = Array.from({ length: n }, (_, v) => (chain.entries.includes(v) ? 'i' : 'n')).join('');
  let states = new Map([[start, 1]]);
  const rounds = [describe(states)];
  for (let round = 1; round <= chain.rounds; round++) {
    states = next(states, chain);
    rounds.push(describe(states));
  }
  return rounds;
}

function next(states: ReadonlyMap<string, number>, chain: Chain): Map<string, number> {
  const after = new Map<string, number>();
  for (const [state, probability] of states) {
    const steps = [...state].map((_, v) => stepOf(v, state, chain).filter(([, p]) => p > 0));
    const spread = (v: number, made: string, p: number): void => {
      if (v === steps.length) after.set(made, (after.get(made) ?? 0) + p);
      else for (const [letter, q] of steps[v] as Step) spread(v + 1, made + letter, p * q);
    };
    spread(0, '', probability);
  }
  return after;
}

function stepOf(v: number, state: string, { graph, model, recovery, incubation }: Chain): Step {
  const { recoversTo, incubates }: Epidemic = epidemics[model];
  const letter = state[v] as Letter;
  const heals = recoversTo === null ? 0 : recovery;
  switch (letter) {
    case 'n':
    case 's': {
      const escapes = graph.arcs
        .filter(([u, to]) => to === v && state[u] === 'i')
        .reduce((product, [, , p]) => product * (1 - p), 1);
      return [
        [incubates ? 'e' : 'i', 1 - escapes],
        [letter, escapes],
      ];
    }
    case 'e':
      return [
        ['i', incubation],
        ['e', 1 - incubation],
      ];
    case 'i':
      return [
        [recoversTo === 'susceptible' ? 's' : 'r', heals],
        ['i', 1 - heals],
      ];
    case 'r':
      return [['r', 1]];
  }
}

const describe = (states: ReadonlyMap<string, number>): ChainState[] =>
  [...states].map(([state, probability]) => {
    const where = (is: (letter: string) => boolean): number[] => [...state].flatMap((c, v) => (is(c) ? [v] : []));
    return {
      probability,
      reached: where((c) => c !== 'n'),
      infectious: where((c) => c === 'i'),
      exposed: where((c) => c === 'e'),
    };
  });

export const expectation = <S extends { readonly probability: number }>(
  states: readonly S[],
  of: (state: S) => number,
): number => states.reduce((sum, state) => sum + state.probability * of(state), 0);

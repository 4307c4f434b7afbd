import { type CompiledScenario, effects, NONE } from '../../src/compile/compiled.ts';
import { arcProbabilities } from '../../src/engine/realise.ts';
import { meanOf } from '../../src/graph/belief.ts';

/** Probability of a reached set, by its members joined with commas; and by component what lies beside. */
export type Enumerated = {
  readonly sets: ReadonlyMap<string, number>;
  readonly disabled: readonly number[];
  readonly disclosed: readonly number[];
  readonly affected: readonly number[];
};

/** One thing that chance decides. */
type Factor = { readonly name: string; readonly outcomes: readonly (readonly [value: number, probability: number])[] };

/**
 * Independent cascade by going through everything that chance can decide, one by one: each arc's own
 * uniform, its coin, each common uniform (between which of the probabilities it lies), each control's
 * uniform. Nothing is grouped and nothing is clever.
 * @returns undefined if there are more than `limit` combinations
 */
export function bruteForce(scenario: CompiledScenario, limit: number): Enumerated | undefined {
  const { arcs, guards, settings, parameters, components } = scenario;
  const entries = [...scenario.entry].map(Number);
  const values = Float64Array.from(parameters.beliefs, meanOf);
  const base = new Float64Array(arcs.count);
  arcProbabilities(scenario, values, base);
  const m = values[settings.monoculture] as number;
  const all = Array.from({ length: arcs.count }, (_, arc) => arc);
  const yesNo = (name: string, p: number): Factor => ({
    name,
    outcomes: [
      [1, p],
      [0, 1 - p],
    ],
  });
  const commons = [...new Set(arcs.shared)].filter((cause) => cause !== NONE);
  const factors: Factor[] = [
    ...all.flatMap((arc) => [
      yesNo(`own ${arc}`, base[arc] as number),
      ...(arcs.shared[arc] === NONE ? [] : [yesNo(`coin ${arc}`, m)]),
    ]),
    ...commons.map((cause) => {
      const cuts = [
        ...new Set([0, ...all.filter((arc) => arcs.shared[arc] === cause).map((arc) => base[arc] as number), 1]),
      ];
      cuts.sort((a, b) => a - b);
      // The middle of each piece stands for the piece.
      const pieces = cuts
        .slice(1)
        .map((high, i) => [(high + (cuts[i] as number)) / 2, high - (cuts[i] as number)] as const);
      return { name: `common ${cause}`, outcomes: pieces };
    }),
    ...Array.from(guards.effectiveness, (position, g) => yesNo(`guard ${g}`, 1 - (values[position] as number))),
  ].map(({ name, outcomes }) => ({ name, outcomes: outcomes.filter(([, p]) => p > 0) }));
  if (factors.reduce((product, { outcomes }) => product * outcomes.length, 1) > limit) return undefined;

  const drawn = new Map<string, number>();
  const passes = (arc: number): boolean => {
    for (let g = guards.offsets[arc] as number; g < (guards.offsets[arc + 1] as number); g++) {
      if (!entries.includes(guards.control[g] as number) && drawn.get(`guard ${g}`) === 0) return false;
    }
    if (arcs.shared[arc] === NONE || drawn.get(`coin ${arc}`) === 0) return drawn.get(`own ${arc}`) === 1;
    return (drawn.get(`common ${arcs.shared[arc]}`) as number) < (base[arc] as number);
  };
  const sets = new Map<string, number>();
  const none = (): number[] => new Array<number>(components.count).fill(0);
  const [disabled, disclosed, affected] = [none(), none(), none()];
  const settle = (probability: number): void => {
    const live = all.filter(passes);
    const reached = new Set(entries);
    const targetsOf = (effect: number): Set<number> =>
      new Set(
        live
          .filter((arc) => arcs.effect[arc] === effect && reached.has(arcs.source[arc] as number))
          .map((arc) => arcs.target[arc] as number),
      );
    for (let before = -1; before !== reached.size; ) {
      before = reached.size;
      for (const v of targetsOf(effects.compromise)) reached.add(v);
    }
    const set = [...reached].sort((a, b) => a - b).join();
    sets.set(set, (sets.get(set) ?? 0) + probability);
    const [down, known] = [targetsOf(effects.disable), targetsOf(effects.disclose)];
    for (const v of down) (disabled[v] as number) += probability;
    for (const v of known) (disclosed[v] as number) += probability;
    for (const v of new Set([...reached, ...down, ...known])) (affected[v] as number) += probability;
  };
  const decide = (position: number, probability: number): void => {
    const factor = factors[position];
    if (factor === undefined) {
      settle(probability);
      return;
    }
    for (const [value, p] of factor.outcomes) {
      drawn.set(factor.name, value);
      decide(position + 1, probability * p);
    }
  };
  decide(0, 1);
  return { sets, disabled, disclosed, affected };
}

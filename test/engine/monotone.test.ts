import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { worstCase } from '../../src/engine/worst-case.ts';
import { known } from '../../src/graph/belief.ts';
import { directions, relationKindNames } from '../../src/graph/kinds.ts';
import { weakened, withoutArcsOf } from '../oracles/edited-arcs.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { anyCase, compileCase, type RandomCase } from '../oracles/random-ecosystem.ts';

/** What may not grow: a row per world, whether each component was reached. */
type Reached = readonly (readonly boolean[])[];

const reachedIn = (scenario: CompiledScenario): Reached =>
  scenario.model === 'worst-case'
    ? [Array.from(worstCase(scenario).reached, (worlds) => worlds > 0)]
    : engineWorlds(scenario, seedOf(9), 0, 1).map(({ firstRound }) => firstRound.map((round) => round !== null));

const models = ['independent-cascade', 'linear-threshold', 'si', 'worst-case', 'agentic'] as const;
const monotone = anyCase({
  relations: ['monitors', 'spawns'],
  threats: ['denial-of-service'],
  uncertainty: true,
}).map((random): RandomCase => ({ ...random, scenario: { ...random.scenario, entry: named(random) } }));

/** The worst case needs an entry that has a name. */
const named = ({ components, scenario }: RandomCase): RandomCase['scenario']['entry'] =>
  scenario.entry === 'random' ? [components[0]?.id as never] : scenario.entry;

describe.each(models)('%s: less to spread over never reaches more', (model) => {
  /** Compares world by world; says in how many worlds the set shrank, so that a test can show that it had power. */
  const shrinks = (before: Reached, after: Reached, isCompared: (v: number) => boolean = () => true): number => {
    let smaller = 0;
    for (const [world, reached] of before.entries()) {
      const grown = reached.flatMap((was, v) => (isCompared(v) && !was && after[world]?.[v] ? [v] : []));
      expect(grown).toEqual([]);
      if (reached.some((was, v) => isCompared(v) && was && !after[world]?.[v])) smaller++;
    }
    return smaller;
  };

  it('with a weaker arc', () => {
    let smaller = 0;
    fc.assert(
      fc.property(monotone, fc.nat(), fc.constantFrom(0, 0.3, 0.8), (random, position, factor) => {
        const { compiled } = compileCase(random, model);
        if (compiled.arcs.count === 0) return;
        const less = weakened(compiled, position % compiled.arcs.count, factor);
        smaller += shrinks(reachedIn(compiled), reachedIn(less));
      }),
      { seed: 1, numRuns: 250 },
    );
    expect(smaller).toBeGreaterThan(3);
  });

  it('with one control more', () => {
    let smaller = 0;
    const guard = fc.record({
      kind: fc.constantFrom(undefined, ...relationKindNames),
      direction: fc.constantFrom(undefined, ...directions),
    });
    fc.assert(
      fc.property(monotone, guard, fc.constantFrom(0.3, 1), (random, on, effectiveness) => {
        const more: RandomCase = {
          ...random,
          components: [
            ...random.components,
            {
              id: 'ω last',
              kind: 'control',
              guards: [{ on, effectiveness: known(effectiveness) }],
              provenance: { certainty: 'declared', at: { file: 'more' } },
            },
          ],
        };
        const [before, after] = [random, more].map((drawn) => reachedIn(compileCase(drawn, model).compiled));
        smaller += shrinks(before as Reached, after as Reached);
      }),
      { seed: 2, numRuns: 250 },
    );
    expect(smaller).toBeGreaterThan(3);
  });

  it('without the arcs of a component that guards nothing', () => {
    let smaller = 0;
    fc.assert(
      fc.property(monotone, fc.nat(), (random, position) => {
        const { compiled } = compileCase(random, model);
        const removed = position % compiled.components.count;
        if (compiled.guards.control.includes(removed)) return;
        const less = withoutArcsOf(compiled, removed);
        smaller += shrinks(reachedIn(compiled), reachedIn(less), (v) => v !== removed);
      }),
      { seed: 3, numRuns: 250 },
    );
    expect(smaller).toBeGreaterThan(3);
  });
});

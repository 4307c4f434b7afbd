import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledScenario, effects, NONE } from '../../src/compile/compiled.ts';
import { earliestRounds, influenceGraph } from '../../src/compile/influence-graph.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';

/** Rounds by relaxation until nothing changes (Bellman and Ford). */
function relaxed(
  { arcs, components }: CompiledScenario,
  highest: readonly number[],
  entries: readonly number[],
): number[] {
  const rounds = new Array<number>(components.count).fill(NONE);
  for (const v of entries) rounds[v] = 0;
  for (let pass = 0; pass < components.count; pass++) {
    for (let arc = 0; arc < arcs.count; arc++) {
      if ((highest[arc] as number) <= 0 || arcs.effect[arc] !== effects.compromise) continue;
      const [u, v] = [arcs.source[arc] as number, arcs.target[arc] as number];
      if (rounds[u] !== NONE) rounds[v] = Math.min(rounds[v] as number, (rounds[u] as number) + 1);
    }
  }
  return rounds;
}

describe('the influence graph', () => {
  const drawn = anyCase().chain((random) => {
    const { compiled } = compileCase(random, 'worst-case');
    return fc.tuple(
      fc.constant(compiled),
      fc.array(fc.constantFrom(0, 0.5, 1), { minLength: compiled.arcs.count, maxLength: compiled.arcs.count }),
      fc.array(fc.nat(compiled.components.count - 1), { minLength: 1, maxLength: 3 }),
    );
  });

  it('has a node per component and an edge per arc that can compromise', () => {
    fc.assert(
      fc.property(drawn, ([compiled, highest]) => {
        const graph = influenceGraph(compiled, highest);
        expect(graph.order).toBe(compiled.components.count);
        const arcs = graph.mapEdges((_, { arc }, source, target) => [arc, Number(source), Number(target)]);
        const expected = highest.flatMap((p, arc) =>
          p > 0 && compiled.arcs.effect[arc] === effects.compromise
            ? [[arc, compiled.arcs.source[arc], compiled.arcs.target[arc]]]
            : [],
        );
        expect(arcs.sort((a, b) => (a[0] as number) - (b[0] as number))).toEqual(expected);
      }),
      { seed: 41 },
    );
  });

  it('gives the earliest rounds from several entry points', () => {
    fc.assert(
      fc.property(drawn, ([compiled, highest, entries]) => {
        const rounds = earliestRounds(influenceGraph(compiled, highest), entries);
        expect([...rounds]).toEqual(relaxed(compiled, highest, entries));
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

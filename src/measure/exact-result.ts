import type { Compilation } from '../compile/arcs.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { scopeSizes } from '../engine/empty-tally.ts';
import type { ExactAnswer } from '../engine/exact.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { exactBlastRadius as blastRadiusOf } from './exact-distribution.ts';
import type { BlastRadius, Reach } from './results.ts';

/** The measures of one scope from the exact answer: 0 the whole, 1 to 7 a layer. */
export function exactBlastRadius(scenario: CompiledScenario, answer: ExactAnswer, scope: number): BlastRadius {
  const { layer, valueThousandths } = scenario.components;
  const size = scopeSizes(scenario)[scope] as number;
  const entries = new Set(scenario.entry === 'random' ? [] : scenario.entry);
  const isCounted = (v: number): boolean => !entries.has(v) && (scope === 0 || layer[v] === scope);
  const chances = new Float64Array(size + 1);
  let impact = 0;
  for (const { reached, probability } of answer.outcomes) {
    const counted = reached.filter(isCounted);
    (chances[counted.length] as number) += probability;
    impact += probability * counted.reduce((sum, v) => sum + (valueThousandths[v] as number), 0);
  }
  const expected = (probabilities: Float64Array): number =>
    probabilities.reduce((sum, p, v) => (isCounted(v) ? sum + p : sum), 0);
  const hasEntry = [...entries].some((v) => scope === 0 || layer[v] === scope);
  return blastRadiusOf({
    size,
    chances,
    impact: impact / 1000,
    disabled: expected(answer.disabled),
    disclosed: expected(answer.disclosed),
    affected: expected(answer.affected),
    born: 0,
    dwell: 0,
    // Nobody recovers in a live-edge model, so only a scope that was never touched ends empty.
    extinct: hasEntry ? 0 : (chances[0] as number),
    medianRound: null,
  });
}

/** Per component index: probability of being reached, entry points included. */
export function exactReach({ outcomes }: ExactAnswer, components: number): Float64Array {
  const reach = new Float64Array(components);
  for (const { reached, probability } of outcomes) for (const v of reached) (reach[v] as number) += probability;
  return reach;
}

/** The rows of `reach` for an ecosystem: replicas are one row with their mean. */
export function exactReachRows(
  { components }: Ecosystem,
  { expanded, scenario }: Compilation,
  answer: ExactAnswer,
): Reach[] {
  const reach = exactReach(answer, expanded.nodes.length);
  const entries = new Set<string>(scenario.entry === 'random' ? [] : scenario.entry);
  return components.map(({ id }) => {
    const nodes = expanded.nodesOf.get(id) as readonly number[];
    const p = nodes.reduce((sum, node) => sum + (reach[node] as number), 0) / nodes.length;
    return { id, p, ci95: [p, p], ...(entries.has(id) && { entry: true as const }) };
  });
}

import type { CompiledScenario } from '../compile/compiled.ts';
import { type Belief, meanOf } from '../graph/belief.ts';
import { arcProbabilities } from './realise.ts';
import { stoppedShare } from './stopped-share.ts';

/** Per arc: base probability at the means of its inputs, controls and common causes aside. */
export const meanBase = (scenario: CompiledScenario): Float64Array => baseAt(scenario, meanOf);

/** Per arc: the highest probability that its inputs allow, with the controls that work. */
export function highestProbability(scenario: CompiledScenario, works: (control: number) => boolean): Float64Array {
  const { guards, parameters, arcs } = scenario;
  const highest = baseAt(scenario, (belief) => highestOf(belief), lowestOf);
  for (let a = 0; a < arcs.count; a++) {
    for (let g = guards.offsets[a] as number; g < (guards.offsets[a + 1] as number); g++) {
      if (!works(guards.control[g] as number)) continue;
      const lowest = lowestOf(parameters.beliefs[guards.effectiveness[g] as number] as Belief);
      (highest[a] as number) *= 1 - stoppedShare(guards, g, lowest);
    }
  }
  return highest;
}

/** In all models but `agentic` a control works unless it is an entry point; with a random entry, take all as working. */
export function worksUnlessEntry({ entry }: CompiledScenario): (control: number) => boolean {
  const entries = new Set(entry === 'random' ? [] : entry);
  return (control) => !entries.has(control);
}

function baseAt(scenario: CompiledScenario, at: (belief: Belief) => number, atHardening = at): Float64Array {
  const { parameters, arcs } = scenario;
  const values = Float64Array.from(parameters.beliefs, at);
  const isHardening = new Set(arcs.hardening);
  for (const position of isHardening) values[position] = atHardening(parameters.beliefs[position] as Belief);
  const base = new Float64Array(arcs.count);
  arcProbabilities(scenario, values, base);
  return base;
}

const highestOf = (belief: Belief): number =>
  belief.form === 'number' ? belief.value : belief.form === 'trials' || belief.low < belief.high ? 1 : belief.high;
const lowestOf = (belief: Belief): number =>
  belief.form === 'number' ? belief.value : belief.form === 'range' ? belief.low : 0;

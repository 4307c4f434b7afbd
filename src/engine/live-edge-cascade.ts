import type { CompiledScenario } from '../compile/compiled.ts';
import { type ArcDraw, Attempts } from './attempts.ts';
import type { RunBlock } from './kernel.ts';

/**
 * Spreads over the live arcs of each world, breadth first: in round t those that were reached in round t - 1 try
 * their arcs, in arc order, which decides who gets the credit.
 * @param isLive - draws of the world, so that an arc is as live in one round as in another
 * @see Kempe, Kleinberg, Tardos (2003), section 2: both of their models are reachability over live arcs
 */
export function liveEdgeCascade(scenario: CompiledScenario, isLive: ArcDraw): RunBlock {
  const { offsets, target } = scenario.arcs;
  const fresh = new Int32Array(scenario.components.count);
  const next = new Int32Array(scenario.components.count);
  const attempts = new Attempts(scenario, isLive);

  return (draws, recorder, entries, onRound) => {
    const { reachedMask } = recorder;
    attempts.enter(entries);
    for (const [component, mask] of entries) fresh[component] = mask;
    let frontier = entries.map(([component]) => component);
    for (let round = 1; frontier.length > 0; round++) {
      const reached: number[] = [];
      frontier.sort((a, b) => a - b);
      for (const u of frontier) {
        for (let a = offsets[u] as number; a < (offsets[u + 1] as number); a++) {
          const taken = attempts.make(a, fresh[u] as number, reachedMask, draws, 0);
          if (taken === 0) continue;
          const v = target[a] as number;
          if (next[v] === 0) reached.push(v);
          next[v] = (next[v] as number) | taken;
          recorder.reach(v, taken, round, a);
        }
      }
      for (const u of frontier) fresh[u] = 0;
      for (const v of reached) {
        fresh[v] = next[v] as number;
        next[v] = 0;
      }
      frontier = reached;
      onRound?.(round);
    }
    return attempts.marks ? attempts.end(reachedMask) : null;
  };
}

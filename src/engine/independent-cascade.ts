import { effects } from '../compile/compiled.ts';
import type { Kernel } from './kernel.ts';

/**
 * Independent cascade: each arc is tried once, in the round after its source was reached, and passes
 * with its probability; controls keep working unless they are entry points; rates are ignored and
 * slots exist from the start, so the set reached in a world is what the world's live arcs connect to
 * the entry points.
 * @see Kempe, Kleinberg, Tardos (2003): Maximizing the spread of influence through a social network, section 2
 */
export const independentCascade: Kernel = (scenario) => {
  const { arcs, guards } = scenario;
  const { offsets, target, effect } = arcs;
  const n = scenario.components.count;
  const isEntry = new Int32Array(n);
  const fresh = new Int32Array(n);
  const next = new Int32Array(n);
  const disabledEver = new Int32Array(n);
  const disclosedEver = new Int32Array(n);
  const nobody = new Int32Array(n);
  const hasSideEffects = effect.some((code) => code === effects.disable || code === effects.disclose);

  return (draws, recorder, entries, onRound) => {
    const { reachedMask } = recorder;
    let frontier: number[] = [];
    isEntry.fill(0);
    if (hasSideEffects) {
      disabledEver.fill(0);
      disclosedEver.fill(0);
    }
    for (const [component, mask] of entries) {
      isEntry[component] = mask;
      fresh[component] = mask;
      frontier.push(component);
    }
    for (let round = 1; frontier.length > 0; round++) {
      const reached: number[] = [];
      // Arc order decides who gets the credit, and arcs are sorted by source.
      frontier.sort((a, b) => a - b);
      for (const u of frontier) {
        const trying = fresh[u] as number;
        for (let a = offsets[u] as number; a < (offsets[u + 1] as number); a++) {
          const v = target[a] as number;
          const code = effect[a] as number;
          if (code === effects.blind) continue;
          const done =
            code === effects.compromise ? reachedMask : code === effects.disable ? disabledEver : disclosedEver;
          let passing = trying & ~(done[v] as number);
          if (passing === 0) continue;
          passing &= draws.arc(a, 0);
          for (let g = guards.offsets[a] as number; passing !== 0 && g < (guards.offsets[a + 1] as number); g++) {
            passing &= (isEntry[guards.control[g] as number] as number) | draws.guard(g, 0, false);
          }
          if (passing === 0) continue;
          if (code !== effects.compromise) {
            done[v] = (done[v] as number) | passing;
            continue;
          }
          if (next[v] === 0) reached.push(v);
          next[v] = (next[v] as number) | passing;
          recorder.reach(v, passing, round, a);
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
    return hasSideEffects
      ? { disabledEver, disclosedEver, containedEver: nobody, born: nobody, alive: reachedMask }
      : null;
  };
};

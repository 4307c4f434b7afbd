import { purposes } from '../../src/base/random.ts';
import { type CompiledScenario, effects } from '../../src/compile/compiled.ts';
import { keyAt, type WorldDraws } from './world-draws.ts';
import { emptyOutcome, type WorldOutcome } from './world-outcome.ts';

/**
 * Independent cascade as a live-edge model (Kempe, Kleinberg, Tardos 2003): first decide for every arc
 * whether it is live, then see what the live arcs connect to the entry points.
 */
export function cascadeWorld(scenario: CompiledScenario, draws: WorldDraws, entries: readonly number[]): WorldOutcome {
  const { arcs, components } = scenario;
  const live = Array.from({ length: arcs.count }, (_, arc) => arc).filter((arc) =>
    isLive(scenario, draws, new Set(entries), arc),
  );
  const outcome = emptyOutcome(components.count);
  for (const v of entries) outcome.firstRound[v] = 0;
  for (let round = 1; round <= components.count; round++) {
    for (const arc of live) {
      const [u, v] = [arcs.source[arc] as number, arcs.target[arc] as number];
      if (outcome.firstRound[u] !== round - 1 || outcome.firstRound[v] !== null) continue;
      if (arcs.effect[arc] !== effects.compromise) continue;
      outcome.firstRound[v] = round;
      outcome.credit[v] = arc;
    }
  }
  for (const arc of live) {
    if (outcome.firstRound[arcs.source[arc] as number] === null) continue;
    const v = arcs.target[arc] as number;
    if (arcs.effect[arc] === effects.disable) outcome.disabledEver[v] = true;
    if (arcs.effect[arc] === effects.disclose) outcome.disclosed[v] = true;
  }
  for (let v = 0; v < components.count; v++) outcome.alive[v] = outcome.firstRound[v] !== null;
  return outcome;
}

/** Its own draw passes, and every control on it lets it through; entry points control nothing. */
function isLive(scenario: CompiledScenario, draws: WorldDraws, entries: ReadonlySet<number>, arc: number): boolean {
  const { guards } = scenario;
  if (!draws.arcPasses(arc, 0)) return false;
  for (let g = guards.offsets[arc] as number; g < (guards.offsets[arc + 1] as number); g++) {
    if (entries.has(guards.control[g] as number)) continue;
    const key = keyAt(guards.keyLow, guards.keyHigh, g);
    if (!draws.isBelow(key, purposes.control, 0, draws.thresholds.guard[g] as number)) return false;
  }
  return true;
}

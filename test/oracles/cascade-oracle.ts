import { purposes } from '../../src/base/random.ts';
import { type CompiledScenario, effects } from '../../src/compile/compiled.ts';
import { keyAt, type WorldDraws } from './world-draws.ts';
import { emptyOutcome, type WorldOutcome } from './world-outcome.ts';

/**
 * Independent cascade as a live-edge model (Kempe, Kleinberg, Tardos 2003): first decide for every arc
 * whether it is live, then see what the live arcs connect to the entry points.
 */
export const cascadeWorld = (scenario: CompiledScenario, draws: WorldDraws, entries: readonly number[]): WorldOutcome =>
  liveEdgeWorld(scenario, draws, entries, (arc) => draws.arcPasses(arc, 0));

/** Linear threshold as a live-edge model: an arc that compromises is live if its target has chosen it. */
export function linearThresholdWorld(
  scenario: CompiledScenario,
  draws: WorldDraws,
  entries: readonly number[],
): WorldOutcome {
  const choices = Array.from({ length: scenario.components.count }, (_, v) => choiceOf(scenario, draws, v));
  return liveEdgeWorld(scenario, draws, entries, (arc) =>
    scenario.arcs.effect[arc] === effects.compromise
      ? choices[scenario.arcs.target[arc] as number] === arc
      : draws.arcPasses(arc, 0),
  );
}

/** Goes through the arcs into a component by identity, taking each one's weight off what its uniform has left. */
function choiceOf({ arcs, components }: CompiledScenario, draws: WorldDraws, v: number): number | null {
  const keyOf = (arc: number): bigint =>
    (BigInt(arcs.keyHigh[arc] as number) << 32n) | BigInt(arcs.keyLow[arc] as number);
  const into = Array.from(arcs.target.keys())
    .filter((arc) => arcs.target[arc] === v && arcs.effect[arc] === effects.compromise)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  let left = draws.uniform(keyAt(components.keyLow, components.keyHigh, v), purposes.weight, 0);
  for (const arc of into) {
    const weight = draws.thresholds.arc[arc] as number;
    if (left < weight) return arc;
    left -= weight;
  }
  return null;
}

function liveEdgeWorld(
  scenario: CompiledScenario,
  draws: WorldDraws,
  entries: readonly number[],
  passes: (arc: number) => boolean,
): WorldOutcome {
  const { arcs, components } = scenario;
  const live = Array.from({ length: arcs.count }, (_, arc) => arc).filter(
    (arc) => passes(arc) && controlsLetThrough(scenario, draws, new Set(entries), arc, 0),
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

/** Every control on it lets it through; entry points control nothing. */
export function controlsLetThrough(
  { guards }: CompiledScenario,
  draws: WorldDraws,
  entries: ReadonlySet<number>,
  arc: number,
  round: number,
): boolean {
  for (let g = guards.offsets[arc] as number; g < (guards.offsets[arc + 1] as number); g++) {
    if (entries.has(guards.control[g] as number)) continue;
    const key = keyAt(guards.keyLow, guards.keyHigh, g);
    if (!draws.isBelow(key, purposes.control, round, draws.thresholds.guard[g] as number)) return false;
  }
  return true;
}

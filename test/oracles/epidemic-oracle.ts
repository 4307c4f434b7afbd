import { purposes } from '../../src/base/random.ts';
import { type CompiledScenario, effects } from '../../src/compile/compiled.ts';
import { controlsLetThrough } from './cascade-oracle.ts';
import { keyAt, type WorldDraws } from './world-draws.ts';
import { emptyOutcome, type WorldOutcome } from './world-outcome.ts';

/**
 * One world of `si`, `sis`, `sir` or `seir`, one component at a time, every round to the horizon: the rules of
 * docs/model.md §9 in the order in which they stand there.
 */
type Status = 'susceptible' | 'exposed' | 'infectious' | 'removed';

/** Told that a rule came into play, so that a test can count that all of them did. */
export type OnEpidemicRule = (rule: EpidemicRule) => void;
export const epidemicRules = [
  'an arc fails in one round and passes in a later one',
  'a control stops an arc in one round and lets it through in a later one',
  'an entry point that is a control lets through',
  'credit goes to the first of several',
  'a store is disclosed',
  'a component is disabled',
  'a component recovers',
  'an entry point recovers',
  'a component is infected again',
  'an entry point is infected again',
  'an exposed component becomes infectious',
  'an exposed component stays exposed',
  'a latency ends',
  'a component recovers in the round in which it takes another',
  'everybody is well before the horizon',
  'somebody is infectious at the horizon',
] as const;
export type EpidemicRule = (typeof epidemicRules)[number];

export function epidemicWorld(
  scenario: CompiledScenario,
  draws: WorldDraws,
  entries: readonly number[],
  onRule: OnEpidemicRule = () => {},
): WorldOutcome {
  const { arcs, components, model, settings } = scenario;
  const outcome = emptyOutcome(components.count);
  const all = Array.from({ length: components.count }, (_, v) => v);
  let status = all.map((v): Status => (entries.includes(v) ? 'infectious' : 'susceptible'));
  const exposedAt = all.map(() => 0);
  const failed = new Set<number>();
  const stopped = new Set<number>();
  for (const v of entries) outcome.firstRound[v] = 0;
  for (let round = 1; round <= settings.horizonRounds; round++) {
    const before = status;
    status = [...before];
    const taken = new Set<number>();
    const takers = new Set<number>();
    for (const arc of arcs.target.keys()) {
      const [u, v] = [arcs.source[arc] as number, arcs.target[arc] as number];
      const effect = arcs.effect[arc];
      if (before[u] !== 'infectious' || effect === effects.blind) continue;
      if (effect === effects.compromise && before[v] !== 'susceptible') continue;
      if (!draws.arcPasses(arc, round)) {
        failed.add(arc);
        continue;
      }
      if (!controlsLetThrough(scenario, draws, new Set(entries), arc, round)) {
        stopped.add(arc);
        continue;
      }
      if (failed.has(arc)) onRule('an arc fails in one round and passes in a later one');
      if (stopped.has(arc)) onRule('a control stops an arc in one round and lets it through in a later one');
      if (hasEntryControl(scenario, arc, entries)) onRule('an entry point that is a control lets through');
      if (effect === effects.disclose) {
        onRule('a store is disclosed');
        outcome.disclosed[v] = true;
      } else if (effect === effects.disable) {
        onRule('a component is disabled');
        outcome.disabledEver[v] = true;
      } else if (taken.has(v)) onRule('credit goes to the first of several');
      else {
        taken.add(v);
        takers.add(u);
        if (outcome.firstRound[v] === null) {
          outcome.firstRound[v] = round;
          outcome.credit[v] = arc;
          if (round > 0.8 * settings.horizonRounds) outcome.grewLate = true;
        } else onRule(entries.includes(v) ? 'an entry point is infected again' : 'a component is infected again');
      }
    }
    for (const v of all) {
      const key = keyAt(components.keyLow, components.keyHigh, v);
      const latency = components.latencyRounds[v] as number;
      if (taken.has(v)) {
        status[v] = model === 'seir' ? 'exposed' : 'infectious';
        exposedAt[v] = round;
      } else if (before[v] === 'exposed') {
        const emerges =
          latency > 0
            ? round === (exposedAt[v] as number) + latency
            : draws.isBelow(key, purposes.incubation, round, draws.thresholds.incubation[0] as number);
        if (emerges) status[v] = 'infectious';
        if (latency > 0) onRule('a latency ends');
        else onRule(emerges ? 'an exposed component becomes infectious' : 'an exposed component stays exposed');
      } else if (before[v] === 'infectious' && model !== 'si') {
        if (!draws.isBelow(key, purposes.recovery, round, draws.thresholds.recovery[0] as number)) continue;
        status[v] = model === 'sis' ? 'susceptible' : 'removed';
        onRule(entries.includes(v) ? 'an entry point recovers' : 'a component recovers');
        if (takers.has(v)) onRule('a component recovers in the round in which it takes another');
      }
    }
    for (const v of all) if (status[v] === 'infectious') (outcome.dwell[v] as number)++;
    const isOver = !status.includes('infectious') && !status.includes('exposed');
    if (isOver && round < settings.horizonRounds) onRule('everybody is well before the horizon');
  }
  for (const v of all) outcome.alive[v] = status[v] === 'infectious' || status[v] === 'exposed';
  if (status.includes('infectious')) onRule('somebody is infectious at the horizon');
  return outcome;
}

const hasEntryControl = ({ guards }: CompiledScenario, arc: number, entries: readonly number[]): boolean =>
  [...guards.control.subarray(guards.offsets[arc], guards.offsets[arc + 1])].some((control) =>
    entries.includes(control),
  );

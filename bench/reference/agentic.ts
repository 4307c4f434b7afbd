import { chanceOf } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import type { Contender } from '../work.ts';
import { Stream } from './stream.ts';

const CLEAN = 0;
const COMPROMISED = 1;
const CONTAINED = 2;

/** What an arc does in a world, decided when it is first tried. */
const HELD = 0;
const PASSES_UNTIL_ALERT = 1;
const PASSES = 2;

export type AgenticChances = {
  readonly base: number;
  readonly rate: number;
  readonly detection: number;
  readonly repair: number;
  readonly effectiveness: number;
  readonly alertFactor: number;
};

/**
 * The workloads `agentic-a` and `agentic-b` as one writes them first: one world at a time, states in an array, a draw
 * where one is needed. Knows only what they hold: one monitor, one control, correlated retries, one entry.
 */
export function referenceAgentic(scenario: CompiledScenario, chances: AgenticChances): Contender {
  const { arcs, components, guards, watches, settings, entry } = scenario;
  const { offsets, target } = arcs;
  const n = components.count;
  const stream = new Stream(1);
  const isWatched = new Uint8Array(n);
  for (const v of watches.watched) isWatched[v] = 1;
  const isGuarded = Uint8Array.from({ length: arcs.count }, (_, a) =>
    (guards.offsets[a + 1] as number) > (guards.offsets[a] as number) ? 1 : 0,
  );
  const base = chanceOf(chances.base);
  const rate = chanceOf(chances.rate);
  const detection = chanceOf(chances.detection);
  const repair = chanceOf(chances.repair);
  const pass = chanceOf(1 - chances.effectiveness);
  const alertedPass = chanceOf((1 - chances.effectiveness) * chances.alertFactor);

  const state = new Uint8Array(n);
  const reachedIn = new Uint32Array(n);
  const fate = new Uint8Array(arcs.count);
  const fateOf = new Uint32Array(arcs.count);
  /** Who is compromised or contained; behind them who falls in this round. */
  const ill = new Uint32Array(2 * n);
  const everReached = new Uint32Array(n);
  let stamp = 0;
  let reached = 0;

  function decide(a: number): number {
    if (stream.next() > base) return HELD;
    if (isGuarded[a] === 0) return PASSES;
    const uniform = stream.next();
    return uniform <= alertedPass ? PASSES : uniform <= pass ? PASSES_UNTIL_ALERT : HELD;
  }

  function isPassing(a: number, isAlerted: boolean): boolean {
    if (fateOf[a] !== stamp) {
      fateOf[a] = stamp;
      fate[a] = decide(a);
    }
    return isAlerted ? fate[a] === PASSES : fate[a] !== HELD;
  }

  function reach(v: number): void {
    if (reachedIn[v] === stamp) return;
    reachedIn[v] = stamp;
    everReached[reached++] = v;
  }

  /** Tries the arcs of u into clean components; whoever falls is appended at `end`. */
  function attempt(u: number, isAlerted: boolean, end: number): number {
    const last = offsets[u + 1] as number;
    for (let a = offsets[u] as number; a < last; a++) {
      const v = target[a] as number;
      // A fallen component stays clean in S, but is marked in `state` at once: it must not fall twice.
      if (state[v] !== CLEAN || stream.next() > rate || !isPassing(a, isAlerted)) continue;
      state[v] = COMPROMISED;
      reach(v);
      ill[end++] = v;
    }
    return end;
  }

  function world(first: number): void {
    state.fill(CLEAN);
    reached = 0;
    state[first] = COMPROMISED;
    ill[0] = first;
    reach(first);
    let isAlerted = false;
    for (let round = 1, count = 1; round <= settings.horizonRounds && count > 0; round++) {
      let [kept, end, raisesAlert] = [0, count, false];
      let healed = 0;
      for (let i = 0; i < count; i++) {
        const u = ill[i] as number;
        if (state[u] === CONTAINED) {
          // It is clean from the next round on: nobody may take it in this one.
          if (stream.next() <= repair) healing[healed++] = u;
          else ill[kept++] = u;
          continue;
        }
        if (isWatched[u] === 1 && stream.next() <= detection) {
          state[u] = CONTAINED;
          raisesAlert = true;
        } else end = attempt(u, isAlerted, end);
        ill[kept++] = u;
      }
      for (let i = 0; i < healed; i++) state[healing[i] as number] = CLEAN;
      ill.copyWithin(kept, count, end);
      count = kept + end - count;
      isAlerted ||= raisesAlert;
    }
  }
  const healing = new Uint32Array(n);

  return {
    name: 'scalar agentic',
    run: (_, worlds) => {
      let [sizeSum, sizeSquares, traversedArcs] = [0, 0, 0];
      for (let i = 0; i < worlds; i++) {
        stamp++;
        world(entry === 'random' ? stream.below(n) : (entry[0] as number));
        sizeSum += reached - 1;
        sizeSquares += (reached - 1) ** 2;
        for (let r = 0; r < reached; r++) {
          const u = everReached[r] as number;
          traversedArcs += (offsets[u + 1] as number) - (offsets[u] as number);
        }
      }
      return { worlds, sizeSum, sizeSquares, traversedArcs };
    },
  };
}

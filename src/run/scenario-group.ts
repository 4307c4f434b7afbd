import { mergeTally } from '../engine/merge-tally.ts';
import { type Shard, WORLDS_PER_BLOCK } from '../engine/run-worlds.ts';
import { type EngineScenario, emptyTallyOf } from '../engine/skip/skip-scenario.ts';
import type { Tally } from '../engine/tally.ts';
import { Pace } from './pace.ts';

/** Scenarios of one task: more would share their draws better, but be told of their progress more rarely. */
const MOST_TOGETHER = 16;
/** Shards begin with a multiple of this: kernels run so many worlds at once. */
const WORLDS_ABREAST = 4 * WORLDS_PER_BLOCK;

/** Scenarios that share all but their entry points, in groups of about equal size. */
export function groupsOf(scenarios: readonly EngineScenario[], worlds: number): ScenarioGroup[] {
  const byCompilation = new Map<string, EngineScenario[]>();
  for (const scenario of scenarios) {
    const like = byCompilation.get(scenario.compilationKey);
    if (like === undefined) byCompilation.set(scenario.compilationKey, [scenario]);
    else like.push(scenario);
  }
  return [...byCompilation.values()].flatMap((like) => {
    const groups = Math.ceil(like.length / MOST_TOGETHER);
    const pace = new Pace(like[0] as EngineScenario);
    return Array.from({ length: groups }, (_, i) => {
      const [from, to] = [i, i + 1].map((g) => Math.round((like.length * g) / groups)) as [number, number];
      return new ScenarioGroup(like.slice(from, to), worlds, pace);
    });
  });
}

/** Runs the same worlds of its scenarios together: hands them out in order, and adds them up in order. */
export class ScenarioGroup {
  readonly scenarios: readonly EngineScenario[];
  /** In the order of the scenarios: the worlds that are done without a gap. */
  readonly members: readonly { readonly key: string; readonly tally: Tally }[];
  readonly pace: Pace;
  /** Added up over the scenarios. */
  worldsDone = 0;
  /** The first that was not handed out. */
  nextWorld = 0;
  #firstMissing = 0;
  readonly #waiting = new Map<number, { readonly shard: Shard; readonly parts: readonly Tally[] }>();

  constructor(scenarios: readonly EngineScenario[], worlds: number, pace: Pace) {
    this.scenarios = scenarios;
    const blocks = Math.ceil(worlds / WORLDS_PER_BLOCK);
    this.members = scenarios.map((scenario) => ({ key: scenario.key, tally: emptyTallyOf(scenario, blocks) }));
    this.pace = pace;
  }

  /** The next worlds below `to`: about so many, in whole blocks. */
  take(worlds: number, to: number): Shard {
    const fromWorld = this.nextWorld;
    const abreast = Math.max(1, Math.round(worlds / WORLDS_ABREAST)) * WORLDS_ABREAST;
    this.nextWorld = Math.min(to, fromWorld - (fromWorld % WORLDS_ABREAST) + abreast);
    return { fromWorld, toWorld: this.nextWorld };
  }

  /** @param parts - of the shard, in the order of the scenarios */
  add(shard: Shard, parts: readonly Tally[]): void {
    this.worldsDone += (shard.toWorld - shard.fromWorld) * parts.length;
    this.#waiting.set(shard.fromWorld, { shard, parts });
    for (let next = this.#takeWaiting(); next !== undefined; next = this.#takeWaiting()) {
      for (const [i, { tally }] of this.members.entries()) {
        mergeTally(tally, next.parts[i] as Tally, this.#firstMissing / WORLDS_PER_BLOCK);
      }
      this.#firstMissing = next.shard.toWorld;
    }
  }

  #takeWaiting() {
    const next = this.#waiting.get(this.#firstMissing);
    this.#waiting.delete(this.#firstMissing);
    return next;
  }
}

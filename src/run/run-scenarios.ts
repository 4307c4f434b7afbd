import { seedOf } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { emptyTally } from '../engine/empty-tally.ts';
import { isSimulated } from '../engine/kernels.ts';
import { mergeTally, trimBlocks } from '../engine/merge-tally.ts';
import { type Shard, WORLDS_PER_BLOCK } from '../engine/run-worlds.ts';
import type { Tally } from '../engine/tally.ts';
import { lastsRounds } from '../graph/propagation-model.ts';
import { looks, preciseEnough } from '../measure/looks.ts';
import type { Runner } from './pool.ts';

export type Progress = { readonly done: number; readonly total: number };

export type Plan = {
  readonly worlds: number;
  readonly seed: number;
  readonly precision: { readonly halfWidth: number; readonly of: 'total' | 'layers' } | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};

export type ScenarioRuns = {
  /** In the order of the scenarios; of an interrupted run, the contiguous prefix of worlds that was done. */
  readonly tallies: readonly Tally[];
  readonly isPartial: boolean;
  /** Looks at which the run could have stopped; 1 without a precision. */
  readonly looks: number;
  /** Whether the precision that was asked was reached; true if none was. */
  readonly isPrecise: boolean;
};

/**
 * Runs worlds 0, 1, 2, ... of every scenario that runs in worlds, until `plan.worlds` or until all are
 * precise enough. The result does not depend on how the worlds are split, nor on the order in which
 * shards come back.
 */
export async function runScenarios(
  scenarios: readonly CompiledScenario[],
  plan: Plan,
  runner: Runner,
): Promise<ScenarioRuns> {
  const runs = scenarios.map((scenario) => new ScenarioRun(scenario, plan));
  const stops = plan.precision === null ? [plan.worlds] : looks(plan.worlds);
  let from = 0;
  const { precision } = plan;
  const isPrecise = (): boolean =>
    precision === null ||
    runs.every(({ tally }) => preciseEnough(trimBlocks(tally), precision.halfWidth, precision.of));
  for (const to of stops) {
    await runAll(inTurn(runs.map((run) => run.shards(from, to, runner.threads))), runs, plan, runner);
    if (plan.signal?.aborted) break;
    from = to;
    if (precision !== null && isPrecise()) break;
  }
  return {
    tallies: runs.map(({ tally }) => trimBlocks(tally)),
    isPartial: plan.signal?.aborted ?? false,
    looks: stops.length,
    isPrecise: isPrecise(),
  };
}

/** The first of each list, then the second of each: a run that is stopped has something of every scenario. */
const inTurn = <T>(lists: readonly (readonly T[])[]): T[] =>
  Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();

type Job = { readonly run: ScenarioRun; readonly shard: Shard };

/** Keeps every thread busy, and stops handing out shards once the signal is given. */
async function runAll(jobs: readonly Job[], runs: readonly ScenarioRun[], plan: Plan, runner: Runner): Promise<void> {
  const seed = seedOf(plan.seed);
  const queue = jobs.values();
  const total = plan.worlds * runs.length;
  const work = async (): Promise<void> => {
    for (const { run, shard } of queue) {
      if (plan.signal?.aborted) return;
      run.add(shard, await runner.run(run.scenario, seed, shard));
      plan.onProgress?.({ done: runs.reduce((sum, { worldsDone }) => sum + worldsDone, 0), total });
    }
  };
  await Promise.all(Array.from({ length: runner.threads }, work));
}

/** Collects the shards of one scenario, and adds them up in the order of their worlds. */
class ScenarioRun {
  readonly scenario: CompiledScenario;
  readonly tally: Tally;
  worldsDone = 0;
  #nextWorld = 0;
  readonly #waiting = new Map<number, { readonly shard: Shard; readonly part: Tally }>();

  constructor(scenario: CompiledScenario, { worlds }: Plan) {
    this.scenario = scenario;
    this.tally = emptyTally(scenario, Math.ceil(worlds / WORLDS_PER_BLOCK));
  }

  shards(from: number, to: number, threads: number): Job[] {
    const size = shardSize(this.scenario, to - from, threads);
    return Array.from({ length: Math.ceil((to - from) / size) }, (_, i) => ({
      run: this,
      shard: { fromWorld: from + i * size, toWorld: Math.min(to, from + (i + 1) * size) },
    }));
  }

  add(shard: Shard, part: Tally): void {
    this.worldsDone += part.worlds;
    this.#waiting.set(shard.fromWorld, { shard, part });
    for (let next = this.#waiting.get(this.#nextWorld); next !== undefined; next = this.#waiting.get(this.#nextWorld)) {
      this.#waiting.delete(this.#nextWorld);
      mergeTally(this.tally, next.part, this.#nextWorld / WORLDS_PER_BLOCK);
      this.#nextWorld = next.shard.toWorld;
    }
  }
}

/** Aims at shards of a few hundredths of a second, and at enough of them to share; whole blocks. */
function shardSize({ arcs, settings, model }: CompiledScenario, worlds: number, threads: number): number {
  const rounds = lastsRounds(model) ? Math.min(settings.horizonRounds, 200) : 4;
  const affordable = 1.6e7 / ((arcs.count + 20) * rounds);
  const fair = worlds / (threads * 4);
  const blocks = Math.max(1, Math.round(Math.min(affordable, fair) / WORLDS_PER_BLOCK));
  return blocks * WORLDS_PER_BLOCK;
}

/** Worlds are whole blocks where a block shares its inputs. */
export const worldsToRun = (scenarios: readonly CompiledScenario[], worlds: number): number =>
  scenarios.some(({ parameters, model }) => parameters.uncertain && isSimulated(model))
    ? Math.ceil(worlds / WORLDS_PER_BLOCK) * WORLDS_PER_BLOCK
    : worlds;

import { seedOf } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { isSimulated } from '../engine/kernels.ts';
import { trimBlocks } from '../engine/merge-tally.ts';
import { type Shard, WORLDS_PER_BLOCK } from '../engine/run-worlds.ts';
import type { EngineScenario } from '../engine/skip/skip-scenario.ts';
import type { Tally } from '../engine/tally.ts';
import { looks, preciseEnough } from '../measure/looks.ts';
import type { Runner } from './pool.ts';
import { groupsOf, type ScenarioGroup } from './scenario-group.ts';

export type Progress = { readonly done: number; readonly total: number };

export type Plan = {
  readonly worlds: number;
  readonly seed: number;
  readonly precision: { readonly halfWidth: number; readonly of: 'total' | 'layers' } | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
};

/** @param tallies - what {@link ScenarioRuns} would hold if the run were stopped now; read it at once or not at all */
export type OnProgress = (progress: Progress, tallies: () => readonly Tally[]) => void;

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
  scenarios: readonly EngineScenario[],
  plan: Plan,
  runner: Runner,
): Promise<ScenarioRuns> {
  const groups = groupsOf(scenarios, plan.worlds);
  const tallyOf = new Map(groups.flatMap((group) => group.members.map(({ key, tally }) => [key, tally] as const)));
  const tallies = (): Tally[] => scenarios.map(({ key }) => trimBlocks(tallyOf.get(key) as Tally));
  const stops = plan.precision === null ? [plan.worlds] : looks(plan.worlds);
  const { precision } = plan;
  const isPrecise = (): boolean =>
    precision === null || tallies().every((tally) => preciseEnough(tally, precision.halfWidth, precision.of));
  for (const to of stops) {
    await runUntil(to, groups, { ...plan, onProgress: (progress) => plan.onProgress?.(progress, tallies) }, runner);
    if (plan.signal?.aborted) break;
    if (precision !== null && isPrecise()) break;
  }
  return {
    tallies: tallies(),
    isPartial: plan.signal?.aborted ?? false,
    looks: stops.length,
    isPrecise: isPrecise(),
  };
}

/** Keeps every thread busy until all worlds below `to` are done, and stops handing out shards once the signal is given. */
async function runUntil(to: number, groups: readonly ScenarioGroup[], plan: Watched, runner: Runner): Promise<void> {
  const seed = seedOf(plan.seed);
  const jobs = jobsInTurn(groups, to, runner.threads);
  const total = plan.worlds * groups.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  const work = async (): Promise<void> => {
    for (let job = jobs.next(); job.done !== true && !plan.signal?.aborted; job = jobs.next()) {
      const { group, shard } = job.value;
      const begin = performance.now();
      group.add(shard, await runner.run(group.scenarios, seed, shard));
      group.pace.learn(group.scenarios.length, shard.toWorld - shard.fromWorld, performance.now() - begin);
      plan.onProgress({ done: groups.reduce((sum, { worldsDone }) => sum + worldsDone, 0), total });
    }
  };
  await Promise.all(Array.from({ length: runner.threads }, work));
}

type Watched = Omit<Plan, 'onProgress'> & { readonly onProgress: (progress: Progress) => void };
type Job = { readonly group: ScenarioGroup; readonly shard: Shard };

/** A shard of each group, then the next of each: a run that is stopped has something of every scenario. */
function* jobsInTurn(groups: readonly ScenarioGroup[], to: number, threads: number): Generator<Job, void> {
  for (let open = groups; open.length > 0; open = open.filter((group) => group.nextWorld < to)) {
    for (const group of open) {
      // Towards the end shards become small, so that no thread waits long for another.
      const fair = ((to - group.nextWorld) * open.length) / (threads * 2);
      yield { group, shard: group.take(Math.min(fair, group.pace.worldsOf(group.scenarios.length)), to) };
    }
  }
}

/** Worlds are whole blocks where a block shares its inputs. */
export const worldsToRun = (scenarios: readonly CompiledScenario[], worlds: number): number =>
  scenarios.some(({ parameters, model }) => parameters.uncertain && isSimulated(model))
    ? Math.ceil(worlds / WORLDS_PER_BLOCK) * WORLDS_PER_BLOCK
    : worlds;

import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { compileScenarios } from '../../src/compile/compile-scenarios.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { scenariosOf } from '../../src/compile/scenario.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { openShards, type RunShards } from '../../src/engine/run-shards.ts';
import { runShard, type Shard } from '../../src/engine/run-worlds.ts';
import type { EngineScenario } from '../../src/engine/skip/skip-scenario.ts';
import { runScenarios } from '../../src/run/run-scenarios.ts';

/** A ring of 20 agents, so that a compilation has more scenarios than run together, by two models. */
const agents = Array.from({ length: 20 }, (_, i) => `a${i}`);
const { ecosystem, suite } = parseSuiteFile(
  `version: 1
components: { ${agents.map((id) => `${id}: { kind: agent }`).join(', ')} }
relations:
${agents.map((id, i) => `  - { from: ${id}, to: a${(i + 1) % 20}, kind: delegates }`).join('\n')}
suite: { entries: each, model: [agentic, independent-cascade] }
`,
  'ring.yaml',
).file;
const scenarios = compileScenarios(ecosystem, scenariosOf(ecosystem, suite)).map(({ compiled }) => compiled);
const plan = { worlds: 400, seed: 3, precision: null };

type Task = { readonly scenarios: readonly EngineScenario[]; readonly shard: Shard };

/** Runs tasks in this thread, each after those that `hold` puts before it. */
function recording(threads: number, hold: (task: Task, position: number) => Promise<void> = async () => {}) {
  const tasks: Task[] = [];
  const run: RunShards = async (asked, seed, shard) => {
    const task = { scenarios: asked, shard };
    tasks.push(task);
    await hold(task, tasks.length - 1);
    return openShards(null)(asked, seed, shard);
  };
  return { tasks, runner: { run, threads, close: async () => {} } };
}

const alone = (scenario: CompiledScenario, toWorld: number) =>
  runShard(scenario, seedOf(plan.seed), { fromWorld: 0, toWorld });

describe('the scenarios of a run', () => {
  it('get the tallies that each has alone, in their own order', async () => {
    const { runner } = recording(1);
    const { tallies } = await runScenarios(scenarios, plan, runner);
    for (const [i, scenario] of scenarios.entries()) expect(tallies[i]).toEqual(alone(scenario, plan.worlds));
  });

  it('get the same from threads that finish out of order', async () => {
    const late = (_: Task, position: number): Promise<void> =>
      new Promise((resolve) => setTimeout(resolve, position % 3 === 0 ? 15 : 0));
    const { runner } = recording(3, late);
    const { tallies } = await runScenarios(scenarios, plan, runner);
    for (const [i, scenario] of scenarios.entries()) expect(tallies[i]).toEqual(alone(scenario, plan.worlds));
  });

  it('run together only with scenarios of their compilation, each once in every world', async () => {
    const { runner, tasks } = recording(2);
    await runScenarios(scenarios, plan, runner);
    const worldsOf = new Map<string, number>();
    for (const task of tasks) {
      expect(new Set(task.scenarios.map(({ compilationKey }) => compilationKey)).size).toBe(1);
      expect(task.shard.fromWorld % 32).toBe(0);
      for (const { key } of task.scenarios) {
        expect(task.shard.fromWorld).toBe(worldsOf.get(key) ?? 0);
        worldsOf.set(key, task.shard.toWorld);
      }
    }
    expect([...worldsOf.values()]).toEqual(scenarios.map(() => plan.worlds));
    expect(tasks.some((task) => task.scenarios.length > 1)).toBe(true);
  });

  it('all have some worlds before any has a second shard', async () => {
    const { runner, tasks } = recording(4);
    await runScenarios(scenarios, { ...plan, signal: stopAfter(tasks, 8) }, runner);
    const begun = tasks.filter(({ shard }) => shard.fromWorld === 0).flatMap((task) => task.scenarios);
    expect(begun).toHaveLength(scenarios.length);
    const second = tasks.findIndex(({ shard }) => shard.fromWorld > 0);
    expect(tasks.slice(0, second).flatMap((task) => task.scenarios)).toHaveLength(scenarios.length);
  });

  it('keep the worlds without a gap when they are stopped', async () => {
    const stop = new AbortController();
    let open: () => void = () => {};
    const never = new Promise<void>((resolve) => {
      open = resolve;
    });
    // The first task hangs until the run is stopped; the others go on meanwhile.
    const { runner, tasks } = recording(8, async (_, position) => {
      if (position === 0) await never;
      if (position === 9) {
        stop.abort();
        open();
      }
    });
    const { tallies, isPartial } = await runScenarios(
      scenarios,
      { ...plan, worlds: 1_500, signal: stop.signal },
      runner,
    );
    expect(isPartial).toBe(true);
    expect(tallies.some(({ worlds }) => worlds < 1_500)).toBe(true);
    const done = new Map(scenarios.map(({ key }) => [key, 0]));
    for (const { scenarios: run, shard } of tasks) for (const { key } of run) done.set(key, shard.toWorld);
    for (const [i, scenario] of scenarios.entries()) {
      expect(tallies[i]).toEqual(alone(scenario, done.get(scenario.key) ?? 0));
    }
  });

  it('tell of their progress up to all worlds of all scenarios', async () => {
    const told: number[] = [];
    const { runner } = recording(2);
    await runScenarios(scenarios, { ...plan, onProgress: ({ done, total }) => told.push(done / total) }, runner);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });
});

/** Aborts once so many tasks were begun. */
function stopAfter(tasks: readonly Task[], count: number): AbortSignal {
  const signal = new AbortController().signal;
  return Object.defineProperty(signal, 'aborted', { get: () => tasks.length >= count });
}

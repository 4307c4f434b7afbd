import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { chanceOf, seedOf } from '../../base/random.ts';
import { thousands } from '../../base/thousands.ts';
import { engineVersion } from '../../base/version.ts';
import { compileScenario } from '../../compile/arcs.ts';
import { randomRawGraph } from '../../compile/random-raw-graph.ts';
import { scenariosOf } from '../../compile/scenario.ts';
import { defaultSettings } from '../../compile/suite.ts';
import { parseSuiteFile } from '../../compile/suite-file.ts';
import type { EngineScenario } from '../../engine/skip/skip-scenario.ts';
import { kernelModule } from '../../run/kernel-module.ts';
import { openRunner } from '../../run/pool.ts';
import { planRaw } from '../../run/raw-plan.ts';
import type { Context } from '../context.ts';
import { measureSpeed, type Speed } from '../measure-speed.ts';
import { amount, count } from '../numbers.ts';
import type { ExitCode } from '../shell.ts';
import { startUpTime } from '../start-up-time.ts';
import { table } from '../terminal.ts';

type Workload = {
  readonly name: string;
  readonly about: string;
  /** Worlds of a task: some tens of milliseconds. */
  readonly shardWorlds: number;
  readonly compile: () => Compiled;
};

type Compiled = {
  readonly scenario: EngineScenario;
  readonly kernel: string;
  /** CSR offsets of its arcs. */
  readonly offsets: Uint32Array;
};

type Measurement = Speed & {
  readonly name: string;
  readonly about: string;
  readonly kernel: string;
  readonly threads: number;
};

const SEED = 1;
const NODES = 10_000;
const ARCS = 100_000;
const SCENARIO = 'support-desk.yaml';
// From source src/cli/commands, from the build dist/src/cli/commands: scenarios/ lies beside src in both.
const scenarioFile = new URL(`../../../scenarios/${SCENARIO}`, import.meta.url);

/** Each on one thread; the last also on all. */
const workloads: readonly Workload[] = [
  // Small cascades and large ones, for which there are different kernels.
  randomCascade(0.05, 65_536),
  randomCascade(0.2, 256),
  { name: 'agentic', about: `scenarios/${SCENARIO}`, shardWorlds: 4096, compile: bundledScenario },
];

/** What this machine does. Everything is seeded: only the times differ from one call to the next. */
export async function action(
  _args: readonly string[],
  { seconds = 12 }: { readonly seconds?: number },
  context: Context,
): Promise<ExitCode> {
  const { shell, options } = context;
  const threads = options.threads ?? availableParallelism();
  const load = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  // Each part has half as long to warm up; compiling and starting threads come on top.
  const durationMs = (seconds * 1000) / (1.5 * (workloads.length + 1));
  const seed = seedOf(options.seed ?? SEED);
  const measurements: Measurement[] = [];
  for (const { name, about, shardWorlds, compile } of workloads) {
    const { scenario, kernel, offsets } = compile();
    const isLast = name === workloads.at(-1)?.name;
    for (const on of isLast && threads > 1 ? [1, threads] : [1]) {
      context.note(`measuring ${name} on ${count(on, 'thread')} …`);
      const runner = openRunner(on, [scenario]);
      try {
        const speed = await measureSpeed(scenario, offsets, runner, { seed, shardWorlds, durationMs }, () =>
          shell.now(),
        );
        measurements.push({ name, about, kernel, threads: on, ...speed });
      } finally {
        await runner.close();
      }
    }
  }
  const startUpMs = startUpTime(() => shell.now());
  const machine = { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism(), load };
  if (options.json === true) {
    context.document({ version: engineVersion, node: process.versions.node, machine, measurements, startUpMs });
  }
  tell(context, machine, measurements, startUpMs);
  return 0;
}

function tell(
  { say, screen }: Context,
  { cpu, cores, load }: { readonly cpu: string; readonly cores: number; readonly load: number },
  measurements: readonly Measurement[],
  startUpMs: number,
): void {
  const right = { align: 'right' } as const;
  say(`${cpu}, ${count(cores, 'core')}, Node ${process.versions.node}; load ${load}\n`);
  const columns = [
    { head: 'model' },
    { head: 'on' },
    { head: 'kernel' },
    { head: 'threads', ...right },
    { head: 'worlds/s', ...right },
    { head: 'M arcs/s', ...right },
    { head: 'mean blast radius', ...right },
  ];
  const rows = measurements.map(({ name, about, kernel, threads, worldsPerSecond, arcsPerSecond, meanBlastRadius }) => [
    name,
    about,
    kernel,
    String(threads),
    amount(Math.round(worldsPerSecond)),
    amount(arcsPerSecond / 1e6),
    amount(meanBlastRadius),
  ]);
  say(table(screen, columns, rows));
  const scaling = scalingOf(measurements);
  if (scaling !== null) say(`\n  ${count(scaling.threads, 'thread')}: ${scaling.times.toFixed(2)} times one thread`);
  say(`  start-up: ${Math.round(startUpMs)} ms (blastradius --version)`);
  say('\nA measurement of this machine at this moment, not a promise: what else runs changes it.');
  say('arcs/s: arcs that leave a reached component, once per world.');
}

/** How many times as fast all threads are as one; null if there was only one. */
function scalingOf(measurements: readonly Measurement[]): { threads: number; times: number } | null {
  const many = measurements.at(-1);
  const one = measurements.find(({ name, threads }) => name === many?.name && threads === 1);
  if (many === undefined || one === undefined || many.threads === 1) return null;
  return { threads: many.threads, times: many.worldsPerSecond / one.worldsPerSecond };
}

/** Independent cascade on a graph drawn from a seed, by the kernel that a run would choose. */
function randomCascade(probability: number, shardWorlds: number): Workload {
  return {
    name: 'independent-cascade',
    about: `a random graph, ${thousands(NODES)} components, ${thousands(ARCS)} arcs, p = ${probability}`,
    shardWorlds,
    compile: () => {
      const graph = randomRawGraph({ nodes: NODES, arcs: ARCS, chance: chanceOf(probability), seed: seedOf(SEED) });
      const question = { model: 'independent-cascade', entries: ['random'], settings: defaultSettings } as const;
      const { scenarios, how } = planRaw(graph, { ...question, seed: SEED }, kernelModule());
      return { scenario: onlyOne(scenarios), kernel: how.kernel, offsets: graph.offsets };
    },
  };
}

function bundledScenario(): Compiled {
  const { ecosystem, suite } = parseSuiteFile(readFileSync(scenarioFile, 'utf8'), SCENARIO).file;
  const { compiled } = compileScenario(ecosystem, onlyOne(scenariosOf(ecosystem, suite).slice(0, 1)));
  return { scenario: compiled, kernel: 'lanes', offsets: compiled.arcs.offsets };
}

function onlyOne<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('nothing to measure');
  return one;
}

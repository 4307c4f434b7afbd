import { engineVersion } from '../base/version.ts';
import type { ArcProbability } from '../compile/arc-chances.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import type { RawGraph } from '../compile/raw-arcs.ts';
import { sample } from '../compile/scenario.ts';
import type { Settings, Suite } from '../compile/suite.ts';
import { exactAnswer } from '../engine/exact.ts';
import { isSimulated } from '../engine/kernels.ts';
import type { Entry } from '../engine/skip/entry.ts';
import { type EngineScenario, isCompiled, isSkip } from '../engine/skip/skip-scenario.ts';
import type { Tally } from '../engine/tally.ts';
import { worstCase } from '../engine/worst-case.ts';
import { meanOf } from '../graph/belief.ts';
import { hasIncubation, hasRecovery, lastsRounds, type ModelName } from '../graph/propagation-model.ts';
import { exactRawResult, rawResult } from '../measure/raw-result.ts';
import { type Results, SCHEMA_VERSION, type ScenarioResult } from '../measure/results.ts';
import { alsoLooking } from './also-looking.ts';
import { kernelModule } from './kernel-module.ts';
import type { KernelOption } from './kernel-option.ts';
import type { Look } from './live-file.ts';
import { countingWorlds, lookingAtRaw } from './look-of-raw.ts';
import { openRunner } from './pool.ts';
import { planRaw, type RawPlan, threadsForLanes } from './raw-plan.ts';
import { runEveryEntry } from './run-every-entry.ts';
import { type Progress, runScenarios } from './run-scenarios.ts';
import { stillGrowing, stillInfectious } from './run-warnings.ts';
import { scaledWeights } from './scaled-weights.ts';

/** Whom a world of a raw graph starts from; positions in the graph. */
export type RawEntries =
  | { readonly form: 'together'; readonly nodes: readonly number[] }
  | { readonly form: 'each' }
  | { readonly form: 'random' }
  | { readonly form: 'sample'; readonly count: number };

export type RawRunOptions = {
  readonly model: ModelName;
  readonly entries: RawEntries;
  readonly settings: Settings;
  readonly worlds: number;
  readonly seed: number;
  readonly precision: Suite['precision'];
  readonly threads: number;
  /** By default what a pilot says is less work. */
  readonly kernel?: KernelOption | undefined;
  /** With `reach` and `credit`. */
  readonly full?: boolean | undefined;
  /** How the graph was read, for the results. */
  readonly reading?: RawReading | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told before the first worlds and whenever some are done how the run stands. */
  readonly onLook?: ((look: Look) => void) | undefined;
  readonly inputs?: Results['inputs'] | undefined;
  readonly assumptions?: readonly string[] | undefined;
  readonly warnings?: readonly string[] | undefined;
};

export type RawReading = {
  /** `own`: the file's, else what the assumptions say. */
  readonly probability: ArcProbability | 'own';
  readonly undirected: boolean;
};

/** Runs a graph without kinds and layers. */
export async function runRaw(graph: RawGraph, options: RawRunOptions): Promise<Results> {
  const module = options.kernel?.isPlain === true ? null : kernelModule();
  return isForEveryEntry(graph, options) ? runAllEntries(graph, options, module) : runPlanned(graph, options, module);
}

/** Below so many nodes each may as well be run alone, with all that is said about one. */
const FEWEST_EVERY_ENTRY = 100;

const isForEveryEntry = ({ nodes }: RawGraph, { model, entries, precision, kernel }: RawRunOptions): boolean =>
  kernel === undefined
    ? model === 'independent-cascade' &&
      entries.form === 'each' &&
      precision === null &&
      nodes.count > FEWEST_EVERY_ENTRY
    : kernel.name === 'every-entry';

async function runAllEntries(
  graph: RawGraph,
  options: RawRunOptions,
  module: WebAssembly.Module | null,
): Promise<Results> {
  const asked = options.kernel === undefined ? {} : { kernelChoice: { by: 'option' } as const };
  const how = { kernel: 'every-entry', family: 'skip', ...asked } as const;
  const { onLook, onProgress, worlds } = options;
  const look = onLook && countingWorlds(graph, options, onLook);
  const told = alsoLooking(worlds * graph.nodes.count, onProgress, look);
  const watching = { ...options, onProgress: (progress: Progress) => told(progress, () => []) };
  const { scenarios, isPartial } = await runEveryEntry(graph, watching, how, module);
  return resultsOf(graph, options, { scenarios, isPartial, assumptions: [], warnings: [] });
}

async function runPlanned(
  graph: RawGraph,
  options: RawRunOptions,
  module: WebAssembly.Module | null,
): Promise<Results> {
  const plan = planRaw(graph, { ...options, entries: entryLists(graph, options) }, module);
  const simulated = plan.scenarios.filter(runsInWorlds);
  const runs = await simulate(graph, simulated, { ...options, threads: threadsFor(graph, plan, options) }, module);
  const tallies = new Map(simulated.map((scenario, i) => [scenario, runs.tallies[i] as Tally]));
  // All scenarios have the same arcs.
  const [first] = simulated.filter(isCompiled);
  return resultsOf(graph, options, {
    isPartial: runs.isPartial,
    assumptions: scaledWeights(first === undefined ? [] : [first]),
    warnings: [
      ...simulated
        .filter(isCompiled)
        .flatMap((scenario) => [
          ...stillGrowing(scenario, tallies.get(scenario) as Tally),
          ...stillInfectious(scenario, tallies.get(scenario) as Tally),
        ]),
      ...(runs.isPrecise ? [] : [notPrecise(options)]),
    ],
    scenarios: plan.scenarios.map((scenario) =>
      resultOf(graph, scenario, tallies.get(scenario), plan, options.full === true),
    ),
  });
}

type Ran = Pick<Results, 'scenarios' | 'assumptions' | 'warnings'> & { readonly isPartial: boolean };

const resultsOf = ({ name, nodes, target }: RawGraph, options: RawRunOptions, ran: Ran): Results => ({
  schemaVersion: SCHEMA_VERSION,
  name,
  seed: options.seed,
  engine: engineVersion,
  ...(ran.isPartial ? { partial: true as const } : {}),
  graph: { components: nodes.count, relations: target.length, layers: {} },
  inputs: options.inputs ?? [],
  settings: settingsOf(options),
  assumptions: [...(options.assumptions ?? []), ...ran.assumptions],
  warnings: [...(options.warnings ?? []), ...ran.warnings],
  scenarios: ran.scenarios,
  thresholds: [],
});

/** What was asked, as far as it can change a result. */
const settingsOf = ({
  model,
  settings,
  worlds,
  precision,
  reading,
}: RawRunOptions): NonNullable<Results['settings']> => ({
  worlds,
  ...(precision !== null && { precision: precision.halfWidth }),
  ...(lastsRounds(model) && { horizon: settings.horizonRounds }),
  ...(hasRecovery(model) && { recovery: meanOf(settings.recovery) }),
  ...(hasIncubation(model) && { incubation: meanOf(settings.incubation) }),
  ...reading,
});

export const runsInWorlds = (scenario: EngineScenario): boolean => isSkip(scenario) || isSimulated(scenario.model);

const notPrecise = ({ worlds }: RawRunOptions): string =>
  `The precision was not reached in every scenario within ${worlds} worlds: raise the number of worlds.`;

export function entryLists(
  { nodes }: RawGraph,
  { entries, seed }: Pick<RawRunOptions, 'entries' | 'seed'>,
): readonly Entry[] {
  const all = (): number[] => Array.from({ length: nodes.count }, (_, node) => node);
  switch (entries.form) {
    case 'together':
      return [[...new Set(entries.nodes)].sort((a, b) => a - b)];
    case 'each':
      return all().map((node) => [node]);
    case 'random':
      return ['random'];
    case 'sample':
      return sample(all(), entries.count, seed).map((node) => [node]);
  }
}

/** Lanes keep much for each thread. */
const threadsFor = (graph: RawGraph, { how }: RawPlan, { threads }: RawRunOptions): number =>
  how.kernel === 'lanes' ? Math.max(1, Math.min(threads, threadsForLanes(graph))) : threads;

async function simulate(
  graph: RawGraph,
  scenarios: readonly EngineScenario[],
  options: RawRunOptions,
  module: WebAssembly.Module | null,
) {
  if (scenarios.length === 0) return { tallies: [] as Tally[], isPartial: false, isPrecise: true };
  const runner = openRunner(options.threads, scenarios, module);
  try {
    const look = options.onLook && lookingAtRaw(graph, scenarios, options, options.onLook);
    const onProgress = alsoLooking(options.worlds * scenarios.length, options.onProgress, look);
    return await runScenarios(scenarios, { ...options, onProgress }, runner);
  } finally {
    await runner.close();
  }
}

function resultOf(
  graph: RawGraph,
  scenario: EngineScenario,
  tally: Tally | undefined,
  { how }: RawPlan,
  isFull: boolean,
): ScenarioResult {
  if (tally !== undefined) return rawResult(graph, scenario, tally, how, isFull);
  const compiled = scenario as CompiledScenario;
  if (compiled.model === 'exact') return exactRawResult(graph, compiled, exactAnswer(compiled));
  const certain = { kernel: 'breadth-first', family: 'exact' } as const;
  return rawResult(graph, compiled, worstCase(compiled), certain, isFull);
}

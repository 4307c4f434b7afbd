import { engineVersion } from '../base/version.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { compileRaw, type PreparedRawGraph } from '../compile/raw-graph.ts';
import { sample } from '../compile/scenario.ts';
import type { Settings, Suite } from '../compile/suite.ts';
import { exactAnswer } from '../engine/exact.ts';
import { isSimulated } from '../engine/kernels.ts';
import type { Tally } from '../engine/tally.ts';
import { worstCase } from '../engine/worst-case.ts';
import { encodeId } from '../graph/ids.ts';
import type { ModelName } from '../graph/propagation-model.ts';
import { exactRawResult, rawResult } from '../measure/raw-result.ts';
import { type Results, SCHEMA_VERSION, type ScenarioResult } from '../measure/results.ts';
import { openRunner } from './pool.ts';
import { type Progress, runScenarios } from './run-scenarios.ts';
import { stillGrowing } from './run-warnings.ts';
import { scaledWeights } from './scaled-weights.ts';

/** Whom a world of a raw graph starts from; positions in the prepared graph. */
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
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly inputs?: Results['inputs'] | undefined;
  readonly assumptions?: readonly string[] | undefined;
  readonly warnings?: readonly string[] | undefined;
};

/** Runs a graph without kinds and layers; results hold `reach` and `credit`. */
export async function runRaw(graph: PreparedRawGraph, options: RawRunOptions): Promise<Results> {
  const scenarios = entryLists(graph, options).map((entry) =>
    compileRaw(rawId(graph, options.model, entry), graph, options.model, entry, options.settings),
  );
  const simulated = scenarios.filter(({ model }) => isSimulated(model));
  const runs = await simulate(simulated, options);
  const tallies = runs.tallies.values();
  return {
    schemaVersion: SCHEMA_VERSION,
    name: graph.name,
    seed: options.seed,
    engine: engineVersion,
    ...(runs.isPartial ? { partial: true as const } : {}),
    graph: { components: graph.ids.length, relations: graph.graph.target.length, layers: {} },
    inputs: options.inputs ?? [],
    // All scenarios have the same arcs.
    assumptions: [...(options.assumptions ?? []), ...scaledWeights(scenarios.slice(0, 1))],
    warnings: [
      ...(options.warnings ?? []),
      ...simulated.flatMap((scenario, i) => stillGrowing(scenario, runs.tallies[i] as Tally)),
      ...(runs.isPrecise
        ? []
        : [
            `The precision was not reached in every scenario within ${options.worlds} worlds: raise the number of worlds.`,
          ]),
    ],
    scenarios: scenarios.map((scenario) =>
      measure(graph, scenario, isSimulated(scenario.model) ? tallies.next().value : undefined),
    ),
    thresholds: [],
  };
}

function entryLists({ ids }: PreparedRawGraph, { entries, seed }: RawRunOptions): (readonly number[] | 'random')[] {
  const all = Array.from(ids.keys());
  switch (entries.form) {
    case 'together':
      return [[...new Set(entries.nodes)].sort((a, b) => a - b)];
    case 'each':
      return all.map((node) => [node]);
    case 'random':
      return ['random'];
    case 'sample':
      return sample(all, entries.count, seed).map((node) => [node]);
  }
}

const rawId = ({ ids }: PreparedRawGraph, model: ModelName, entry: readonly number[] | 'random'): string =>
  `${model}/${entry === 'random' ? 'random' : entry.map((node) => encodeId(ids[node] as string)).join(',')}`;

async function simulate(scenarios: readonly CompiledScenario[], options: RawRunOptions) {
  if (scenarios.length === 0) return { tallies: [] as Tally[], isPartial: false, isPrecise: true };
  const runner = openRunner(options.threads, scenarios);
  try {
    return await runScenarios(scenarios, options, runner);
  } finally {
    await runner.close();
  }
}

function measure({ ids }: PreparedRawGraph, scenario: CompiledScenario, tally: Tally | undefined): ScenarioResult {
  if (scenario.model === 'exact') return exactRawResult(ids, scenario, exactAnswer(scenario));
  if (tally === undefined)
    return rawResult(ids, scenario, worstCase(scenario), { kernel: 'breadth-first', family: 'exact' });
  return rawResult(ids, scenario, tally, { kernel: 'lanes', family: 'per-arc' });
}

import { chanceOf, seedOf } from '../base/random.ts';
import type { RawGraph } from '../compile/raw-arcs.ts';
import { compileRaw, prepareRawGraph } from '../compile/raw-graph.ts';
import type { Settings } from '../compile/suite.ts';
import type { Entry } from '../engine/skip/entry.ts';
import { isForLanes, pilot } from '../engine/skip/pilot.ts';
import { prepareSkip, type SkipGraph } from '../engine/skip/skip-graph.ts';
import type { SkipModel } from '../engine/skip/skip-model.ts';
import type { EngineScenario, SkipScenario } from '../engine/skip/skip-scenario.ts';
import { openKernels } from '../engine/wasm/kernel-module.ts';
import { meanOf } from '../graph/belief.ts';
import { encodeId } from '../graph/ids.ts';
import type { ModelName } from '../graph/propagation-model.ts';
import type { HowRun } from '../measure/scenario-result.ts';
import type { KernelOption } from './kernel-option.ts';

/** What is to be run on a raw graph, and how. */
export type RawPlan = { readonly scenarios: readonly EngineScenario[]; readonly how: HowRun };

export type RawQuestion = {
  readonly model: ModelName;
  readonly entries: readonly Entry[];
  readonly settings: Settings;
  readonly seed: number;
  /** Which arc made which infections will be asked. */
  readonly full?: boolean | undefined;
  readonly kernel?: KernelOption | undefined;
};

/**
 * Chooses kernel and family: by option, by what the model can, else by a pilot. Both families draw from the same
 * distribution of worlds, but not the same worlds.
 * @param module - the compiled kernels, or null
 */
export function planRaw(graph: RawGraph, question: RawQuestion, module: WebAssembly.Module | null): RawPlan {
  const { model, kernel } = question;
  const by = { kernelChoice: { by: 'option' } } as const;
  if (kernel?.name === 'one-pass') return { ...skipPlan(prepareSkip(graph), graph, question, 'one-pass', by) };
  if (kernel?.name === 'skip') return { ...skipPlan(prepareSkip(graph), graph, question, 'skip', by) };
  if (model !== 'independent-cascade' || kernel?.name === 'lanes') {
    return lanesPlan(graph, question, kernel === undefined ? {} : by);
  }
  const skip = prepareSkip(graph);
  const flown = pilot(skip, pilotEntry(question), seedOf(question.seed), kernelsOver(skip, module));
  const choice = { kernelChoice: { by: 'pilot', ...flown } } as const;
  return isForLanes(flown, skip) && fitsLanes(graph)
    ? lanesPlan(graph, question, choice)
    : skipPlan(skip, graph, question, 'skip', choice);
}

const kernelsOver = ({ memory }: SkipGraph, module: WebAssembly.Module | null) =>
  memory === null || module === null ? null : openKernels(module, memory);

/** One question is tried as it is; of many, all are run in the same way. */
const pilotEntry = ({ entries }: RawQuestion): Entry => (entries.length === 1 ? (entries[0] as Entry) : 'random');

/** Masks of every arc and a dozen sets of nodes, for each thread; keys of arcs: in the 4 GiB of WebAssembly. */
const LANE_BYTES_PER_ARC = 16;
const LANE_BYTES_PER_NODE = 200;
const MOST_LANE_BYTES = 3 * 2 ** 30;

/** Threads that have room for lanes on this graph. */
export const threadsForLanes = ({ target, nodes }: RawGraph): number =>
  Math.floor(
    (MOST_LANE_BYTES - 16 * target.length) /
      (LANE_BYTES_PER_ARC * target.length + LANE_BYTES_PER_NODE * nodes.count + 1),
  );

// Not by the threads at hand: the choice must be the same on every machine.
const fitsLanes = (graph: RawGraph): boolean => graph.memory !== null && threadsForLanes(graph) >= 2;

function lanesPlan(
  graph: RawGraph,
  { model, entries, settings, full = false }: RawQuestion,
  choice: Partial<HowRun>,
): RawPlan {
  const prepared = prepareRawGraph(graph);
  return {
    scenarios: entries.map((entry) => compileRaw(rawId(graph, model, entry), prepared, model, entry, settings, full)),
    how: { kernel: 'lanes', family: 'per-arc', ...choice },
  };
}

function skipPlan(
  skip: SkipGraph,
  graph: RawGraph,
  { model, entries, settings }: RawQuestion,
  kernel: 'skip' | 'one-pass',
  choice: Partial<HowRun>,
): RawPlan {
  const skipModel: SkipModel =
    kernel === 'one-pass'
      ? { name: 'sir', recovery: chanceOf(meanOf(settings.recovery)) }
      : { name: 'independent-cascade' };
  const scenarios = entries.map(
    (entry): SkipScenario => ({
      key: rawId(graph, model, entry),
      compilationKey: `raw/${model}`,
      graph: skip,
      model: skipModel,
      entry,
    }),
  );
  return { scenarios, how: { kernel, family: 'skip', ...choice } };
}

const rawId = ({ nodes }: RawGraph, model: ModelName, entry: Entry): string =>
  `${model}/${entry === 'random' ? 'random' : entry.map((node) => encodeId(nodes.nameOf(node))).join(',')}`;

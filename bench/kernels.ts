import { seedOf } from '../src/base/random.ts';
import type { CompiledScenario } from '../src/compile/compiled.ts';
import type { RawGraph } from '../src/compile/raw-arcs.ts';
import { defaultSettings, type Settings } from '../src/compile/suite.ts';
import { openShards } from '../src/engine/run-shards.ts';
import { openEveryEntry } from '../src/engine/skip/run-every-entry.ts';
import { prepareSkip } from '../src/engine/skip/skip-graph.ts';
import type { EngineScenario } from '../src/engine/skip/skip-scenario.ts';
import type { Tally } from '../src/engine/tally.ts';
import { openKernels } from '../src/engine/wasm/kernel-module.ts';
import { known } from '../src/graph/belief.ts';
import type { ModelName } from '../src/graph/propagation-model.ts';
import { kernelModule } from '../src/run/kernel-module.ts';
import type { KernelOption } from '../src/run/kernel-option.ts';
import { planRaw } from '../src/run/raw-plan.ts';
import type { Contender, Work } from './work.ts';

/** A kernel at a graph whose arcs have the probabilities of the question; every world has an entry of its own. */
export type OnGraph = (graph: RawGraph) => Contender;
export type SirOnGraph = (graph: RawGraph, recovery: number) => Contender;

const SEED = seedOf(1);

/** Skips or lanes, as a pilot says. */
const cascade = (graph: RawGraph): Contender => planned(graph, 'independent-cascade', defaultSettings);

const sirFinalSet = (graph: RawGraph, recovery: number): Contender =>
  planned(graph, 'sir', sirSettings(recovery), { name: 'one-pass', isPlain: false });

const sirCurve = (graph: RawGraph, recovery: number): Contender => planned(graph, 'sir', sirSettings(recovery));

/** Until everybody has recovered. */
const sirSettings = (recovery: number): Settings => ({
  ...defaultSettings,
  horizonRounds: 10_000,
  recovery: known(recovery),
});

const agentic = (scenario: CompiledScenario): Contender => inShards('lanes', scenario, scenario.arcs);

/** By the kernel that `blastradius run` would choose. */
function planned(graph: RawGraph, model: ModelName, settings: Settings, kernel?: KernelOption): Contender {
  const question = { model, settings, kernel, entries: ['random'], seed: 1 } as const;
  const { scenarios, how } = planRaw(graph, question, kernelModule());
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('no scenario for the only entry');
  return inShards(how.kernel, scenario, graph);
}

/** As threads of the product run it. */
function inShards(kernel: string, scenario: EngineScenario, { offsets }: Pick<RawGraph, 'offsets'>): Contender {
  const runShards = openShards(kernelModule());
  return {
    name: kernel,
    // Lanes are 128 worlds wide.
    quantum: kernel === 'lanes' ? 128 : 32,
    run: (fromWorld, worlds) => {
      const [tally] = runShards([scenario], SEED, { fromWorld, toWorld: fromWorld + worlds });
      if (tally === undefined) throw new Error('no tally of the only scenario');
      return { ...sizesOf(tally), traversedArcs: arcsFromReached(tally, offsets) };
    },
  };
}

/** Seven layers, so that sizes are counted per layer as well. */
function fromEveryEntry(graph: RawGraph): Contender {
  const { count } = graph.nodes;
  const module = kernelModule();
  const kernels = module && graph.memory && openKernels(module, graph.memory);
  const layers = Uint8Array.from({ length: count }, (_, v) => 1 + (v % 7));
  const run = openEveryEntry(prepareSkip(graph), layers, kernels);
  return {
    name: 'every-entry',
    cascadesPerWorld: count,
    run: (fromWorld, worlds) => {
      const { sums, squares, scopes } = run(
        SEED,
        { fromWorld, toWorld: fromWorld + worlds },
        { fromNode: 0, toNode: 0 },
      );
      // Per entry, averaged over entries: entries of one world are not independent, so that the error is at most this.
      const overEntries = (sum: BigUint64Array): number => sumOfEvery(sum, scopes) / count;
      // Which components a cascade of one of its entries reached, it does not say: no arcs.
      return { worlds, sizeSum: overEntries(sums), sizeSquares: overEntries(squares), traversedArcs: 0 };
    },
  };
}

/** The sum of every `step`-th number, read as halves: a million BigInts would take as long as worlds. */
function sumOfEvery(numbers: BigUint64Array, step: number): number {
  const halves = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
  let sum = 0;
  for (let i = 0; i < halves.length; i += 2 * step) sum += (halves[i] as number) + (halves[i + 1] as number) * 2 ** 32;
  return sum;
}

function sizesOf({ worlds, histograms }: Tally): Omit<Work, 'traversedArcs'> {
  let [sizeSum, sizeSquares] = [0, 0];
  for (const [size, count] of (histograms.reached[0] as Uint32Array).entries()) {
    sizeSum += size * count;
    sizeSquares += size * size * count;
  }
  return { worlds, sizeSum, sizeSquares };
}

const arcsFromReached = ({ reached }: Tally, offsets: Uint32Array): number =>
  reached.reduce((sum, worlds, u) => sum + worlds * ((offsets[u + 1] as number) - (offsets[u] as number)), 0);

/** The kernels of the product by the question they answer; null: not there yet. */
export const ourKernels = {
  cascade: cascade as OnGraph | null,
  everyEntry: fromEveryEntry as OnGraph | null,
  sirFinalSet: sirFinalSet as SirOnGraph | null,
  sirCurve: sirCurve as SirOnGraph | null,
  agentic: agentic as ((scenario: CompiledScenario) => Contender) | null,
} as const;

import { chanceOf, seedOf } from '../src/base/random.ts';
import type { CompiledScenario } from '../src/compile/compiled.ts';
import type { RawGraph } from '../src/compile/raw-arcs.ts';
import { compileRaw, prepareRawGraph } from '../src/compile/raw-graph.ts';
import { defaultSettings } from '../src/compile/suite.ts';
import { openShards } from '../src/engine/run-shards.ts';
import { openSkip } from '../src/engine/skip/run-skip.ts';
import { prepareSkip } from '../src/engine/skip/skip-graph.ts';
import type { SkipModel } from '../src/engine/skip/skip-model.ts';
import type { Tally } from '../src/engine/tally.ts';
import { openKernels } from '../src/engine/wasm/kernel-module.ts';
import { known } from '../src/graph/belief.ts';
import { kernelModule } from '../src/run/kernel-module.ts';
import type { Contender, Work } from './work.ts';

/** A kernel at a graph whose arcs have the probabilities of the question; every world has an entry of its own. */
export type OnGraph = (graph: RawGraph) => Contender;
export type SirOnGraph = (graph: RawGraph, recovery: number) => Contender;

const SEED = seedOf(1);

/** Only arcs that pass are drawn. */
const skipCascade = (graph: RawGraph): Contender => inSkips(graph, { name: 'independent-cascade' });

const sirInOnePass = (graph: RawGraph, recovery: number): Contender =>
  inSkips(graph, { name: 'sir', recovery: chanceOf(recovery) });

function inSkips(graph: RawGraph, model: SkipModel): Contender {
  const module = kernelModule();
  const skip = prepareSkip(graph);
  const run = openSkip(skip, model, 'random', module && skip.memory && openKernels(module, skip.memory));
  return {
    name: model.name === 'sir' ? 'one-pass' : 'skip',
    quantum: 32,
    run: (fromWorld, worlds) => {
      const { tally, arcs } = run(SEED, { fromWorld, toWorld: fromWorld + worlds });
      return { ...sizesOf(tally), traversedArcs: arcs };
    },
  };
}

function lanesCascade(graph: RawGraph): Contender {
  return inShards(compileRaw('bench', prepareRawGraph(graph), 'independent-cascade', 'random', defaultSettings));
}

function sirInLanes(graph: RawGraph, recovery: number): Contender {
  const settings = { ...defaultSettings, horizonRounds: 10_000, recovery: known(recovery) };
  return inShards(compileRaw('bench', prepareRawGraph(graph), 'sir', 'random', settings));
}

/** Many worlds per word, as every run on an ecosystem has them. */
function inShards(scenario: CompiledScenario): Contender {
  const runShards = openShards(kernelModule());
  const { offsets } = scenario.arcs;
  return {
    name: 'lanes',
    quantum: 128,
    run: (fromWorld, worlds) => {
      const [tally] = runShards([scenario], SEED, { fromWorld, toWorld: fromWorld + worlds });
      if (tally === undefined) throw new Error('no tally of the only scenario');
      return { ...sizesOf(tally), traversedArcs: arcsFromReached(tally, offsets) };
    },
  };
}

/** The kernels of the product by the question they answer; null: not there yet. */
export const ourKernels = {
  cascade: { skip: skipCascade, lanes: lanesCascade },
  everyEntry: null as OnGraph | null,
  sirFinalSet: sirInOnePass as SirOnGraph | null,
  sirCurve: sirInLanes as SirOnGraph | null,
  agentic: inShards as ((scenario: CompiledScenario) => Contender) | null,
} as const;

export type CascadeKernel = keyof typeof ourKernels.cascade;

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

import { compileScenario } from '../src/compile/arcs.ts';
import type { CompiledScenario } from '../src/compile/compiled.ts';
import type { RawGraph } from '../src/compile/raw-arcs.ts';
import { scenariosOf } from '../src/compile/scenario.ts';
import { parseSuiteFile } from '../src/compile/suite-file.ts';
import { type Bout, type Effort, runBout } from './bout.ts';
import { type CascadeGraphId, cascadeGraphs } from './cascade-graphs.ts';
import { erdosRenyi } from './graphs.ts';
import { ourKernels } from './kernels.ts';
import { measureLargest } from './largest-workload.ts';
import { measureLoad } from './load-workload.ts';
import type { Measured } from './measured.ts';
import { referenceAgentic } from './reference/agentic.ts';
import { referenceCascade } from './reference/independent-cascade.ts';
import { referenceSirOnePass } from './reference/sir-one-pass.ts';
import { referenceSirSteps } from './reference/sir-steps.ts';
import { agenticWorkload } from './suite-file.ts';
import { measureSuite } from './suite-workload.ts';
import { measureThreads } from './thread-workload.ts';
import type { Figure, Unit } from './units.ts';

/** A row of the table: a question about one seeded graph, with what is to be reached. */
export type Workload = {
  readonly id: string;
  readonly what: string;
  readonly figures: readonly Figure[];
  /** Takes minutes or gigabytes: runs only when it is named, or with --all. */
  readonly isSlow?: true;
  /** @returns null if no kernel answers it yet */
  readonly measure: (effort: Effort) => Promise<Measured | null>;
};

const SIR = { infection: 0.1, recovery: 0.05 } as const;

export const workloads: readonly Workload[] = [
  cascadeRow('er10k-p0.05', 400, 700),
  cascadeRow('er10k-p0.10', 400, 820),
  cascadeRow('er10k-p0.20', 500, 1_000),
  cascadeRow('er10k-p0.50', 2_000, 4_000),
  cascadeRow('ba100k-p0.05', 390, 720),
  cascadeRow('wiki-p0.05', 900, 1_310),
  cascadeRow('wiki-indegree', 325, 560),
  cascadeRow('er1m-p0.20', 60, 120),
  everyEntryRow('every10k', 'every entry, ER 10k/100k, p = 0.2', () => erdosRenyi(10_000, 100_000, 0.2), 8e6, 13e6),
  everyEntryRow('every1m', 'every entry, ER 1 M/10 M, p = 0.2', () => erdosRenyi(1e6, 1e7, 0.2), 1.2e6, 3e6),
  boutRow('sir-set', 'SIR final set, ER 10k/100k, β 0.1, γ 0.05', { unit: 'ms/world', floor: 0.5, target: 0.3 }, () => {
    const graph = erdosRenyi(10_000, 100_000, SIR.infection);
    const ours = ourKernels.sirFinalSet?.(graph, SIR.recovery);
    return ours && { ours, reference: () => referenceSirOnePass(graph, SIR.infection, SIR.recovery) };
  }),
  boutRow('sir-curve', 'SIR with its curve, the same', { unit: 'ms/world', floor: 3, target: 0.6 }, () => {
    const graph = erdosRenyi(10_000, 100_000, SIR.infection);
    const ours = ourKernels.sirCurve?.(graph, SIR.recovery);
    return ours && { ours, reference: () => referenceSirSteps(graph, SIR.recovery) };
  }),
  agenticRow('agentic-a', 'agentic, 2,000/10,000, base 0.3, rate 1', { base: 0.3, rate: 1 }, 10_000, 25_000),
  agenticRow('agentic-b', 'agentic, 2,000/10,000, base 0.8, rate 0.3', { base: 0.8, rate: 0.3 }, 4_000, 10_000),
  {
    id: 'threads',
    what: 'agentic (a) on 2 threads: share of what two spin loops reach',
    figures: [{ unit: 'share', floor: 0.9, target: 0.97 }],
    measure: (effort) => measureThreads(agenticScenario({ base: 0.3, rate: 1 }), effort),
  },
  {
    id: 'load',
    what: 'load an edge list, 1 M/10 M',
    figures: [
      { unit: 's', floor: 10, target: 4 },
      { unit: 'GiB peak', floor: 1.5, target: 0.6 },
    ],
    measure: ({ samples }) => measureLoad(samples),
  },
  {
    id: 'suite',
    what: 'suite of 500 entries × 10,000 worlds, with report, 2 threads',
    figures: [{ unit: 's', floor: 90, target: 35 }],
    isSlow: true,
    measure: measureSuite,
  },
  {
    id: 'largest',
    what: 'IC from an edge list of 10 M/100 M, one entry',
    figures: [{ unit: 'GiB peak', floor: 12, target: 6 }],
    isSlow: true,
    measure: measureLargest,
  },
];

function boutRow(id: string, what: string, figure: Figure, open: () => Bout | undefined): Workload {
  return {
    id,
    what,
    figures: [figure],
    measure: async (effort) => {
      const bout = open();
      return bout === undefined ? null : measuredBout(bout, figure.unit, effort);
    },
  };
}

function cascadeRow(id: CascadeGraphId, floor: number, target: number): Workload {
  const { what, make } = cascadeGraphs[id];
  return boutRow(id, what, { unit: 'M arcs/s', floor, target }, () => {
    if (ourKernels.cascade === null) return undefined;
    const graph = make();
    const note = graph.name === 'heavy-tailed' ? 'a stand-in for wiki-Vote' : null;
    return { ours: ourKernels.cascade(graph), reference: () => referenceCascade(graph), note };
  });
}

/** The reference answers for one entry at a time, drawn at random: cascades are what both make. */
function everyEntryRow(id: string, what: string, make: () => RawGraph, floor: number, target: number): Workload {
  return boutRow(id, what, { unit: 'cascades/s', floor, target }, () => {
    if (ourKernels.everyEntry === null) return undefined;
    const graph = make();
    const note = 'standard error at most this';
    return { ours: ourKernels.everyEntry(graph), reference: () => referenceCascade(graph), note };
  });
}

function agenticRow(
  id: string,
  what: string,
  chances: { readonly base: number; readonly rate: number },
  floor: number,
  target: number,
): Workload {
  return boutRow(id, what, { unit: 'worlds/s', floor, target }, () => {
    const scenario = agenticScenario(chances);
    const ours = ourKernels.agentic?.(scenario);
    const all = { ...chances, detection: 0.1, repair: 0.1, effectiveness: 0.5, alertFactor: 0.8 };
    return ours && { ours, reference: () => referenceAgentic(scenario, all) };
  });
}

/** 2,000 components and 10,000 arcs, with a monitor and a control beside them. */
export function agenticScenario(chances: { readonly base: number; readonly rate: number }): CompiledScenario {
  const text = agenticWorkload({ components: 2_000, arcs: 10_000, ...chances, entries: ['a0'], worlds: 10_000 });
  const { ecosystem, suite } = parseSuiteFile(text, 'agentic.yaml').file;
  const [scenario] = scenariosOf(ecosystem, suite);
  if (scenario === undefined) throw new Error('the workload has no scenario');
  return compileScenario(ecosystem, scenario).compiled;
}

async function measuredBout(bout: Bout, unit: Unit, effort: Effort): Promise<Measured> {
  const { ours, reference, peakBytes } = await runBout(bout, effort);
  const inUnit = {
    'M arcs/s': ours.arcsPerSecond / 1e6,
    'cascades/s': ours.cascadesPerSecond,
    'worlds/s': ours.worldsPerSecond,
    'ms/world': 1000 / ours.worldsPerSecond,
  } as Partial<Record<Unit, number>>;
  // Arcs where they are the unit: worlds differ in size, and the two sides run different ones.
  const ratio =
    unit === 'M arcs/s'
      ? ours.arcsPerSecond / reference.arcsPerSecond
      : ours.cascadesPerSecond / reference.cascadesPerSecond;
  const values = { [unit]: inUnit[unit] };
  return { kernel: ours.name, values, ratio, ours, reference, peakBytes, note: bout.note ?? null };
}

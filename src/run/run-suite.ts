import { didYouMeanSentence } from '../base/did-you-mean.ts';
import { describeProblem, InvalidInputError, type Problem } from '../base/errors.ts';
import { engineVersion } from '../base/version.ts';
import type { Compilation } from '../compile/arcs.ts';
import { compileScenarios } from '../compile/compile-scenarios.ts';
import { isDrawn, scenariosOf } from '../compile/scenario.ts';
import type { SuiteFile } from '../compile/suite.ts';
import { exactAnswer } from '../engine/exact.ts';
import { isSimulated } from '../engine/kernels.ts';
import type { Tally } from '../engine/tally.ts';
import { worstCase } from '../engine/worst-case.ts';
import { type Details, type Results, SCHEMA_VERSION, type ScenarioResult } from '../measure/results.ts';
import { exactScenarioResult, scenarioResult } from '../measure/scenario-result.ts';
import { alsoLooking } from './also-looking.ts';
import { describeDetails } from './describe-details.ts';
import { describeGraph } from './describe-ecosystem.ts';
import { describeEvidence } from './describe-evidence.ts';
import { decideGates, readGates } from './gates.ts';
import type { Look } from './live-file.ts';
import { lookingAtSuite } from './look-of-suite.ts';
import { openRunner } from './pool.ts';
import { type Progress, runScenarios, worldsToRun } from './run-scenarios.ts';
import { runWarnings } from './run-warnings.ts';
import { scaledWeights } from './scaled-weights.ts';

export type RunOptions = {
  readonly threads: number;
  /** Without WebAssembly; the results are the same. */
  readonly isPlain?: boolean | undefined;
  /** Stops the run; what is done is kept and marked partial. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told before the first worlds and whenever some are done how the run stands. */
  readonly onLook?: ((look: Look) => void) | undefined;
  /** Only this scenario of the suite. */
  readonly scenario?: string | undefined;
  /** Instead of the scenarios of the suite, compiled from its ecosystem; its grids are not asked then. Those without a world are left out. */
  readonly compilations?: readonly Compilation[] | undefined;
  /** [name, sha256] of what was read. */
  readonly inputs?: Results['inputs'] | undefined;
  readonly warnings?: readonly Problem[] | undefined;
};

/** Results with `reach` and `credit`; {@link withoutFull} leaves them out. */
export type SuiteRun = { readonly results: Results; readonly details: Details };

/**
 * Compiles every scenario of a suite, runs them on a pool of threads, and measures.
 * @throws {InvalidInputError} if the system is too large, a threshold cannot be read, or the scenario does not exist
 */
export async function runSuite(file: SuiteFile, options: RunOptions): Promise<SuiteRun> {
  const { ecosystem, suite } = file;
  const gates = readGates(file);
  const asked = options.compilations ?? compileScenarios(ecosystem, chosen(file, options.scenario));
  const simulated = asked.filter(({ scenario }) => isSimulated(scenario.model));
  const runs = await simulate(simulated, file, options);
  const tallyOf = new Map(simulated.map((compilation, i) => [compilation, runs.tallies[i] as Tally]));
  const compilations = options.compilations === undefined ? asked : asked.filter(hasWorlds(tallyOf));
  const measureAt = (confidence: number): ScenarioResult[] =>
    compilations.map((compilation) => measure(file, compilation, tallyOf.get(compilation), confidence));
  const scenarios = measureAt(0.95);
  const decided = decideGates(gates, scenarios, runs.looks, measureAt);
  // Of a large suite they take longer than the worlds, and not everybody asks for them.
  let details: Details | undefined;
  return {
    results: {
      schemaVersion: SCHEMA_VERSION,
      name: ecosystem.name,
      seed: suite.seed,
      engine: engineVersion,
      ...(runs.isPartial ? { partial: true as const } : {}),
      graph: describeGraph(ecosystem, asked[0] as Compilation),
      inputs: options.inputs ?? [],
      assumptions: [
        ...new Set([...file.assumptions, ...compilations.flatMap(({ assumptions }) => assumptions)]),
        ...scaledWeights(compilations.map(({ compiled }) => compiled)),
      ],
      evidence: describeEvidence(compilations),
      warnings: [
        ...[...(options.warnings ?? []), ...decided.warnings].map(describeProblem),
        ...(options.compilations === undefined ? drawnEntries(file) : []),
        ...runWarnings(compilations, tallyOf, options.compilations === undefined),
        ...(runs.isPrecise ? [] : [notPrecise(suite)]),
      ],
      scenarios,
      thresholds: decided.results,
    },
    get details() {
      details ??= describeDetails(file, compilations, tallyOf, scenarios);
      return details;
    },
  };
}

/** After an interrupt most of thousands have none, and nothing to say. */
const hasWorlds =
  (tallyOf: ReadonlyMap<Compilation, Tally>) =>
  (compilation: Compilation): boolean =>
    tallyOf.get(compilation)?.worlds !== 0;

const notPrecise = ({ precision, worlds }: SuiteFile['suite']): string =>
  `The precision of ${precision?.halfWidth} was not reached in every scenario within ${worlds} worlds: raise the number of worlds.`;

/** Of a suite that names no entries. */
function drawnEntries({ ecosystem, suite: { entries } }: SuiteFile): string[] {
  if (!isDrawn(ecosystem, entries)) return [];
  const { length } = ecosystem.components;
  return [
    `Nobody is exposed, and only ${entries.most} of ${length} components, drawn by the seed, are entry points: mark who is exposed, or take all with --entry each.`,
  ];
}

/** What `run --json` prints without `--full`. */
export const withoutFull = (results: Results): Results => ({
  ...results,
  scenarios: results.scenarios.map(({ reach: _reach, credit: _credit, ...scenario }) => scenario),
});

function chosen({ ecosystem, suite }: SuiteFile, wanted: string | undefined): ReturnType<typeof scenariosOf> {
  const all = scenariosOf(ecosystem, suite);
  if (wanted === undefined) return all;
  const found = all.filter(({ id }) => id === wanted);
  if (found.length > 0) return found;
  const ids = all.map(({ id }) => id);
  throw new InvalidInputError([
    {
      at: { file: '--scenario' },
      expected: 'the id of a scenario of this suite',
      found: `"${wanted}"`,
      fix:
        didYouMeanSentence(wanted, ids).trim() ||
        `There are ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}.`,
    },
  ]);
}

async function simulate(compilations: readonly Compilation[], file: SuiteFile, options: RunOptions) {
  const { suite } = file;
  const scenarios = compilations.map(({ compiled }) => compiled);
  if (scenarios.length === 0) return { tallies: [], isPartial: false, looks: 1, isPrecise: true };
  const runner = openRunner(options.threads, scenarios, options.isPlain === true ? null : undefined);
  try {
    const { seed, precision } = suite;
    const worlds = worldsToRun(scenarios, suite.worlds);
    const look = options.onLook && lookingAtSuite(file, compilations, options.onLook);
    const onProgress = alsoLooking(worlds * scenarios.length, options.onProgress, look);
    return await runScenarios(scenarios, { worlds, seed, precision, signal: options.signal, onProgress }, runner);
  } finally {
    await runner.close();
  }
}

function measure(
  { ecosystem }: SuiteFile,
  compilation: Compilation,
  tally: Tally | undefined,
  confidence: number,
): ScenarioResult {
  const { scenario, compiled } = compilation;
  if (scenario.model === 'exact') return exactScenarioResult(ecosystem, compilation, exactAnswer(compiled));
  if (tally === undefined) {
    return scenarioResult(ecosystem, compilation, worstCase(compiled), { kernel: 'breadth-first', family: 'exact' });
  }
  return scenarioResult(ecosystem, compilation, tally, { kernel: 'lanes', family: 'per-arc' }, confidence);
}

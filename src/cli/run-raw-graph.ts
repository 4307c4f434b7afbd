import type { ArcProbability } from '../compile/arc-chances.ts';
import type { RawGraph } from '../compile/raw-arcs.ts';
import { defaultSettings } from '../compile/suite.ts';
import { burnsOut, type ModelName } from '../graph/propagation-model.ts';
import { type Details, type Results, SCHEMA_VERSION } from '../measure/results.ts';
import type { KernelOption } from '../run/kernel-option.ts';
import { tellRawWorld } from '../run/one-raw-world.ts';
import type { OneWorld } from '../run/one-world.ts';
import { type RawEntries, type RawRunOptions, runRaw } from '../run/run-raw.ts';
import type { SuiteRun } from '../run/run-suite.ts';
import { parseEntry } from './entry-option.ts';
import { withRates } from './epidemic-options.ts';
import type { LoadedGraph } from './loaded.ts';
import { count } from './numbers.ts';
import { checkRawKernel } from './raw-kernel.ts';
import { rawRemarks } from './raw-remarks.ts';
import type { ScenarioOptions } from './run-options.ts';
import { someNodeNames } from './some-node-names.ts';
import { usageError } from './usage.ts';

export type RawOptions = ScenarioOptions & {
  readonly kernel?: KernelOption;
  readonly undirected?: true;
  /** Both ask for every node's reach. */
  readonly full?: true;
  readonly out?: string;
  readonly probability?: ArcProbability;
  readonly scenario?: string;
  readonly world?: number;
  readonly atlas?: string;
};

const DEFAULT_WORLDS = 10_000;
/** Long enough for all to recover, in practice. */
const UNTIL_EXTINCTION = 10_000;

const defaultHorizon = (model: ModelName): number =>
  burnsOut(model) ? UNTIL_EXTINCTION : defaultSettings.horizonRounds;

/** Simulates an edge list: no kinds, layers or classes, and one scenario per entry. */
export async function runRawGraph(
  loaded: LoadedGraph,
  options: RawOptions,
  running: Pick<RawRunOptions, 'threads' | 'signal' | 'onProgress' | 'onLook' | 'inputs'>,
): Promise<SuiteRun> {
  refuseEcosystemOptions(options);
  const { graph } = loaded;
  const { precision } = options;
  const results = await runRaw(graph, {
    ...running,
    ...questionOf(graph, options),
    full: options.full === true || options.out !== undefined,
    worlds: options.worlds ?? DEFAULT_WORLDS,
    precision: precision === undefined ? null : { halfWidth: precision, of: 'total' },
    reading: { probability: options.probability ?? 'own', undirected: options.undirected === true },
    ...rawRemarks(loaded),
  });
  return { results, details: withoutPictures(results) };
}

/** One world of each scenario, told by the kernel that a run would use. */
export function rawWorld({ graph }: LoadedGraph, options: RawOptions, world: number): OneWorld[] {
  refuseEcosystemOptions(options);
  return tellRawWorld(graph, questionOf(graph, options), world);
}

function questionOf(graph: RawGraph, options: RawOptions) {
  const { model = 'independent-cascade', horizon, kernel, precision } = options;
  const settings = withRates({ ...defaultSettings, horizonRounds: horizon ?? defaultHorizon(model) }, options, [model]);
  checkRawKernel({ model, kernel, settings, horizon, precision });
  return { model, kernel, entries: entriesFor(graph, options), settings, seed: options.seed ?? 1 };
}

/** Few worlds visit everything, and those share what they draw. */
const SPARED = 20;

/** Worlds of all scenarios times what each may visit, as runs of ecosystems count. */
export function rawVisits(
  { graph: { nodes, target } }: LoadedGraph,
  { entry, worlds = DEFAULT_WORLDS }: RawOptions,
): number {
  const scenarios = entry === 'each' || entry === 'exposed' ? nodes.count : 1;
  return (worlds * scenarios * (nodes.count + target.length)) / SPARED;
}

function refuseEcosystemOptions({ threats, scenario, attacker, maturity, atlas }: RawOptions): void {
  const [typed] = Object.entries({ threats, scenario, attacker, maturity, atlas }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  );
  if (typed === undefined) return;
  throw usageError(
    'an ecosystem',
    `${typed} for a raw graph`,
    `Leave ${typed} out: a raw graph has no threat classes, and one scenario per entry.`,
  );
}

/** Scenarios whose results still fit in one document. */
const MOST_SCENARIOS = 100_000;

/** @throws {InvalidInputError} for an unknown id, more scenarios than results can hold, or a kernel for other entries */
function entriesFor({ nodes }: RawGraph, { entry, kernel }: RawOptions): RawEntries {
  const entries = rawEntries(entry ?? (kernel?.name === 'every-entry' ? 'each' : 'random'), nodes);
  if (kernel?.name === 'every-entry' && entries.form !== 'each') {
    throw usageError('--entry each for --kernel every-entry', `--entry ${entry}`, 'Leave one of the two out.');
  }
  if (entries.form === 'each' && nodes.count > MOST_SCENARIOS) {
    const found = `${count(nodes.count, 'scenario')}, one for each node`;
    throw usageError(`at most ${MOST_SCENARIOS} scenarios`, found, 'Draw some of them: --entry random:1000.');
  }
  return entries;
}

function rawEntries(text: string, nodes: RawGraph['nodes']): RawEntries {
  const entries = parseEntry(
    text,
    (id) => nodes.indexOf(id) !== -1,
    () => someNodeNames(nodes),
  );
  switch (entries.form) {
    case 'together':
      return { form: 'together', nodes: entries.ids.map((id) => nodes.indexOf(id)) };
    case 'random':
      return { form: 'random' };
    case 'sample':
      return { form: 'sample', count: entries.count };
    default:
      // Nothing says which nodes of a raw graph are exposed: all are.
      return { form: 'each' };
  }
}

const withoutPictures = ({ scenarios }: Results): Details => ({
  schemaVersion: SCHEMA_VERSION,
  components: [],
  relations: [],
  scenarios: scenarios.map(({ id }) => ({ id, arcs: [], reachByRound: [], bands: [], worlds: [] })),
});

import { describeProblem } from '../base/errors.ts';
import { prepareRawGraph } from '../compile/raw-graph.ts';
import { defaultSettings } from '../compile/suite.ts';
import { burnsOut, type ModelName } from '../graph/propagation-model.ts';
import { type Details, type Results, SCHEMA_VERSION } from '../measure/results.ts';
import { type RawEntries, type RawRunOptions, runRaw } from '../run/run-raw.ts';
import type { SuiteRun } from '../run/run-suite.ts';
import { parseEntry } from './entry-option.ts';
import { withRates } from './epidemic-options.ts';
import type { LoadedGraph } from './loaded.ts';
import { count } from './numbers.ts';
import type { ScenarioOptions } from './run-options.ts';
import { usageError } from './usage.ts';

export type RawOptions = ScenarioOptions & {
  readonly probability?: number | 'weighted-cascade';
  readonly scenario?: string;
  readonly world?: number;
};

const DEFAULT_PROBABILITY = 0.1;
const DEFAULT_WORLDS = 10_000;
/** Long enough for all to recover, in practice. */
const UNTIL_EXTINCTION = 10_000;

const defaultHorizon = (model: ModelName): number =>
  burnsOut(model) ? UNTIL_EXTINCTION : defaultSettings.horizonRounds;

/** Simulates an edge list: no kinds, layers or classes, and one scenario per entry. */
export async function runRawGraph(
  { name, edges }: LoadedGraph,
  options: RawOptions,
  running: Pick<RawRunOptions, 'threads' | 'signal' | 'onProgress' | 'inputs'>,
): Promise<SuiteRun> {
  refuseEcosystemOptions(options);
  const { probability, model = 'independent-cascade', horizon, precision } = options;
  const isOwn = edges.probability !== null && probability === undefined;
  const graph = prepareRawGraph(
    { ...edges, name, probability: isOwn ? edges.probability : null },
    probability ?? DEFAULT_PROBABILITY,
  );
  const assumed =
    isOwn || probability !== undefined
      ? []
      : [`No column of probabilities in the file: ${DEFAULT_PROBABILITY} for every arc is assumed.`];
  const dropped = edges.droppedSelfLoops;
  const results = await runRaw(graph, {
    ...running,
    model,
    entries: rawEntries(options.entry ?? 'random', graph.indexOf),
    settings: withRates({ ...defaultSettings, horizonRounds: horizon ?? defaultHorizon(model) }, options, [model]),
    worlds: options.worlds ?? DEFAULT_WORLDS,
    seed: options.seed ?? 1,
    precision: precision === undefined ? null : { halfWidth: precision, of: 'total' },
    assumptions: assumed,
    warnings: [
      ...edges.warnings.map(describeProblem),
      ...(dropped === 0 ? [] : [`${count(dropped, 'self-loop')} left out: a node does not infect itself.`]),
    ],
  });
  return { results, details: withoutPictures(results) };
}

/** Worlds of all scenarios times what each may visit. */
export function rawVisits({ edges }: LoadedGraph, { entry, worlds = DEFAULT_WORLDS }: RawOptions): number {
  const scenarios = entry === 'each' || entry === 'exposed' ? edges.ids.length : 1;
  return worlds * scenarios * (edges.ids.length + edges.source.length);
}

function refuseEcosystemOptions({ threats, world, scenario }: RawOptions): void {
  const typed =
    threats !== undefined
      ? '--threats'
      : world !== undefined
        ? '--world'
        : scenario !== undefined
          ? '--scenario'
          : undefined;
  if (typed === undefined) return;
  throw usageError(
    'an ecosystem',
    `${typed} for an edge list`,
    `Leave ${typed} out: an edge list has no threat classes, and one scenario per entry.`,
  );
}

function rawEntries(text: string, indexOf: ReadonlyMap<string, number>): RawEntries {
  const entries = parseEntry(
    text,
    (id) => indexOf.has(id),
    () => [...indexOf.keys()],
  );
  switch (entries.form) {
    case 'together':
      return { form: 'together', nodes: entries.ids.map((id) => indexOf.get(id) as number) };
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

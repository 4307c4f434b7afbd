import { availableParallelism } from 'node:os';
import { describePlace } from '../../base/errors.ts';
import { prepareRawGraph } from '../../compile/raw-graph.ts';
import { defaultSettings } from '../../compile/suite.ts';
import { importReport, importReportLines } from '../../import/import-report.ts';
import type { Details, Results } from '../../measure/results.ts';
import { SCHEMA_VERSION } from '../../measure/results.ts';
import { tellWorld } from '../../run/one-world.ts';
import { type RawEntries, runRaw } from '../../run/run-raw.ts';
import { runSuite, type SuiteRun, withoutFull } from '../../run/run-suite.ts';
import type { Context } from '../context.ts';
import { parseEntry } from '../entry-option.ts';
import { exitCodeOf } from '../exit-code.ts';
import { filesOrFound } from '../find-input.ts';
import { type Interruption, listenForInterruption } from '../interruption.ts';
import { type LoadedEcosystem, type LoadedGraph, loadAny } from '../load.ts';
import { printable } from '../printable.ts';
import { progressOn } from '../progress.ts';
import { type ScenarioOptions, withRunOptions } from '../run-options.ts';
import { saveRun, writeRunOutputs } from '../save-run.ts';
import { type ExitCode, exitCodeOfSignal } from '../shell.ts';
import { summary } from '../summary.ts';
import { usageError } from '../usage.ts';
import { worldText } from '../world-text.ts';

type RunOptions = ScenarioOptions & {
  readonly probability?: number;
  readonly scenario?: string;
  readonly world?: number;
  readonly out?: string;
  readonly output?: readonly string[];
  readonly full?: true;
  readonly strict?: true;
  readonly undirected?: true;
  readonly format?: string;
};

export async function action(paths: readonly string[], options: RunOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadAny(filesOrFound(paths, 'run', context), options, context);
  if (!('file' in loaded)) return finish(loaded, options, context, (run) => rawRun(loaded, options, context, run));
  refuseRawOptions(options);
  const file = withRunOptions(loaded.file, options);
  context.warn(loaded.warnings);
  if (loaded.foreign !== undefined) {
    const lines = importReportLines(importReport(loaded.foreign.imported));
    context.note(lines.map(printable).join('\n'));
  }
  if (options.world !== undefined) {
    const worlds = tellWorld(file, options.world);
    if (context.options.json === true) context.document({ world: options.world, scenarios: worlds });
    context.say(worldText(options.world, worlds));
    return 0;
  }
  return finish(loaded, options, context, ({ interruption, threads, onProgress }) =>
    runSuite(file, {
      threads,
      signal: interruption.abort,
      onProgress,
      scenario: options.scenario,
      inputs: inputsOf(context),
      warnings: loaded.warnings,
    }),
  );
}

type Running = {
  readonly interruption: Interruption;
  readonly threads: number;
  readonly onProgress: (progress: { done: number; total: number }) => void;
};

/** Runs with progress and interruption, then writes, says and judges what came out. */
async function finish(
  loaded: LoadedEcosystem | LoadedGraph,
  options: RunOptions,
  context: Context,
  start: (running: Running) => Promise<SuiteRun>,
): Promise<ExitCode> {
  const { shell, messages } = context;
  const begin = shell.now();
  const threads = context.options.threads ?? availableParallelism();
  const progress = progressOn(shell, messages, 'worlds');
  const interruption = listenForInterruption(shell, (text) => context.note(text));
  let run: SuiteRun;
  try {
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      if (context.options.quiet !== true) progress.update(done, total);
    };
    run = await start({ interruption, threads, onProgress });
  } finally {
    progress.end();
    interruption.end();
  }
  const durationMs = Math.round(shell.now() - begin);
  if (options.out !== undefined) await saveRun(options.out, run, { durationMs, threads }, loaded, context);
  await writeRunOutputs(options.output ?? [], run, options.full === true, context);
  tell(run, loaded, options, context);
  if (interruption.received !== undefined) return exitCodeOfSignal[interruption.received];
  return exitCodeOf(run.results, options.strict === true, run.results.warnings);
}

function tell(run: SuiteRun, loaded: LoadedEcosystem | LoadedGraph, options: RunOptions, context: Context): void {
  const { results } = run;
  const rules = 'file' in loaded ? loaded.file.thresholds : [];
  const placeOfRule = (rule: string): string | undefined => {
    const at = rules.find((candidate) => candidate.rule === rule)?.at;
    return at === undefined ? undefined : describePlace(at);
  };
  if (context.options.json === true) context.document(options.full === true ? results : withoutFull(results));
  context.say(summary(run, placeOfRule, context.screen));
  for (const warning of results.warnings) context.note(`warning: ${printable(warning)}`);
  context.note(
    options.out === undefined
      ? `next: blastradius run ${loaded.path} --out results   (report, data and figures)`
      : `wrote ${options.out}; next: open ${options.out}/report.html   |   blastradius report ${options.out} --figure layers -o layers.svg`,
  );
}

const inputsOf = ({ reader }: Context): Results['inputs'] => reader.inputs().map(({ name, sha256 }) => [name, sha256]);

/** Flags that only a raw graph has. */
function refuseRawOptions({ probability, undirected }: RunOptions): void {
  const typed = probability !== undefined ? '--probability' : undirected === true ? '--undirected' : undefined;
  if (typed === undefined) return;
  throw usageError(
    'an edge list',
    `${typed} for an ecosystem, whose relations say both themselves`,
    `Leave ${typed} out, or set trust or suite.channels in the file.`,
  );
}

const DEFAULT_PROBABILITY = 0.1;
const DEFAULT_WORLDS = 10_000;

async function rawRun(
  { name, edges }: LoadedGraph,
  options: RunOptions,
  context: Context,
  running: Running,
): Promise<SuiteRun> {
  const { probability, model = 'independent-cascade', horizon, threats, world, scenario } = options;
  if (threats !== undefined)
    throw usageError('an ecosystem', '--threats for an edge list, which has no threat classes', 'Leave --threats out.');
  if (world !== undefined || scenario !== undefined)
    throw usageError(
      'an ecosystem',
      'an edge list',
      'Leave --world and --scenario out: a raw graph has one scenario per entry.',
    );
  context.warn(edges.warnings);
  const own = edges.probability !== null && probability === undefined;
  const graph = prepareRawGraph(
    { ...edges, name, probability: own ? edges.probability : null },
    probability ?? DEFAULT_PROBABILITY,
  );
  const results = await runRaw(graph, {
    model,
    entries: rawEntries(options.entry ?? 'random', graph.indexOf),
    settings: horizon === undefined ? defaultSettings : { ...defaultSettings, horizonRounds: horizon },
    worlds: options.worlds ?? DEFAULT_WORLDS,
    seed: options.seed ?? 1,
    precision: options.precision === undefined ? null : { halfWidth: options.precision, of: 'total' },
    threads: running.threads,
    signal: running.interruption.abort,
    onProgress: running.onProgress,
    inputs: inputsOf(context),
    assumptions:
      own || probability !== undefined
        ? []
        : [`No probabilities in the file: ${DEFAULT_PROBABILITY} for every arc is assumed.`],
    warnings:
      edges.droppedSelfLoops === 0
        ? []
        : [`${edges.droppedSelfLoops} self-loops were left out: a node does not infect itself.`],
  });
  return { results, details: withoutPictures(results) };
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
      return { form: 'each' };
  }
}

const withoutPictures = ({ scenarios }: Results): Details => ({
  schemaVersion: SCHEMA_VERSION,
  components: [],
  relations: [],
  scenarios: scenarios.map(({ id }) => ({ id, arcs: [], reachByRound: [], bands: [], worlds: [] })),
});

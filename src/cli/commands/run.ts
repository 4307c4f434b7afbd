import { describePlace, describeProblem } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { kernels } from '../../engine/kernels.ts';
import type { Results } from '../../measure/results.ts';
import { kernelModule } from '../../run/kernel-module.ts';
import { type OneWorld, tellWorld } from '../../run/one-world.ts';
import { type RunOptions as EngineOptions, runSuite, type SuiteRun, withoutFull } from '../../run/run-suite.ts';
import type { Context } from '../context.ts';
import { exitCodeOf } from '../exit-code.ts';
import { filesOrFound } from '../find-input.ts';
import { listenForInterruption } from '../interruption.ts';
import { refuseRawKernel } from '../kernel-option.ts';
import { loadAny } from '../load.ts';
import type { MixtureOptions } from '../load-mixture.ts';
import type { LoadedEcosystem, LoadedGraph } from '../loaded.ts';
import { noteImport } from '../note-import.ts';
import { count } from '../numbers.ts';
import { quoted } from '../option-value.ts';
import { refuseRawOptions } from '../refuse-raw-options.ts';
import { withRunOptions } from '../run-options.ts';
import { type RawOptions, rawVisits, rawWorld, runRawGraph } from '../run-raw-graph.ts';
import { checkOutputs, saveRun, writeRunOutputs } from '../save-run.ts';
import { type ExitCode, exitCodeOfSignal } from '../shell.ts';
import { suggestion } from '../suggestion.ts';
import { summary } from '../summary.ts';
import { threadsFor, visitsOf } from '../threads.ts';
import { usageError } from '../usage.ts';
import { watched } from '../watched.ts';
import { withAtlas } from '../with-atlas.ts';
import { withLiveFile } from '../with-live-file.ts';
import { worldText } from '../world-text.ts';

type RunOptions = RawOptions & {
  readonly out?: string;
  readonly output?: readonly string[];
  readonly full?: true;
  readonly strict?: true;
  readonly undirected?: true;
  readonly as?: 'raw' | 'ecosystem';
  readonly format?: string;
  readonly merge?: boolean;
  readonly sameAs?: MixtureOptions['sameAs'];
};

/** Simulates what a file says; screen, files and exit code come from the same results. */
export async function action(paths: readonly string[], options: RunOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadAny(filesOrFound(paths, 'run', context), options, context);
  refuseOutputOfWorld(options);
  // Before the worlds, not after them.
  checkOutputs(options, 'file' in loaded, context);
  context.warn(loaded.warnings);
  if (!('file' in loaded)) {
    if (options.world !== undefined)
      return tellWorlds(rawWorld(loaded, options, options.world), options.world, context);
    const threads = threadsFor(context.options.threads, rawVisits(loaded, options));
    return simulate(loaded, options, threads, context, (how) => runRawGraph(loaded, options, how));
  }
  refuseRawOptions(options);
  refuseRawKernel(options.kernel);
  await noteImport(loaded, context.note);
  const file = await withAtlas(withRunOptions(loaded.file, options), options.atlas, context);
  if (options.world !== undefined) return showWorld(file, options.world, options.scenario, context);
  const threads = threadsFor(context.options.threads, visitsOf(file));
  return simulate(loaded, options, threads, context, (how) =>
    runSuite(file, {
      ...how,
      scenario: options.scenario,
      warnings: loaded.warnings,
      isPlain: options.kernel?.isPlain,
    }),
  );
}

/** Runs with progress and interruption, then writes, says and judges what came out. */
async function simulate(
  loaded: LoadedEcosystem | LoadedGraph,
  options: RunOptions,
  threads: number,
  context: Context,
  start: (how: EngineOptions) => Promise<SuiteRun>,
): Promise<ExitCode> {
  const { shell } = context;
  const begin = shell.now();
  const interruption = listenForInterruption(shell, context.note);
  const inputs = context.reader.inputs().map(({ name, sha256 }) => [name, sha256] as const);
  const run = await withLiveFile(options.out, shell, async ({ onLook, finishing }) => {
    const done = await watched((how) => start({ threads, inputs, onLook, ...how }), interruption, context);
    finishing();
    const durationMs = Math.round(shell.now() - begin);
    // The screen first: a full disk must not cost the numbers.
    tell(done, loaded, options, context);
    if (options.out !== undefined)
      await saveRun(options.out, done, { durationMs, threads, kernels: kernelsUsed(options) }, loaded, context, [
        options.atlas,
      ]);
    return done;
  });
  await writeRunOutputs(options.output ?? [], run, options.full === true, context);
  context.note(nextStep(run.results, loaded.path, options.out));
  const { received } = interruption;
  return received === undefined
    ? exitCodeOf(run.results, options.strict === true, leftOpen(run, loaded))
    : exitCodeOfSignal[received];
}

/** Both give the same results: only the time differs. */
const kernelsUsed = ({ kernel }: RunOptions): 'wasm' | 'plain' =>
  kernel?.isPlain === true || kernelModule() === null ? 'plain' : 'wasm';

/** Why `--strict` may not call a run complete. */
const leftOpen = ({ results }: SuiteRun, loaded: LoadedEcosystem | LoadedGraph): readonly string[] => [
  ...results.warnings,
  ...('file' in loaded
    ? (loaded.foreign?.imported.toFill ?? []).map(({ component, field }) => `${component}: ${field}`)
    : []),
];

/** A suite may say the same of hundreds of scenarios. */
const MOST_WARNINGS = 8;

function tell(run: SuiteRun, loaded: LoadedEcosystem | LoadedGraph, options: RunOptions, context: Context): void {
  const { results } = run;
  if (context.options.json === true) context.document(options.full === true ? results : withoutFull(results));
  context.say(summary(run, placesOfRules(loaded, context), context.screen));
  // Those of the input were shown with their lines before the run.
  const shown = new Set(loaded.warnings.map(describeProblem));
  const others = results.warnings.filter((warning) => !shown.has(warning));
  for (const warning of others.slice(0, MOST_WARNINGS)) context.note(`warning: ${printable(warning)}`);
  const more = others.length - MOST_WARNINGS;
  if (more > 0) context.note(`and ${count(more, 'more warning')}; --json has them all`);
}

const placesOfRules =
  (loaded: LoadedEcosystem | LoadedGraph, { reader }: Context): Parameters<typeof summary>[1] =>
  ({ rule, level }) => {
    const rules = 'file' in loaded ? loaded.file.thresholds : [];
    const at = rules.find((one) => one.rule === rule && one.level === level)?.at;
    return at && describePlace({ ...at, file: reader.pathOf(at.file) });
  };

function nextStep({ partial, graph }: Results, path: string, out: string | undefined): string {
  const isDrawn = Object.keys(graph.layers).length > 0;
  if (out === undefined)
    return `next: blastradius run ${path} --out results${isDrawn ? '   (a report, figures and all data)' : '   (all data)'}`;
  const written = `wrote ${out}${partial === true ? ', marked partial' : ''}`;
  return isDrawn
    ? `${written}\nnext: open ${out}/report.html, or blastradius report ${out} --figure layers -o layers.svg`
    : written;
}

function showWorld(
  file: LoadedEcosystem['file'],
  world: number,
  scenario: string | undefined,
  context: Context,
): ExitCode {
  const all = tellWorld(file, world);
  const told = scenario === undefined ? all : all.filter((one) => one.scenario === scenario);
  if (told.length === 0 && scenario !== undefined && all.length > 0) {
    const ids = all.map((one) => one.scenario);
    throw usageError('the id of a scenario after --scenario', quoted(scenario), suggestion(scenario, ids));
  }
  return tellWorlds(told, world, context);
}

function tellWorlds(told: readonly OneWorld[], world: number, context: Context): ExitCode {
  if (told.length === 0) {
    throw usageError(
      'a model that runs in worlds after --model',
      'one that does not',
      `Use one of ${Object.keys(kernels).join(', ')}.`,
    );
  }
  if (context.options.json === true) context.document({ world, scenarios: told });
  context.say(worldText(world, told));
  return 0;
}

/** One world is told on the screen. */
function refuseOutputOfWorld({ world, out, output }: RunOptions): void {
  if (world === undefined || (out === undefined && output === undefined)) return;
  const typed = out === undefined ? '-o' : '--out';
  throw usageError(`--world without ${typed}`, 'both', 'Use --json, and send what it prints to a file.');
}

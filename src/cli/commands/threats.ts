import { pastaOf } from '../../analyse/pasta.ts';
import { pastaMarkdown } from '../../analyse/pasta-markdown.ts';
import { pastaSuite } from '../../analyse/pasta-suite.ts';
import { sideBySide } from '../../analyse/side-by-side.ts';
import type { SideBySideRuns } from '../../analyse/side-by-side-scenario.ts';
import type { ThreatDocument } from '../../analyse/threat-document.ts';
import { threatReport } from '../../analyse/threat-report.ts';
import { describeProblem } from '../../base/errors.ts';
import type { SuiteFile } from '../../compile/suite.ts';
import type { Results } from '../../measure/results.ts';
import { runSideBySide } from '../../run/run-side-by-side.ts';
import { type RunOptions as EngineOptions, runSuite } from '../../run/run-suite.ts';
import { runThreats, type ThreatRun } from '../../run/run-threats.ts';
import type { ThreatModel } from '../../threats/applied-threat.ts';
import type { Maturity } from '../../threats/maturities.ts';
import { threatModel } from '../../threats/threat-model.ts';
import type { Context } from '../context.ts';
import { filesOrFound } from '../find-input.ts';
import { listenForInterruption } from '../interruption.ts';
import { type LoadOptions, loadAny } from '../load.ts';
import { type CatalogueOptions, loadCatalogue } from '../load-catalogue.ts';
import type { LoadedEcosystem } from '../loaded.ts';
import { noteImport } from '../note-import.ts';
import { quoted } from '../option-value.ts';
import { withRunOptions } from '../run-options.ts';
import { type ExitCode, exitCodeOfSignal } from '../shell.ts';
import { sideBySideText } from '../side-by-side-text.ts';
import { suggestion } from '../suggestion.ts';
import { threadsFor, visitsOf } from '../threads.ts';
import { threatOutputs } from '../threat-outputs.ts';
import { threatsText } from '../threats-text.ts';
import { usageError } from '../usage.ts';
import { watched } from '../watched.ts';

export type ThreatsOptions = Omit<LoadOptions, 'as'> &
  CatalogueOptions & {
    readonly simulate?: true;
    readonly stride?: true;
    readonly pasta?: true;
    readonly worlds?: number;
    readonly maturity?: Maturity;
    readonly component?: string;
    readonly all?: true;
    readonly output?: readonly string[];
  };

/** Which threats apply, where and why; with --simulate what follows from each. */
export async function action(paths: readonly string[], options: ThreatsOptions, context: Context): Promise<ExitCode> {
  const outputs = threatOutputs(options.output ?? []);
  const loaded = await loadEcosystem(filesOrFound(paths, 'threats', context), options, context);
  const catalogue = await loadCatalogue(options, context);
  context.warn(loaded.warnings);
  await noteImport(loaded, context.note);
  const { maturity = 'feasible' } = options;
  const file = filtered(withRunOptions(loaded.file, options), options, catalogue.atlas);
  const model = only(threatModel(file.ecosystem, { catalogue, maturity }), options.component);
  const interruption = listenForInterruption(context.shell, context.note);
  const runs = await watched(
    (how) => simulate(file, model, options, { ...how, ...known(loaded, context) }),
    interruption,
    context,
  );
  const told = threatReport(model, {
    maturity,
    inputs: inputsOf(context),
    assumptions: file.assumptions,
    warnings: loaded.warnings.map(describeProblem),
    ...(runs.threats === undefined ? {} : { simulated: runs.threats.simulated }),
  });
  const document: ThreatDocument = {
    ...told,
    ...(options.stride === true && { sideBySide: sideBySide(model, runs.sideBySide ?? null) }),
    ...(options.pasta === true && {
      pasta: pastaOf({
        model,
        document: told,
        results: runs.pasta,
        suiteFile: file,
        findings: loaded.foreign?.imported.findings,
      }),
    }),
  };
  tell(document, loaded, options, context);
  await outputs.write(document, context);
  return interruption.received === undefined ? 0 : exitCodeOfSignal[interruption.received];
}

type Runs = {
  readonly threats?: ThreatRun;
  readonly sideBySide?: SideBySideRuns;
  readonly pasta?: Results;
};

/** One after the other, as far as they were asked for; PASTA's sixth stage is a simulation. */
async function simulate(
  file: SuiteFile,
  model: ThreatModel,
  options: ThreatsOptions,
  how: EngineOptions,
): Promise<Runs> {
  if (options.simulate !== true && options.pasta !== true) return {};
  const threats = await runThreats(file, model, { ...how, threads: threadsOf(file, model.threats.length, how) });
  return {
    threats,
    ...(options.stride === true && { sideBySide: await runSideBySide(file, how) }),
    ...(options.pasta === true && { pasta: (await runSuite(pastaSuite(file), how)).results }),
  };
}

/** A scenario for every threat is more than the suite of the file. */
const threadsOf = ({ ecosystem, suite }: SuiteFile, scenarios: number, { threads }: EngineOptions): number =>
  threads ||
  threadsFor(undefined, suite.worlds * scenarios * (ecosystem.components.length + ecosystem.relations.length));

const known = ({ warnings, file }: LoadedEcosystem, context: Context): EngineOptions => ({
  threads: threadsFor(context.options.threads, visitsOf(file)),
  inputs: inputsOf(context),
  warnings,
});

const inputsOf = ({ reader }: Context): ThreatDocument['inputs'] =>
  reader.inputs().map(({ name, sha256 }) => [name, sha256] as const);

async function loadEcosystem(
  paths: readonly string[],
  options: ThreatsOptions,
  context: Context,
): Promise<LoadedEcosystem> {
  const loaded = await loadAny(paths, { ...options, as: 'ecosystem' }, context);
  if ('file' in loaded) return loaded;
  throw usageError(
    'an ecosystem',
    `${loaded.path}, a raw graph`,
    'Threats are of components with kinds: say them with --map.',
  );
}

/** The filter holds for channels as for the catalogue. */
const filtered = (
  file: SuiteFile,
  { maturity }: ThreatsOptions,
  atlas: SuiteFile['suite']['settings']['atlas'],
): SuiteFile => ({
  ...file,
  suite: {
    ...file.suite,
    settings: { ...file.suite.settings, atlas, ...(maturity === undefined ? {} : { maturity }) },
  },
});

function only(model: ThreatModel, id: string | undefined): ThreatModel {
  if (id === undefined) return model;
  const ids = model.ecosystem.components.map((component): string => component.id);
  if (!ids.includes(id)) throw usageError('the id of a component after --component', quoted(id), suggestion(id, ids));
  return { ...model, threats: model.threats.filter(({ component }) => component.id === id) };
}

function tell(document: ThreatDocument, { path }: LoadedEcosystem, options: ThreatsOptions, context: Context): void {
  const { pasta, sideBySide: sides, simulation } = document;
  if (context.options.json === true) context.document(document);
  if (pasta !== undefined) context.say(pastaMarkdown(pasta).trimEnd());
  else context.say(threatsText(document, options.all === true, context.screen));
  if (sides !== undefined) context.say(`\n${sideBySideText(sides, context.screen)}`);
  context.note(
    simulation === undefined
      ? `next: blastradius threats ${path} --simulate   (what follows from each, worst first)`
      : `next: blastradius threats ${path} --simulate -o threats.sarif   (.md, .csv, .json too)`,
  );
}

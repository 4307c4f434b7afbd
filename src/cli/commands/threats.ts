import type { ThreatDocument } from '../../analyse/threat-document.ts';
import { threatReport } from '../../analyse/threat-report.ts';
import { describeProblem } from '../../base/errors.ts';
import type { SuiteFile } from '../../compile/suite.ts';
import type { RunOptions as EngineOptions } from '../../run/run-suite.ts';
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
import { suggestion } from '../suggestion.ts';
import { threadsFor } from '../threads.ts';
import { threatOutputs } from '../threat-outputs.ts';
import { threatsText } from '../threats-text.ts';
import { usageError } from '../usage.ts';
import { watched } from '../watched.ts';

export type ThreatsOptions = Omit<LoadOptions, 'as'> &
  CatalogueOptions & {
    readonly simulate?: true;
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
  const file = filtered(withRunOptions(loaded.file, options), options, catalogue.atlas);
  const { maturity = 'feasible' } = options;
  const model = only(threatModel(file.ecosystem, { catalogue, maturity }), options.component);
  const interruption = listenForInterruption(context.shell, context.note);
  const simulated =
    options.simulate === true
      ? await watched((how) => simulate(file, model, how, loaded, context), interruption, context)
      : undefined;
  if (simulated === undefined) interruption.end();
  const document = threatReport(model, {
    maturity,
    inputs: context.reader.inputs().map(({ name, sha256 }) => [name, sha256] as const),
    assumptions: file.assumptions,
    warnings: loaded.warnings.map(describeProblem),
    ...(simulated === undefined ? {} : { simulated: simulated.simulated }),
  });
  tell(document, loaded, options, context);
  await outputs.write(document, context);
  return interruption.received === undefined ? 0 : exitCodeOfSignal[interruption.received];
}

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

function simulate(
  file: SuiteFile,
  model: ThreatModel,
  how: Pick<EngineOptions, 'signal' | 'onProgress'>,
  { warnings }: LoadedEcosystem,
  { options, reader }: Context,
): Promise<ThreatRun> {
  const { components, relations } = file.ecosystem;
  const visits = file.suite.worlds * model.threats.length * (components.length + relations.length);
  const inputs = reader.inputs().map(({ name, sha256 }) => [name, sha256] as const);
  return runThreats(file, model, { threads: threadsFor(options.threads, visits), inputs, warnings, ...how });
}

function tell(document: ThreatDocument, { path }: LoadedEcosystem, options: ThreatsOptions, context: Context): void {
  if (context.options.json === true) context.document(document);
  context.say(threatsText(document, options.all === true, context.screen));
  context.note(
    options.simulate === true
      ? `next: blastradius threats ${path} --simulate -o threats.sarif   (.md, .csv, .json too)`
      : `next: blastradius threats ${path} --simulate   (what follows from each, worst first)`,
  );
}

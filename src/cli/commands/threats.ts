import { catalogueDocument } from '../../analyse/catalogue-document.ts';
import { pastaOf } from '../../analyse/pasta.ts';
import { pastaMarkdown } from '../../analyse/pasta-markdown.ts';
import { sideBySide } from '../../analyse/side-by-side.ts';
import type { ThreatDocument } from '../../analyse/threat-document.ts';
import { threatReport } from '../../analyse/threat-report.ts';
import { describeProblem } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import type { SuiteFile } from '../../compile/suite.ts';
import type { ThreatModel } from '../../threats/applied-threat.ts';
import { bundledAtlasRelease } from '../../threats/bundled-atlas-release.ts';
import type { Catalogue } from '../../threats/bundled-catalogue.ts';
import { threatModel } from '../../threats/threat-model.ts';
import { catalogueText } from '../catalogue-text.ts';
import type { Context } from '../context.ts';
import { filesOrFound } from '../find-input.ts';
import { listenForInterruption } from '../interruption.ts';
import { type LoadOptions, loadAny } from '../load.ts';
import { loadAtlas } from '../load-atlas.ts';
import { type CatalogueOptions, loadCatalogue } from '../load-catalogue.ts';
import type { LoadedEcosystem } from '../loaded.ts';
import { noteImport } from '../note-import.ts';
import { quoted } from '../option-value.ts';
import { type ScenarioOptions, withRunOptions } from '../run-options.ts';
import { checkOutputs } from '../save-run.ts';
import { saveThreats } from '../save-threats.ts';
import { type ExitCode, exitCodeOfSignal } from '../shell.ts';
import { sideBySideText } from '../side-by-side-text.ts';
import { suggestion } from '../suggestion.ts';
import { threadsFor, visitsOf } from '../threads.ts';
import { threatOutputs } from '../threat-outputs.ts';
import { type ThreatRunOptions, threatRuns } from '../threat-runs.ts';
import { threatsText } from '../threats-text.ts';
import { usageError } from '../usage.ts';
import { watched } from '../watched.ts';

export type ThreatsOptions = Omit<LoadOptions, 'as'> &
  CatalogueOptions &
  ThreatRunOptions &
  Pick<ScenarioOptions, 'maturity' | 'worlds' | 'attacker'> & {
    readonly component?: string;
    readonly all?: true;
    readonly list?: true;
    readonly output?: readonly string[];
    readonly out?: string;
  };

/** Which threats apply, where and why; with --simulate what follows from each. */
export async function action(paths: readonly string[], options: ThreatsOptions, context: Context): Promise<ExitCode> {
  if (options.pasta === true && options.component !== undefined)
    throw usageError('--pasta or --component', 'both', 'The stages are about the whole system: leave out --component.');
  if (options.list === true) {
    refuseWithList(paths, options);
    return tellCatalogue(options, context);
  }
  const outputs = threatOutputs(options.output ?? []);
  checkOutputs({ ...(options.out !== undefined && { out: options.out }) }, true, context);
  const loaded = await loadEcosystem(filesOrFound(paths, 'threats', context), options, context);
  const catalogue = await loadCatalogue(options, context);
  context.warn(loaded.warnings);
  await noteImport(loaded, context.note);
  const file = withAtlas(withRunOptions(loaded.file, options), catalogue);
  const { maturity } = file.suite.settings;
  const model = only(threatModel(file.ecosystem, { catalogue, maturity }), options.component);
  const interruption = listenForInterruption(context.shell, context.note);
  const begin = context.shell.now();
  const threads = (visits: number): number => threadsFor(context.options.threads, visits);
  const known = { threads, inputs: inputsOf(context), warnings: loaded.warnings };
  const runs = await watched((how) => threatRuns(file, model, options, { ...how, ...known }), interruption, context);
  const told = threatReport(model, {
    maturity,
    inputs: inputsOf(context),
    assumptions: file.assumptions,
    warnings: loaded.warnings.map(describeProblem),
    ...(runs.threats === undefined ? {} : { simulated: runs.threats.simulated }),
  });
  const document: ThreatDocument = {
    ...told,
    ...(options.stride === true && {
      sideBySide: sideBySide(model, runs.sideBySide ?? null, options.component ?? null),
    }),
    ...(options.pasta === true && {
      pasta: pastaOf({
        model,
        document: told,
        results: runs.pasta?.results,
        suiteFile: file,
        findings: loaded.foreign?.imported.findings,
      }),
    }),
  };
  tell(document, loaded, options, context);
  await outputs.write(document, context);
  const how = { durationMs: Math.round(context.shell.now() - begin), threads: threads(visitsOf(file)) };
  if (options.out !== undefined)
    await saveThreats(
      options.out,
      { document, model, runs, how, loaded, beside: [options.atlas, ...(options.catalogue ?? [])] },
      context,
    );
  return interruption.received === undefined ? 0 : exitCodeOfSignal[interruption.received];
}

/** Whoever asks for the catalogue and names a system expects one of the two that does not come. */
function refuseWithList(paths: readonly string[], { output, out }: ThreatsOptions): void {
  const found = paths[0] ?? output?.[0] ?? out;
  if (found !== undefined)
    throw usageError('--list alone', quoted(found), 'It prints the catalogue itself: with --json and > for a file.');
}

/** The catalogue itself needs no ecosystem. */
async function tellCatalogue(options: ThreatsOptions, context: Context): Promise<ExitCode> {
  const catalogue = await loadCatalogue(options, context);
  const { atlas } = options;
  const release = atlas === undefined ? bundledAtlasRelease : await loadAtlas(atlas, context);
  const document = catalogueDocument(catalogue, release);
  if (context.options.json === true) context.document(document);
  context.say(catalogueText(document, context.screen));
  return 0;
}

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

const withAtlas = (file: SuiteFile, { atlas }: Catalogue): SuiteFile => ({
  ...file,
  suite: { ...file.suite, settings: { ...file.suite.settings, atlas } },
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
  if (pasta !== undefined)
    context.say(pastaMarkdown(pasta, document.name).trimEnd().split('\n').map(printable).join('\n'));
  else context.say(threatsText(document, options.all === true, context.screen));
  if (sides !== undefined) context.say(`\n${sideBySideText(sides, context.screen)}`);
  if (simulation === undefined) {
    const idle = (['worlds', 'attacker'] as const).filter((name) => options[name] !== undefined);
    for (const name of idle) context.note(`--${name} changes what follows, not what applies: add --simulate`);
  }
  context.note(`next: blastradius threats ${nextArguments(path, document)}`);
}

function nextArguments(path: string, { pasta, simulation, threats }: ThreatDocument): string {
  if (pasta !== undefined) return `${path} --pasta -o pasta.md   (with --out DIR in the report too)`;
  if (threats.length === 0) return '--list   (what was looked for)';
  return simulation === undefined
    ? `${path} --simulate   (what follows from each, worst first)`
    : `${path} --simulate -o threats.sarif   (.md, .csv, .json too)`;
}

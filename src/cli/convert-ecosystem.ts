import type { GraphFormat } from '../export/graph-format.ts';
import { graphFormats } from '../export/graph-formats.ts';
import { rawGraphFormats } from '../export/raw/raw-graph-formats.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { SourceFile } from '../import/importer.ts';
import { sectionsOf } from '../import/sections.ts';
import { writeEcosystem } from '../import/write-ecosystem.ts';
import type { SuiteRun } from '../run/run-suite.ts';
import type { Context } from './context.ts';
import { convertTarget, type TypedTarget } from './convert-target.ts';
import { deliver } from './deliver.ts';
import type { LoadedEcosystem } from './loaded.ts';
import { noteSuite } from './note-suite.ts';
import { count } from './numbers.ts';
import { quoted } from './option-value.ts';
import { outcomeIn } from './outcome-in.ts';
import { ECOSYSTEM } from './recognise.ts';
import type { ExitCode } from './shell.ts';
import { usageError } from './usage.ts';

export type ConvertOptions = TypedTarget & {
  readonly results?: string;
  readonly scenario?: string;
  readonly force?: true;
};

/** Results of a run, and what the folder is called that holds them. */
export type StoredRun = SuiteRun & { readonly dir: string };

/** An ecosystem, and the file that says it if it was not imported. */
export type ConvertedEcosystem = LoadedEcosystem & { readonly source: SourceFile };

/** Writes an ecosystem for another tool. @throws {InvalidInputError} before anything is written */
export function convertEcosystem(
  loaded: ConvertedEcosystem,
  run: StoredRun | undefined,
  options: ConvertOptions,
  context: Context,
): ExitCode {
  const { ecosystem } = loaded.file;
  const { to, scenario } = options;
  const formats = [...graphFormats, ownFormat(loaded)];
  refuseRawTarget(to, formats);
  const format = convertTarget(formats, { ...options, ...(to === 'csv' && { to: 'csv-pair' }) });
  refuseResults(format, run, options);
  const outcome =
    run === undefined || format.format === ECOSYSTEM
      ? undefined
      : outcomeIn(run, ecosystem, { dir: run.dir, scenario });
  if (run !== undefined && outcome !== undefined) noteState(run, context);
  const files = format.write(ecosystem, outcome);
  if (options.output !== undefined && format.format !== ECOSYSTEM) noteSuite(loaded, format.format, context.note);
  return deliver(
    {
      format,
      files: files.map(({ suffix, text }) => ({ suffix, content: { whole: text } })),
      components: ecosystem.components.length,
      relations: ecosystem.relations.length,
      size: `${count(ecosystem.components.length, 'component')}, ${count(ecosystem.relations.length, 'relation')}`,
      scenario: outcome?.scenario,
      next: (files) => nextStep(loaded, format, outcome !== undefined, files),
    },
    options,
    context,
  );
}

/** Our own file: what is to be simulated stays as it stands in the source, comments included. */
function ownFormat({ foreign, ...loaded }: ConvertedEcosystem): GraphFormat {
  return {
    format: ECOSYSTEM,
    title: 'blastradius ecosystem file',
    endings: ['.yaml', '.yml'],
    write: (ecosystem) => [{ suffix: '', text: foreign?.text ?? ownText(ecosystem, loaded.source) }],
  };
}

const ownText = (ecosystem: Ecosystem, { name, text }: SourceFile): string =>
  writeEcosystem(ecosystem, { own: name }) + sectionsOf(text, ['round', 'suite', 'thresholds']);

/** Formats without kinds and layers are for graphs that have none; CSV is one table of them, or two. */
function refuseRawTarget(to: string | undefined, formats: readonly GraphFormat[]): void {
  const isRaw = rawGraphFormats.some(({ format }) => format === to);
  if (!isRaw || to === 'csv' || formats.some(({ format }) => format === to)) return;
  const fix = `Use one of ${formats.map(({ format }) => format).join(', ')}; --as raw reads a graph without its kinds.`;
  throw usageError('a format of ecosystems after --to', `${quoted(to ?? '')}, which has no kinds and layers`, fix);
}

function refuseResults(
  { format }: GraphFormat,
  run: StoredRun | undefined,
  { results, scenario }: ConvertOptions,
): void {
  if (scenario !== undefined && run === undefined) {
    throw usageError(
      '--results DIR with --scenario',
      'none',
      'Name the folder that run --out wrote, or leave --scenario out.',
    );
  }
  const typed = scenario === undefined ? results && '--results' : '--scenario';
  if (typed !== undefined && format === ECOSYSTEM) {
    throw usageError(`a format that shows results with ${typed}`, quoted(format), `Leave ${typed} out.`);
  }
}

/** What the numbers may not be: those of all worlds, or of the file as it is now. */
function noteState({ dir, results }: StoredRun, { reader, note }: Context): void {
  if (results.partial === true) note(`${dir} holds partial results: the run was interrupted`);
  const hashOf = new Map(results.inputs);
  for (const { name, sha256 } of reader.inputs()) {
    const then = hashOf.get(name);
    if (then !== undefined && then !== sha256) note(`${reader.pathOf(name)} was changed since ${dir} was written`);
  }
}

function nextStep({ path }: LoadedEcosystem, { format }: GraphFormat, hasOutcome: boolean, files: string): string {
  if (format === ECOSYSTEM) return `blastradius run ${files} --out results`;
  if (hasOutcome) return `open ${files}: what is reached, and how likely, is beside each part`;
  const run = path === '-' ? 'FILE' : path;
  return `blastradius run ${run} --out results   (then --results results shows here what is reached)`;
}

import { basename, resolve } from 'node:path';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { SuiteFile } from '../compile/suite.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { type ReadFile, readSources, type Source } from '../import/import-files.ts';
import type { Detection, OpenSibling, SourceFile } from '../import/importer.ts';
import { fileLabels } from '../import/merge/file-labels.ts';
import { ownFile } from '../import/merge/merge-file.ts';
import type { SameAs } from '../import/merge/same-as.ts';
import { type Merged, mergeFiles } from '../import/merge.ts';
import { mergedText } from '../import/merged-text.ts';
import type { ImportSettings } from '../import/settings.ts';
import type { Context } from './context.ts';
import { type Gathered, type GatherOptions, gather } from './gather.ts';
import { isFolder } from './is-folder.ts';
import type { LoadedEcosystem } from './loaded.ts';
import { importSettings, type MappingOptions } from './mapping-options.ts';
import { count } from './numbers.ts';
import { progressOn } from './progress.ts';
import type { Reader } from './read-input.ts';
import { usageError } from './usage.ts';

export type MixtureOptions = GatherOptions &
  MappingOptions & {
    /** False after --no-merge. */
    readonly merge?: boolean | undefined;
    readonly sameAs?: readonly SameAs[] | undefined;
    /** What cannot be read in a folder is an error too. */
    readonly strict?: boolean | undefined;
  };

/**
 * Configurations, folders of them, and at most one ecosystem file, as one model.
 * @throws {InvalidInputError} with the problems of all files that were named
 */
export async function loadMixture(
  paths: readonly string[],
  options: MixtureOptions,
  context: Context,
): Promise<LoadedEcosystem> {
  const { reader } = context;
  const path = paths.map((one) => (/[\s'"]/u.test(one) ? `'${one}'` : one)).join(' ');
  const gathered = await gather(paths, options, context);
  if (options.format !== undefined && gathered.looked > 0) {
    context.note(`--format ${options.format} is for the named files: in folders each file is told by its content`);
  }
  const own = atMostOne(gathered.own, reader);
  if (own !== undefined && gathered.named.length + gathered.found.length === 0) {
    return { path, ...parseSuiteFile(own.text, own.name) };
  }
  const settings = await importSettings(options, gathered.root, context);
  const { read, warnings: unread } = await readAll(gathered, settings, context);
  const warnings = [...unread, ...(settings.map?.unused() ?? [])];
  if (options.strict === true && warnings.length > 0) throw new InvalidInputError(warnings);
  const suite = own && parseSuiteFile(own.text, own.name);
  if (paths.some((one) => isFolder(context.shell.cwd, one)) || read.length > 1) noteRead(read, gathered, context);
  const merged = mergeFiles([...read, ...(own && suite ? [ownFile(own.name, suite.file.ecosystem)] : [])], {
    name: nameOf(paths, context),
    merge: options.merge,
    sameAs: [...(options.sameAs ?? []), ...ownSameAs(suite?.file)],
  });
  const text = mergedText(merged, own);
  const file = withOwnPlaces(parseSuiteFile(text, own?.name ?? read[0]?.name ?? path).file, suite?.file);
  const imported: Merged = { ...merged, warnings: [...merged.warnings, ...warnings] };
  return {
    path,
    file: { ...file, assumptions: [...file.assumptions, ...assumedRules(imported), ...(imported.assumptions ?? [])] },
    warnings: [...(suite?.warnings ?? []), ...imported.warnings],
    foreign: {
      format: [...new Set(read.map(({ importer }) => importer.format))].join(', '),
      files: read.map(({ name, importer, opened }) => ({ file: name, format: importer.format, with: opened })),
      reads: read,
      imported,
      text,
    },
  };
}

/** A file that was imported may say what is the same in its own sources, which are not here. */
const ownSameAs = (own: SuiteFile | undefined): readonly SameAs[] =>
  (own?.sameAs ?? []).map((one) => ({ ...one, isLenient: own?.imported !== null }));

function atMostOne(own: readonly SourceFile[], reader: Reader): SourceFile | undefined {
  const [first, ...others] = own;
  if (others.length === 0) return first;
  const names = own.map(({ name }) => reader.pathOf(name)).join(', ');
  const fix = 'Its suite and thresholds hold for the whole: name one, and run the others by themselves.';
  throw usageError('at most one ecosystem file', names, fix);
}

/** All that were named, with all their problems; of those that were found, what can be read. */
async function readAll(
  { named, found, warnings }: Gathered,
  settings: ImportSettings,
  context: Context,
): Promise<{ readonly read: readonly ReadFile[]; readonly warnings: readonly Problem[] }> {
  const { reader, shell, messages, options } = context;
  const sources = [...named, ...found];
  const progress = progressOn(shell, messages, 'files read');
  const onRead = (done: number): void => {
    if (options.quiet !== true) progress.update(done, sources.length);
  };
  const { read, broken } = await readSources(sources, openHidden(reader), { onRead, settings }).finally(() =>
    progress.end(),
  );
  const isNamed = (name: string): boolean => named.some(({ file }) => file.name === name);
  const errors = broken.filter(({ name }) => isNamed(name)).flatMap(({ problems }) => problems);
  if (errors.length > 0) throw new InvalidInputError(errors);
  const almost = found.filter(
    ({ file, detection }) => isAlmost(detection) && broken.some(({ name }) => name === file.name),
  );
  if (read.length > 0) noteAlmost(almost, context);
  const isOther = (name: string): boolean => read.length > 0 && almost.some(({ file }) => file.name === name);
  const others = [...warnings, ...broken.filter(({ name }) => !isOther(name)).flatMap(({ problems }) => problems)];
  // A search of which nothing can be read has failed.
  if (read.length === 0) throw new InvalidInputError(others);
  return { read, warnings: others };
}

/** A file of almost this format is none of it, and not a broken one: the settings of an editor that has no servers. */
const isAlmost = (detection: Detection | undefined): boolean =>
  detection?.missing !== undefined && detection.score < ALMOST && !detection.missing.startsWith('valid ');

const ALMOST = 0.7;
const MOST_NOTES = 5;

function noteAlmost(almost: readonly Source[], { note, reader }: Context): void {
  for (const { file, detection } of almost.slice(0, MOST_NOTES)) {
    note(printable(`left out ${reader.pathOf(file.name)}: ${detection?.reason ?? 'of no known format'}`));
  }
  const more = almost.length - MOST_NOTES;
  if (more > 0) note(`and ${count(more, 'more file')} like these`);
}

/** A configuration may hold secrets, and so may what it includes. */
const openHidden =
  (reader: Reader) =>
  (file: SourceFile): OpenSibling => {
    reader.hideValues(file.name);
    const open = reader.openBeside(file);
    return (name) => {
      const sibling = open(name);
      if (sibling !== undefined) reader.hideValues(sibling.name);
      return sibling;
    };
  };

/** What was typed gives the whole its name: folders as they are called, files without their endings. */
function nameOf(paths: readonly string[], { shell }: Context): string | undefined {
  const folders = paths.filter((path) => isFolder(shell.cwd, path));
  const files = paths.filter((path) => !folders.includes(path));
  const labels = fileLabels(files.map((path) => (path === '-' ? 'stdin' : path)));
  const bases = folders.map((path) => basename(resolve(shell.cwd, path)).replace(/^\.+(?=.)/u, ''));
  const names = [...labels.values(), ...bases].map((name) => name.replace(/\p{Cc}/gu, ' ').trim());
  const unique = [...new Set(names)].filter((name) => name !== '').sort(byCodeUnits);
  const name = shortList(unique, ' + ');
  return name === '' ? undefined : name.slice(0, LONGEST_NAME);
}

const LONGEST_NAME = 200;

/** `read 7 of 132 files: 3 mcp, 2 n8n, 1 crewai (with tasks.yaml, crew.py)`. */
function noteRead(read: readonly ReadFile[], { looked, named }: Gathered, { note }: Context): void {
  const formats = new Map<string, ReadFile[]>();
  for (const one of read) formats.set(one.importer.format, [...(formats.get(one.importer.format) ?? []), one]);
  const parts = [...formats].map(([format, files]) => {
    const opened = files.flatMap((file) => file.opened);
    return `${files.length} ${format}${opened.length === 0 ? '' : ` (with ${shortList(opened)})`}`;
  });
  const all = read.reduce((sum, { opened }) => sum + 1 + opened.length, 0);
  const of = looked + named.length > all ? ` of ${looked + named.length}` : '';
  note(printable(`read ${all}${of} ${looked + named.length === 1 ? 'file' : 'files'}: ${parts.join(', ')}`));
}

const MOST_NAMED = 4;

const shortList = (names: readonly string[], separator = ', '): string =>
  names.slice(0, MOST_NAMED).join(separator) +
  (names.length > MOST_NAMED ? ` and ${count(names.length - MOST_NAMED, 'more', 'more')}` : '');

/** Thresholds and channels stand in the ecosystem file, not in the text that was made of all files. */
const withOwnPlaces = (file: SuiteFile, own: SuiteFile | undefined): SuiteFile =>
  own === undefined
    ? file
    : { ...file, thresholds: own.thresholds, suite: { ...file.suite, channels: own.suite.channels } };

/** What was assumed: each rule once, with what it was applied to. */
function assumedRules({ ecosystem }: Merged): string[] {
  const idsOf = new Map<string, string[]>();
  for (const { id, provenance } of [...ecosystem.components, ...ecosystem.relations]) {
    if (provenance.certainty !== 'assumed') continue;
    const rule = provenance.rule ?? 'no rule given';
    const ids = idsOf.get(rule);
    if (ids === undefined) idsOf.set(rule, [id]);
    else ids.push(id);
  }
  return [...idsOf].map(([rule, ids]) => {
    const shown = ids.slice(0, 3).join(', ') + (ids.length > 3 ? ` and ${ids.length - 3} more` : '');
    return `Assumed by the import: ${rule} (${shown}).`;
  });
}

import type { Problem } from '../base/errors.ts';
import { InvalidInputError } from '../base/errors.ts';
import { type EdgeList, parseEdgeList } from '../compile/raw-edge-list.ts';
import type { SuiteFile } from '../compile/suite.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import { detectFormat, nearestFormats } from '../import/detect.ts';
import type { Imported, Importer, SourceFile } from '../import/importer.ts';
import { importers } from '../import/importers.ts';
import { writeEcosystem } from '../import/write-ecosystem.ts';
import type { Context } from './context.ts';
import { quoted } from './option-value.ts';
import { collectProblems } from './read-input.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** An ecosystem with its suite, from whatever kind of file. */
export type LoadedEcosystem = {
  /** What the user called it. */
  readonly path: string;
  readonly file: SuiteFile;
  readonly warnings: readonly Problem[];
  /** The importer that read it and what it said; undefined for an ecosystem file. */
  readonly foreign?: { readonly format: string; readonly imported: Imported };
};

export type LoadedGraph = { readonly path: string; readonly name: string; readonly edges: EdgeList };

export type LoadOptions = { readonly format?: string; readonly undirected?: true };

const ECOSYSTEM = 'ecosystem';
const EDGE_LIST = 'edge-list';

/** Each file by itself, all their problems at once. @throws {InvalidInputError} for edge lists as well */
export async function loadEach(
  paths: readonly string[],
  options: LoadOptions,
  { reader }: Context,
): Promise<readonly LoadedEcosystem[]> {
  return collectProblems(reader.readAll(paths), (source) => {
    const loaded = load(source, options, reader);
    if ('file' in loaded) return loaded;
    throw problem(
      source,
      'an ecosystem',
      'an edge list, which has no kinds and layers',
      'An edge list can be run: blastradius run FILE.',
    );
  });
}

export async function loadEcosystem(
  paths: readonly string[],
  options: LoadOptions,
  context: Context,
): Promise<LoadedEcosystem> {
  const [first] = await loadEach(paths, options, context);
  return first as LoadedEcosystem;
}

/** The one file that `run` is about. */
export async function loadAny(
  paths: readonly string[],
  options: LoadOptions,
  { reader }: Context,
): Promise<LoadedEcosystem | LoadedGraph> {
  if (paths.length > 1) {
    throw usageError('one file', `${paths.length} files`, 'Run them one after the other: files are not merged yet.');
  }
  const [loaded] = collectProblems(reader.readAll(paths), (source) => load(source, options, reader));
  return loaded as LoadedEcosystem | LoadedGraph;
}

function load(source: SourceFile, options: LoadOptions, reader: Context['reader']): LoadedEcosystem | LoadedGraph {
  const path = reader.pathOf(source.name);
  const reading = options.format === undefined ? detected(source) : named(options.format);
  if (reading === ECOSYSTEM) return { path, ...parseSuiteFile(source.text, source.name) };
  if (reading === EDGE_LIST) {
    return {
      path,
      name: stemOf(source.name),
      edges: parseEdgeList(source.text, source.name, { undirected: options.undirected === true }),
    };
  }
  const imported = reading.read(source, reader.openBeside(source));
  return { path, ...asSuiteFile(imported, source), foreign: { format: reading.format, imported } };
}

/** The same suite that the file which `import` writes would give. */
function asSuiteFile(imported: Imported, source: SourceFile): Pick<LoadedEcosystem, 'file' | 'warnings'> {
  const { file } = parseSuiteFile(writeEcosystem(imported.ecosystem), source.name);
  const rules = assumedRules(imported);
  return { file: { ...file, assumptions: [...file.assumptions, ...rules] }, warnings: imported.warnings };
}

/** What the importer assumed: each rule once, with what it was applied to. */
function assumedRules({ ecosystem }: Imported): string[] {
  const idsOf = new Map<string, string[]>();
  for (const { id, provenance } of [...ecosystem.components, ...ecosystem.relations]) {
    if (provenance.certainty !== 'assumed') continue;
    const rule = provenance.rule ?? 'no rule given';
    idsOf.set(rule, [...(idsOf.get(rule) ?? []), id]);
  }
  return [...idsOf].map(([rule, ids]) => {
    const shown = ids.slice(0, 3).join(', ') + (ids.length > 3 ? ` and ${ids.length - 3} more` : '');
    return `Assumed by the import: ${rule} (${shown}).`;
  });
}

type Reading = Importer | typeof ECOSYSTEM | typeof EDGE_LIST;

function named(format: string): Reading {
  if (format === ECOSYSTEM || format === EDGE_LIST) return format;
  const found = importers.find((importer) => importer.format === format);
  if (found !== undefined) return found;
  const known = [ECOSYSTEM, EDGE_LIST, ...importers.map((importer) => importer.format)];
  throw usageError('a format after --format', quoted(format), suggestion(format, known));
}

function detected(source: SourceFile): Reading {
  const found = detectFormat(source);
  if (found !== undefined) return found.importer;
  if (hasKey(source.text, 'components') || (hasKey(source.text, 'version') && !hasKey(source.text, 'services')))
    return ECOSYSTEM;
  if (isEdgeList(source)) return EDGE_LIST;
  throw unknownFormat(source);
}

/** A key at the top of a YAML or JSON text; cheap, and right for texts with mistakes in them too. */
const hasKey = (text: string, key: string): boolean =>
  new RegExp(String.raw`^(?:\{|[ \t]{0,4})?\s*["']?${key}["']?\s*:`, 'm').test(text);

const EDGE_LIST_NAMES = /\.(?:csv|tsv|txt|edges|edgelist|el|net)(?:\.gz)?$/iu;

/** By name, or because its first lines of data are two or three words each. */
function isEdgeList({ name, text }: SourceFile): boolean {
  if (EDGE_LIST_NAMES.test(name)) return true;
  const lines = text
    .slice(0, 4096)
    .split('\n', 20)
    .map((line) => line.trim());
  const data = lines.filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('%'));
  return data.length > 0 && data.every((line) => /^[^\s,:{}[\]"<>]+(?:[\s,;]+[^\s,:{}[\]"<>]+){1,2}$/u.test(line));
}

function unknownFormat(source: SourceFile): InvalidInputError {
  const near = nearestFormats(source)
    .map(
      ({ importer, detection }) =>
        `${importer.title}${detection.missing === undefined ? '' : ` (missing: ${detection.missing})`}`,
    )
    .join(' or ');
  return problem(
    source,
    `an ecosystem file (version, components, relations)${near === '' ? '' : ` or ${near}`}`,
    'a text that is none of these',
    'Say what it is with --format; blastradius formats lists what can be read.',
  );
}

const problem = ({ name }: SourceFile, expected: string, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at: { file: name }, expected, found, fix }]);

/** `a/links.csv.gz` -> `links`. */
const stemOf = (name: string): string => /([^/\\]+?)(?:\.[^/\\]*)?$/u.exec(name)?.[1] ?? 'graph';

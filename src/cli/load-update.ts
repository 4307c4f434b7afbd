import { resolve } from 'node:path';
import type { InvalidInputError } from '../base/errors.ts';
import type { SuiteFile } from '../compile/suite.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import { decodeId } from '../graph/ids.ts';
import type { SourceFile } from '../import/importer.ts';
import { isJsonText } from '../import/jsonc.ts';
import { parseFingerprints } from '../import/update/fingerprints.ts';
import { keptIds } from '../import/update/keep-ids.ts';
import { type Change, type Updated, updateEcosystem } from '../import/update/update-ecosystem.ts';
import { updatedText } from '../import/update/updated-text.ts';
import type { Context } from './context.ts';
import { importedFrom, pathFrom } from './imported-from.ts';
import { loadMixture, type MixtureOptions } from './load-mixture.ts';
import type { Foreign, LoadedEcosystem } from './loaded.ts';
import { type MappingOptions, wantsMapping } from './mapping-options.ts';
import { usageError } from './usage.ts';

export type LoadedUpdate = {
  readonly loaded: LoadedEcosystem;
  readonly foreign: Foreign;
  readonly updated: Updated;
  /** The ecosystem file as it should be, and as it was. */
  readonly text: string;
  readonly before: string;
};

/**
 * An ecosystem file and what its sources say now. Without paths these are the ones it was imported from.
 * @throws {InvalidInputError} if the file cannot be updated, or a source cannot be read
 */
export async function loadUpdate(
  target: string,
  typed: readonly string[],
  options: MixtureOptions & { readonly output?: string },
  context: Context,
): Promise<LoadedUpdate> {
  const { shell, reader } = context;
  const [source] = (await reader.readAll([target])) as [SourceFile];
  if (isJsonText(source.text)) throw notYaml(target);
  const { file } = parseSuiteFile(source.text, source.name);
  reader.forget(source.name);
  const { imported } = file;
  if (imported === null && typed.length === 0) throw notImported(target);
  const paths = typed.length > 0 ? typed : (imported?.from ?? []).map((path) => pathFrom(path, shell.cwd, target));
  const how = {
    ...options,
    ...(options.format === undefined && imported?.format != null ? { format: imported.format } : {}),
    merge: options.merge !== false && imported?.merge !== false,
    ...mappingBefore(imported, options, (path) => pathFrom(path, shell.cwd, target)),
  };
  const said = [
    ...(options.sameAs ?? []),
    ...(imported?.sameAs ?? []).map((one) => ({ ...one, isLenient: typed.length > 0 })),
  ];
  const loaded = await loadMixture(
    paths,
    { ...how, sameAs: [...said, ...file.sameAs], leaveOut: [resolve(shell.cwd, target)] },
    context,
  );
  const { foreign } = loaded;
  if (foreign === undefined) throw nothingForeign(paths);
  const old = {
    ecosystem: file.ecosystem,
    written: {
      components: parseFingerprints(imported?.components ?? ''),
      relations: parseFingerprints(imported?.relations ?? ''),
    },
    used: usedIds(file),
  };
  const sources = keptIds(old, foreign.imported);
  const updated = updateEcosystem(old, sources.ecosystem);
  const from = importedFrom(paths, { ...how, sameAs: said }, shell.cwd, resolve(shell.cwd, options.output ?? target));
  const text = updatedText({ text: source.text, own: source.name, ecosystem: file.ecosystem }, updated, from);
  // What the suite wants must still be there.
  parseSuiteFile(text, source.name);
  return { loaded, foreign: { ...foreign, imported: sources }, updated, text, before: source.text };
}

/** What was said of kinds and layers then, unless something is said now. */
function mappingBefore(
  imported: SuiteFile['imported'],
  options: MappingOptions,
  typed: (path: string) => string,
): MappingOptions {
  if (imported === null || wantsMapping(options)) return {};
  const { map, kindAttribute, layerAttribute, layersSeed } = imported;
  return {
    ...(map === undefined ? {} : { map: typed(map) }),
    ...{ kindAttr: kindAttribute, layerAttr: layerAttribute },
    ...(layersSeed === undefined ? {} : { assignLayers: 'random', seed: layersSeed }),
  };
}

/** Components that the suite and the thresholds name. */
function usedIds({ suite, thresholds }: SuiteFile): ReadonlySet<string> {
  const entries = 'ids' in suite.entries ? suite.entries.ids : [];
  const ruled = thresholds.flatMap(({ rule }) => {
    const [, id] = /\bcomponent\s+(\S+)/u.exec(rule) ?? [];
    return id === undefined ? [] : [decodeId(id) ?? id];
  });
  const into = suite.channels.flatMap((row) => row.into ?? []);
  return new Set<string>([...entries, ...suite.controlsOff, ...into, ...ruled]);
}

/** `tool github: edited by hand, and its source changed; it now says kind: tool, …`. */
export const changeLine = ({ part, id, because, source }: Change): string =>
  `${part} ${id}: ${SAID[because]}${source === undefined ? '' : `; the source now says ${source}`}`;

const SAID: Readonly<Record<Change['because'], string>> = {
  same: 'as it was',
  changed: 'changed, as its source did',
  new: 'new',
  gone: 'removed, as its source is gone',
  'added by hand': 'added by hand: stays',
  'edited by hand': 'edited by hand: stays as edited',
  'edited by hand, and its source changed': 'edited by hand: stays as edited, although its source changed',
  'edited by hand, and its source is gone': 'edited by hand: stays, although its source is gone',
  'deleted by hand': 'deleted by hand: stays deleted',
  'deleted everywhere': 'deleted',
  'guard lost': 'no longer guards what is not there any more',
  'still used': 'stays, although its source is gone: the file still speaks of it',
};

const notYaml = (target: string): InvalidInputError =>
  usageError(
    'an ecosystem file in YAML after --update',
    `${target}, which is JSON`,
    'Import into a new file: -o FILE.yaml.',
  );

const notImported = (target: string): InvalidInputError =>
  usageError(
    'an ecosystem file that import wrote, or files to import, after --update',
    `${target}, which does not say what it was imported from`,
    `Name its sources: blastradius import --update ${target} FILE.`,
  );

const nothingForeign = (paths: readonly string[]): InvalidInputError =>
  usageError(
    'a configuration to import',
    `${paths.join(' ')}, which is an ecosystem file`,
    'Name what it was made from.',
  );

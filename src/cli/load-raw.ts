import { InvalidInputError } from '../base/errors.ts';
import type { ArcProbability } from '../compile/arc-chances.ts';
import { KindedGraphError } from '../compile/kinded-graph.ts';
import { type RawFormat, rawFormats } from '../compile/raw-reader.ts';
import { isTableOfPair } from '../import/csv-pair/detect-table.ts';
import { loadRawGraph } from '../run/load-raw-graph.ts';
import { usualCache } from '../run/raw-cache.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Context } from './context.ts';
import { decodeHead } from './decode-text.ts';
import { sampleRemark } from './entry-option.ts';
import type { LoadedGraph } from './loaded.ts';
import { type MappingOptions, wantsMapping } from './mapping-options.ts';
import { progressOn } from './progress.ts';
import type { OpenInput } from './read-input.ts';
import { rawFormatOf } from './recognise.ts';

/** What may be said about how a raw graph is to be read. */
export type RawLoadOptions = MappingOptions & {
  readonly format?: string;
  readonly as?: 'raw' | 'ecosystem';
  readonly undirected?: true;
  readonly probability?: ArcProbability;
  readonly seed?: number | undefined;
  /** Whom worlds start from: more nodes than there are is worth a note. */
  readonly entry?: string;
  /** False: big graphs are neither kept for the next run nor taken from the last. */
  readonly cache?: boolean;
};

/** The file as a raw graph, if it is one or is to be read as one; else undefined, and nothing has been read but its head. */
export async function loadIfRaw(
  path: string,
  options: RawLoadOptions,
  context: Context,
): Promise<LoadedGraph | undefined> {
  const input = await context.reader.open(path);
  try {
    const text = decodeHead(input.source.head);
    const format = formatFor({ name: input.name, text }, path, options);
    // What holds nothing is refused where all texts are.
    if (format === undefined || text.trim() === '') return undefined;
    const loaded = await loadUnlessKinded(format, path, input, options, context);
    if (loaded === undefined) return undefined;
    const remark = sampleRemark(options.entry ?? '', loaded.graph.nodes.count);
    if (remark !== undefined) context.note(remark);
    return loaded;
  } finally {
    input.close();
  }
}

/** A graph whose nodes have kinds is an ecosystem, whatever else it looks like. */
async function loadUnlessKinded(...given: Parameters<typeof loadAs>): Promise<LoadedGraph | undefined> {
  try {
    return await loadAs(...given);
  } catch (error) {
    if (!(error instanceof KindedGraphError)) throw error;
    const [, , input] = given;
    await input.rewind();
    return undefined;
  }
}

function formatFor(
  file: { readonly name: string; readonly text: string },
  path: string,
  { format, as, ...mapping }: RawLoadOptions,
): RawFormat | undefined {
  if (as !== 'raw' && (as === 'ecosystem' || wantsMapping(mapping))) return undefined;
  const raw = format === undefined ? rawFormatOf(file) : rawFormats.find((one) => one === format);
  if (as === undefined && format === undefined && raw === 'edge-list' && isTableOfPair(file)) return undefined;
  if (as === undefined || raw !== undefined) return raw;
  const fix = `Say which format it is: --format ${rawFormats.join(', ')}.`;
  throw new InvalidInputError([{ at: { file: path }, expected: 'a raw graph', found: 'none that is known', fix }]);
}

async function loadAs(
  format: RawFormat,
  path: string,
  input: OpenInput,
  options: RawLoadOptions,
  { shell, messages, options: { quiet, seed } }: Context,
): Promise<LoadedGraph> {
  const progress = progressOn(shell, messages, 'MB read');
  const { size } = input;
  const folder = options.cache === false ? undefined : cacheFolder(shell.env);
  const loaded = await loadRawGraph(input.source, {
    format,
    file: input.name,
    name: stemOf(input.name),
    undirected: options.undirected === true,
    asRaw: options.as === 'raw',
    probability: options.probability ?? 'own',
    seed: options.seed ?? seed ?? 1,
    cache: folder === undefined ? null : { ...usualCache, folder },
    onRead: (bytes) => {
      if (quiet !== true && size !== undefined) progress.update(megabytes(bytes), megabytes(size));
    },
  }).finally(() => {
    progress.end();
    // Also where it is refused: for the lines in messages.
    input.wasRead(decodeHead(input.source.head));
  });
  return { ...loaded, path };
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);

/** `a/links.csv.gz` -> `links`. */
const stemOf = (name: string): string => /([^/\\]+?)(?:\.[^/\\]*)?$/u.exec(name)?.[1] ?? 'graph';

import { type RawGraphRead, type ReadRawOptions, readRawGraph } from '../compile/read-raw-graph.ts';
import type { ByteSource } from './byte-source.ts';
import { fromCache, mayHold, type RawCache, toCache } from './raw-cache.ts';

/** `used`: not read from its own file; `written`: it will be used the next time. Says nothing about the graph. */
export type CacheUse = 'used' | 'written' | 'none';
export type RawGraphLoaded = RawGraphRead & { readonly cache: CacheUse };

export type LoadRawOptions = ReadRawOptions & {
  /** Null: nothing is kept, or looked for. */
  readonly cache: RawCache | null;
  /** Bytes read so far, as they are stored. */
  readonly onRead?: (bytes: number) => void;
};

/**
 * A raw graph from where its bytes come from, or as an earlier run left it in the cache; afterwards `source.sha256()` is
 * that of its bytes.
 * @throws {InvalidInputError} with everything that is wrong in it
 */
export async function loadRawGraph(source: ByteSource, options: LoadRawOptions): Promise<RawGraphLoaded> {
  const cache = source.isSeekable ? options.cache : null;
  if (cache !== null && mayHold(cache, options)) {
    const found = await fromCache(cache, await source.hash(), options);
    if (found !== null) return { ...found, cache: 'used' };
  }
  const read = await readRawGraph(source.chunks(options.onRead), options);
  const isKept = cache !== null && (await toCache(cache, source.sha256(), options, read));
  return { ...read, cache: isKept ? 'written' : 'none' };
}

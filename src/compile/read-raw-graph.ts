import type { Problem } from '../base/errors.ts';
import { type FinishedGraph, type FinishOptions, RawGraphBuilder } from './raw-builder.ts';
import { EdgeListReader } from './raw-edge-list.ts';
import type { RawReader, RawReaderOptions } from './raw-reader.ts';
import { utf8Chunks } from './utf8-chunks.ts';

const readers = {
  'edge-list': (options, builder) => new EdgeListReader(options, builder),
} as const satisfies Readonly<Record<string, (options: RawReaderOptions, builder: RawGraphBuilder) => RawReader>>;

export type RawFormat = keyof typeof readers;
export const rawFormats = Object.keys(readers) as readonly RawFormat[];

export type ReadRawOptions = RawReaderOptions & FinishOptions & { readonly format: RawFormat };
export type RawGraphRead = FinishedGraph & { readonly warnings: readonly Problem[] };

/**
 * A raw graph from the bytes of its file (UTF-8 or UTF-16, not packed), cut anywhere; they are not kept.
 * @throws {InvalidInputError} with everything that is wrong
 */
export async function readRawGraph(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: ReadRawOptions,
): Promise<RawGraphRead> {
  const builder = new RawGraphBuilder(options.probability === 'own');
  const reader = readers[options.format](options, builder);
  for await (const chunk of utf8Chunks(chunks, options.file)) reader.push(chunk);
  const warnings = reader.end();
  return { ...builder.finish(options), warnings };
}

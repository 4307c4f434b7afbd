import { InvalidInputError, type Problem } from '../base/errors.ts';
import { utf8Chunks } from '../base/utf8-chunks.ts';
import { GraphTooLargeError } from './graph-too-large.ts';
import { type FinishedGraph, type FinishOptions, RawGraphBuilder } from './raw-builder.ts';
import type { RawFormat, RawReader, RawReaderOptions } from './raw-reader.ts';

type OpenReader = (options: RawReaderOptions, builder: RawGraphBuilder) => RawReader;

/** Each loaded when a file is in it. */
const readers: Readonly<Record<RawFormat, () => Promise<OpenReader>>> = {
  'edge-list': async () => {
    const { EdgeListReader } = await import('./raw-edge-list.ts');
    return (options, builder) => new EdgeListReader(options, builder);
  },
  graphml: async () => {
    const { GraphmlReader } = await import('./raw-graphml.ts');
    return (options, builder) => new GraphmlReader(options, builder);
  },
  gexf: async () => {
    const { GexfReader } = await import('./raw-gexf.ts');
    return (options, builder) => new GexfReader(options, builder);
  },
  dot: async () => {
    const { DotReader } = await import('./raw-dot.ts');
    return (options, builder) => new DotReader(options, builder);
  },
};

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
  const open = await readers[options.format]();
  const reader = open(options, builder);
  try {
    for await (const chunk of utf8Chunks(chunks, options.file)) reader.push(chunk);
    const warnings = reader.end();
    return { ...builder.finish(options), warnings };
  } catch (error) {
    throw isTooLarge(error) ? tooLarge(options.file) : error;
  }
}

/** Engines say that they have no memory left with an error of no class of its own. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof GraphTooLargeError ||
  (error instanceof RangeError &&
    /allocation failed|Invalid typed array length|could not allocate/iu.test(error.message));

const tooLarge = (file: string): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file },
      expected: 'a graph that fits in memory',
      found: 'one that does not',
      fix: 'Leave out what does not matter, or run it on a machine with more memory.',
    },
  ]);

import { type RawGraphRead, type ReadRawOptions, readRawGraph } from '../compile/read-raw-graph.ts';
import type { ByteSource } from './byte-source.ts';

export type RawGraphLoaded = RawGraphRead;

export type LoadRawOptions = ReadRawOptions & {
  /** Bytes read so far, as they are stored. */
  readonly onRead?: (bytes: number) => void;
};

/** A raw graph from where its bytes come from. @throws {InvalidInputError} with everything that is wrong in it */
export const loadRawGraph = (source: ByteSource, options: LoadRawOptions): Promise<RawGraphLoaded> =>
  readRawGraph(source.chunks(options.onRead), options);

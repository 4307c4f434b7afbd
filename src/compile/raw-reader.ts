import type { Problem } from '../base/errors.ts';

/** What raw graphs can be written in. */
export const rawFormats = ['edge-list', 'graphml', 'gexf', 'dot'] as const;
export type RawFormat = (typeof rawFormats)[number];

/** One format of raw graphs: takes the bytes of a UTF-8 text, cut anywhere, and feeds a builder. */
export type RawReader = {
  /** The bytes are not kept: the caller may use their memory again. */
  push(chunk: Uint8Array): void;
  /** @returns warnings @throws {InvalidInputError} with all that is wrong */
  end(): readonly Problem[];
};

export type RawReaderOptions = {
  /** How messages and results call the file. */
  readonly file: string;
  /** Every edge is an arc both ways, whatever the file says. */
  readonly undirected: boolean;
  /** Nodes that have a kind do not make it an ecosystem: they are read without it. */
  readonly asRaw: boolean;
};

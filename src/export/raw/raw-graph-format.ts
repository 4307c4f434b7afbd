import type { RawGraph } from '../../compile/raw-arcs.ts';

/** What a raw graph can be written as: reading it back gives the same nodes, arcs and probabilities. */
export type RawGraphFormat = {
  /** After `--to`. */
  readonly format: string;
  readonly title: string;
  /** Endings of file names by which it is chosen, the usual one first. */
  readonly endings: readonly string[];
  /**
   * The file line by line, each without its end: a graph may be larger than a text can be.
   * @throws {InvalidInputError} at the first name that the format cannot hold
   */
  lines(graph: RawGraph, hasChances: boolean): Iterable<string>;
};

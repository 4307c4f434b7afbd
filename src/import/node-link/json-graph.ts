import type { Located, LocatedMap } from '../located.ts';

/** What a JSON file of any dialect lists, not read yet. */
export type JsonGraph = {
  readonly nodes: readonly JsonNode[];
  readonly edges: readonly JsonPart[];
  /** Maps in which the graph speaks of itself, the most telling first. */
  readonly about: readonly (Located | undefined)[];
  /** What edges are that do not say it: undefined if the dialect leaves it open, or only draws them. */
  readonly isDirected: boolean | undefined;
  /** How many graphs the file holds; they are read as one. */
  readonly count: number;
};

/** An entry, and where its attributes stand: in itself and in maps inside it. */
export type JsonPart = { readonly entry: LocatedMap; readonly maps: readonly LocatedMap[] };

/** Nodes of a map are called by their key. */
export type JsonNode = JsonPart & { readonly key?: string | undefined };

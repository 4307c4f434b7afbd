import type { Located, LocatedMap } from '../located.ts';

/**
 * A pytm model as its JSON has it, from a file of JSON or from the code that would write it. References are keys, not
 * names: code may give one name twice.
 */
export type PytmModel = {
  readonly title: string | undefined;
  readonly boundaries: readonly PytmPart[];
  readonly elements: readonly PytmPart[];
  readonly flows: readonly PytmFlow[];
  readonly data: readonly PytmData[];
  readonly findings: readonly PytmFinding[];
  /** The threats were looked for when this was written: what is not among the findings was not found. */
  readonly hasFindings: boolean;
};

export type PytmPart = {
  readonly key: string;
  readonly name: string;
  /** `Server`, `Datastore`, `LLM` …; empty if it is not said. */
  readonly class: string;
  /** Key of a boundary. */
  readonly boundary: string | undefined;
  /** All else that is said of it, by pytm's own names. */
  readonly fields: LocatedMap;
};

export type PytmFlow = PytmPart & { readonly source: string; readonly sink: string };

/** Data with a classification, and keys of the elements that process it. */
export type PytmData = { readonly fields: Located; readonly processedBy: readonly string[] };

export type PytmFinding = {
  readonly fields: Located;
  /** Key of an element or flow. */
  readonly on: string;
  /** An assumption excludes it. */
  readonly isExcluded: boolean;
};

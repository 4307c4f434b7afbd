import type { Ecosystem } from '../graph/ecosystem.ts';
import type { Outcome } from './outcome.ts';

/** What an ecosystem can be written as: the ecosystem whole, in words of ours beside those of the format. */
export type GraphFormat = {
  /** After `--to`, and what `import -f` calls the same. */
  readonly format: string;
  readonly title: string;
  /** Endings of file names by which it is chosen, the usual one first: `.graphml`. */
  readonly endings: readonly string[];
  /** Pure; the same ecosystem and outcome give the same bytes. @param outcome - results to show beside it */
  write(ecosystem: Ecosystem, outcome?: Outcome): readonly ExportedFile[];
};

/** One file of an export; nearly all have one. */
export type ExportedFile = {
  /** What is put before the ending of the name that the user gave: `.nodes` makes `shop.nodes.csv` of `shop.csv`. */
  readonly suffix: string;
  readonly text: string;
};

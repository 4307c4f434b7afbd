/** PASTA's seven stages, filled from the model. A stage is a list of short blocks, so that Markdown and the page say the same. */
export type Pasta = { readonly stages: readonly PastaStage[] };

export type PastaStage = {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly title: string;
  /** What the stage asks. */
  readonly asks: string;
  readonly blocks: readonly PastaBlock[];
};

export type PastaBlock = PastaText | PastaTable;

/** Sentences of our own words and numbers: names of the input stand in tables only. */
export type PastaText = { readonly text: string };

export type PastaTable = {
  readonly head: readonly string[];
  /** Columns whose cells are words of the input: ids, names, places. All others hold our own. */
  readonly names: readonly number[];
  readonly rows: readonly (readonly string[])[];
};

/** PASTA's seven stages, filled from the model. A stage is a list of short blocks, so that Markdown and the page say the same. */
export type Pasta = { readonly stages: readonly PastaStage[] };

export type PastaStage = {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly title: string;
  /** What the stage asks. */
  readonly asks: string;
  readonly blocks: readonly PastaBlock[];
};

/** A sentence, or a table. */
export type PastaBlock =
  | { readonly text: string }
  | { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

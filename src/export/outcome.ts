/** One scenario of a run, as far as graph files can hold it. */
export type Outcome = {
  readonly scenario: string;
  readonly worlds: number;
  readonly entries: ReadonlySet<string>;
  /** By component id: the probability that it is reached, with its 95 % interval. */
  readonly reach: ReadonlyMap<string, { readonly p: number; readonly ci95: readonly [number, number] }>;
  /** By component id: components reached on average where this one alone is the entry. */
  readonly blastRadius: ReadonlyMap<string, number>;
  /** By relation id: share of all infections that came over it. */
  readonly credit: ReadonlyMap<string, number>;
};

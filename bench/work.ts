/** What was done in some worlds, as whole numbers, so that parts add up exactly. */
export type Work = {
  readonly worlds: number;
  /** Blast radius: components reached other than the entry, over all worlds; and of its square. */
  readonly sizeSum: number;
  readonly sizeSquares: number;
  /** Arcs that leave a reached component (the entry is one), once per world, whatever a kernel looks at. */
  readonly traversedArcs: number;
};

/** One side of a comparison: it runs worlds, always new ones. */
export type Contender = {
  readonly name: string;
  /** It runs whole multiples of so many worlds; 1 if left out. */
  readonly quantum?: number;
  /** Entries that a world answers for at once; 1 if left out. */
  readonly cascadesPerWorld?: number;
  run(fromWorld: number, worlds: number): Work | Promise<Work>;
};

export const noWork: Work = { worlds: 0, sizeSum: 0, sizeSquares: 0, traversedArcs: 0 };

export const addWork = (a: Work, b: Work): Work => ({
  worlds: a.worlds + b.worlds,
  sizeSum: a.sizeSum + b.sizeSum,
  sizeSquares: a.sizeSquares + b.sizeSquares,
  traversedArcs: a.traversedArcs + b.traversedArcs,
});

/** The mean blast radius and its standard error, worlds being independent. */
export function meanSize({ worlds, sizeSum, sizeSquares }: Work): { readonly mean: number; readonly error: number } {
  const mean = sizeSum / worlds;
  const variance = Math.max(0, sizeSquares / worlds - mean * mean);
  return { mean, error: Math.sqrt(variance / Math.max(1, worlds - 1)) };
}

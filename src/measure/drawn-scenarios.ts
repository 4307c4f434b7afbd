/** What decides whether the pictures of a scenario are kept. */
export type Drawable = {
  readonly mean: number;
  /** With all controls on: the system as it is. */
  readonly isBaseline: boolean;
  /** How much its pictures take: see {@link cellsOf}. */
  readonly cells: number;
};

/** About 20 MB of details, and a page that opens at once. */
const MOST_CELLS = 1_000_000;
/** An arc is told in words; a component in a round is one number. */
const CELLS_OF_ARC = 10;

/** How much room the pictures of one scenario take. */
export const cellsOf = (components: number, rounds: number, arcs: number): number =>
  components * rounds + CELLS_OF_ARC * arcs;

/**
 * Which scenarios of a run keep what only pictures need (arcs with their shares, reach by round, single worlds):
 * all of them, or in a suite too large for that the first, which a report opens with, and then the worst, those of
 * the system as it is before those with a control off.
 * @returns positions; at least of the first and of the worst
 */
export function drawnScenarios(scenarios: readonly Drawable[]): ReadonlySet<number> {
  const worstFirst = [...scenarios.keys()].sort((a, b) => compare(scenarios[a] as Drawable, scenarios[b] as Drawable));
  const drawn = new Set([...scenarios.keys()].slice(0, 1).concat(worstFirst.slice(0, 1)));
  let cells = 0;
  for (const position of worstFirst) {
    cells += (scenarios[position] as Drawable).cells;
    if (cells > MOST_CELLS) break;
    drawn.add(position);
  }
  return drawn;
}

/** Sorting is stable: of equals the first of the suite stays the first. */
const compare = (a: Drawable, b: Drawable): number => Number(b.isBaseline) - Number(a.isBaseline) || b.mean - a.mean;

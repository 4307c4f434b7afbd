import { WORLDS_PER_BLOCK } from '../engine/run-worlds.ts';

/** What watching a scenario costs: each round of a block looks at its components and at arcs. */
export type Watchable = {
  readonly components: number;
  readonly arcs: number;
  /** Rounds that its longest world lasted. */
  readonly rounds: number;
  /** That were run. */
  readonly worlds: number;
};

/**
 * (components + arcs) x rounds, per block of 32 worlds. The plain kernel needed 20 to 150 ns for each, the more the
 * smaller the system (measured on the bundled scenarios and on generated ones of 120 and 1,200 components): a run
 * spends at most about a second on it, unless {@link LEAST} asks for more.
 */
const VISITS = 16_000_000;
/** Beyond this, about three seconds in a large system, only the first scenarios are watched. */
const MOST_VISITS = 100_000_000;
/** Each makes 20 to 60 kB of details, more than most of the rest of a small system's. */
const MOST_SCENARIOS = 200;
/** Eight blocks: the least from which a spread between blocks can be told. */
const LEAST = 8 * WORLDS_PER_BLOCK;
/** A standard deviation between 64 blocks is known to 9 %: more would not change a digit that is read. */
const MOST = 64 * WORLDS_PER_BLOCK;

/**
 * How many worlds of each scenario are watched: whole blocks, 256 to 2,048, or all if there are fewer; 0 for the last
 * of too many.
 * @param scenarios - in the order in which they are wanted
 */
export function witnessedBudget(scenarios: readonly Watchable[]): number[] {
  let left = MOST_VISITS;
  const isAffordable = scenarios.map((scenario, i) => {
    left -= (visitsOfBlock(scenario) * Math.min(LEAST, scenario.worlds)) / WORLDS_PER_BLOCK;
    return i === 0 || (i < MOST_SCENARIOS && left >= 0);
  });
  const share = VISITS / Math.max(1, isAffordable.filter(Boolean).length);
  return scenarios.map((scenario, i) => {
    if (!isAffordable[i]) return 0;
    const affordable = Math.floor(share / visitsOfBlock(scenario)) * WORLDS_PER_BLOCK;
    return Math.min(scenario.worlds, Math.max(LEAST, Math.min(MOST, affordable)));
  });
}

const visitsOfBlock = ({ components, arcs, rounds }: Watchable): number => (components + arcs) * Math.max(1, rounds);

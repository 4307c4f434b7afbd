/** What happened in one world, component by component: what kernels must agree on with the oracles. */
export type WorldOutcome = {
  /** Round of the first infection (entry points: 0), null if never. */
  readonly firstRound: (number | null)[];
  /** Arc that made it; null for entry points, births without an arc, and whoever was not reached. */
  readonly credit: (number | null)[];
  readonly disabledEver: boolean[];
  readonly disclosed: boolean[];
  readonly containedEver: boolean[];
  readonly born: boolean[];
  /** Dormant or compromised at the end. */
  readonly alive: boolean[];
  /** Rounds at whose end it was compromised. */
  readonly dwell: number[];
  /** Someone was first reached in the last fifth of the rounds. */
  grewLate: boolean;
};

export function emptyOutcome(components: number): WorldOutcome {
  const all = <T>(value: T): T[] => new Array<T>(components).fill(value);
  return {
    firstRound: all<number | null>(null),
    credit: all<number | null>(null),
    disabledEver: all(false),
    disclosed: all(false),
    containedEver: all(false),
    born: all(false),
    alive: all(false),
    dwell: all(0),
    grewLate: false,
  };
}

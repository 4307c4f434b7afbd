import type { LaneImage } from './image.ts';

/** Below so many scenarios a draw for all worlds costs more than what sharing it saves. */
const LEAST_SCENARIOS = 3;
const MOST_BYTES = 2 ** 26;

/**
 * Draws of single rounds do not depend on the entry points: scenarios that run a superblock one after the other need
 * them but once, where there is room to remember them.
 */
export class SharedDraws {
  readonly #image: LaneImage;
  readonly #kinds: readonly (readonly [name: string, items: number])[];
  #room: Map<string, number> | null = null;

  constructor(image: LaneImage) {
    this.#image = image;
    const { watches, components, relations } = image.scenario;
    this.#kinds = [
      ['detect', watches.count],
      ['repair', watches.count === 0 ? 0 : components.count],
      ['exercise', relations.count],
    ];
  }

  use(scenarios: number): void {
    const room = scenarios < LEAST_SCENARIOS ? null : this.#roomForAll();
    for (const [name] of this.#kinds) {
      for (const array of [`${name}Masks`, `${name}DrawnFor`]) this.#image.kernels.set(array, room?.get(array) ?? 0);
    }
  }

  #roomForAll(): ReadonlyMap<string, number> | null {
    if (this.#room !== null) return this.#room;
    const { arena, scenario } = this.#image;
    const rounds = scenario.settings.horizonRounds + 1;
    const items = this.#kinds.reduce((sum, [, count]) => sum + count, 0);
    if (items * rounds * 20 > MOST_BYTES) return null;
    this.#room = new Map();
    for (const [name, count] of this.#kinds) {
      this.#room.set(`${name}Masks`, arena.int32(4 * count * rounds).byteOffset);
      this.#room.set(`${name}DrawnFor`, arena.uint32(count * rounds).byteOffset);
    }
    return this.#room;
  }
}

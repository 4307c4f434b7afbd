import { blockMeasures, countedMeasures, SCOPES, type Tally } from '../../src/engine/tally.ts';

/** One world as anybody would write it down. Lists are by component; entry points are left out. */
export type World = {
  /** Round of the first infection, null: never. */
  readonly reached: readonly (number | null)[];
  readonly disabled?: readonly boolean[];
  readonly disclosed?: readonly boolean[];
  /** Nobody is left at the end, in no scope. */
  readonly isExtinct?: boolean;
};

/** Components, none of which is an entry point. */
export type System = { readonly layers: readonly number[]; readonly valuesThousandths: readonly number[] };

export const inScope = ({ layers }: System, scope: number): number[] =>
  [...layers.keys()].filter((component) => scope === 0 || layers[component] === scope);

/** Adds up worlds the slow way. */
export function tallyOf(system: System, worlds: readonly World[], uncertain = false): Tally {
  const components = system.layers.length;
  const scopes = Array.from({ length: SCOPES }, (_, scope) => inScope(system, scope));
  const flags = (world: World, measure: 'disabled' | 'disclosed'): readonly boolean[] =>
    world[measure] ?? new Array(components).fill(false);
  const count = (world: World, scope: number, measure: string): number =>
    (scopes[scope] as number[]).filter((c) => {
      const isReached = world.reached[c] !== null;
      if (measure === 'reached') return isReached;
      if (measure === 'disabled' || measure === 'disclosed') return flags(world, measure)[c];
      if (measure === 'affected') return isReached || flags(world, 'disabled')[c] || flags(world, 'disclosed')[c];
      return false;
    }).length;
  const impactOf = (world: World, scope: number): number =>
    (scopes[scope] as number[]).reduce(
      (sum, c) => sum + (world.reached[c] === null ? 0 : (system.valuesThousandths[c] as number)),
      0,
    );
  const ofBlock = (world: World, scope: number, measure: (typeof blockMeasures)[number]): number => {
    const [x, size] = [count(world, scope, 'reached'), (scopes[scope] as number[]).length];
    if (measure === 'impact') return impactOf(world, scope);
    if (measure === 'touched') return x > 0 ? 1 : 0;
    if (measure === 'outbreak') return x > Math.max(1, size / 10) ? 1 : 0;
    if (measure === 'extinct') return world.isExtinct ? 1 : 0;
    return count(world, scope, measure);
  };
  const atRound = (roundsOf: (world: World) => (number | null)[]): number[] => {
    const counts: number[] = [];
    for (const round of worlds.flatMap(roundsOf)) {
      if (round === null) continue;
      while (counts.length <= round) counts.push(0);
      (counts[round] as number)++;
    }
    return counts;
  };
  const roundsIn = (world: World, scope: number): number[] =>
    (scopes[scope] as number[]).map((c) => world.reached[c] ?? null).filter((round) => round !== null);
  const hits = scopes.map((_, scope) => atRound((world) => roundsIn(world, scope)));
  const reachedAt = hits[0]!.map((_, round) =>
    Uint32Array.from(system.layers, (_layer, c) => worlds.filter((world) => world.reached[c] === round).length),
  );
  const sizeAt = (world: World, round: number): number => world.reached.filter((r) => r !== null && r <= round).length;
  const changes = hits[0]!.map((_, round) => {
    const row = new Float64Array(components + 1);
    for (const world of worlds) {
      (row[sizeAt(world, round)] as number) += 1;
      (row[sizeAt(world, round - 1)] as number) -= 1;
    }
    return row;
  });
  return {
    worlds: worlds.length,
    sizes: Uint32Array.from(scopes, ({ length }) => length),
    histograms: Object.fromEntries(
      countedMeasures.map((measure) => [
        measure,
        scopes.map(({ length }, scope) => {
          const histogram = new Uint32Array(length + 1);
          if (length > 0) for (const world of worlds) (histogram[count(world, scope, measure)] as number)++;
          return histogram;
        }),
      ]),
    ) as unknown as Tally['histograms'],
    impact: scopes.map(({ length }, scope) => {
      const impact = new Map<number, number>();
      if (length === 0) return impact;
      for (const world of worlds) impact.set(impactOf(world, scope), (impact.get(impactOf(world, scope)) ?? 0) + 1);
      return impact;
    }),
    dwell: Float64Array.from(scopes, (_, scope) =>
      worlds.reduce((sum, world) => sum + 3 * count(world, scope, 'reached'), 0),
    ),
    extinct: Float64Array.from(scopes, () => worlds.filter(({ isExtinct }) => isExtinct).length),
    hits,
    firstHits: scopes.map((_, scope) =>
      atRound((world) => {
        const rounds = roundsIn(world, scope);
        return rounds.length === 0 ? [] : [Math.min(...rounds)];
      }),
    ),
    reached: Float64Array.from(system.layers, (_, c) => worlds.filter((world) => world.reached[c] !== null).length),
    credit: new Float64Array(0),
    reachedAt,
    changes,
    firstWorldOf: new Float64Array(components + 1).fill(Number.POSITIVE_INFINITY),
    growing: 0,
    blocks: uncertain
      ? {
          sums: Float64Array.from({ length: (worlds.length / 32) * SCOPES * blockMeasures.length }, (_, i) => {
            const measure = blockMeasures[i % blockMeasures.length]!;
            const scope = Math.floor(i / blockMeasures.length) % SCOPES;
            const block = Math.floor(i / blockMeasures.length / SCOPES);
            const ofThem = worlds.slice(block * 32, block * 32 + 32);
            return ofThem.reduce((sum, world) => sum + ofBlock(world, scope, measure), 0);
          }),
          reached: Uint8Array.from({ length: (worlds.length / 32) * components }, (_, i) => {
            const ofThem = worlds.slice(Math.floor(i / components) * 32, Math.floor(i / components) * 32 + 32);
            return ofThem.filter((world) => world.reached[i % components] !== null).length;
          }),
          sizes: Uint32Array.from(worlds.flatMap((world) => scopes.map((_, scope) => count(world, scope, 'reached')))),
        }
      : null,
  };
}

/** Worlds of equal components in layer 7, with so many reached in round 1. */
export const worldsOfSizes = (components: number, sizes: readonly number[]): { system: System; worlds: World[] } => ({
  system: { layers: new Array(components).fill(7), valuesThousandths: new Array(components).fill(1000) },
  worlds: sizes.map((size) => ({ reached: Array.from({ length: components }, (_, c) => (c < size ? 1 : null)) })),
});

export function tallyOfSizes(components: number, sizes: readonly number[], uncertain = false): Tally {
  const { system, worlds } = worldsOfSizes(components, sizes);
  return tallyOf(system, worlds, uncertain);
}

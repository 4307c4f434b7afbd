import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { scopeSizes } from '../../src/engine/empty-tally.ts';
import { type BlockMeasure, type BlockTally, blockMeasures, SCOPES, type Tally } from '../../src/engine/tally.ts';
import type { WorldOutcome } from './world-outcome.ts';

/** The tally of worlds, each measure by its definition: filter, count, add up. Block sums are compared apart. */
export function tallyOf(scenario: CompiledScenario, outcomes: readonly WorldOutcome[]): Omit<Tally, 'blocks'> {
  const { components, arcs } = scenario;
  const all = Array.from({ length: components.count }, (_, v) => v);
  const scopes = Array.from({ length: SCOPES }, (_, scope) => scope);
  const sizes = scopeSizes(scenario);
  const membersOf = (scope: number): number[] => all.filter((v) => scope === 0 || components.layer[v] === scope);
  const countWhere = (scope: number, { firstRound }: WorldOutcome, has: (v: number) => boolean): number =>
    membersOf(scope).filter((v) => firstRound[v] !== 0 && has(v)).length;
  const wasReached =
    ({ firstRound }: WorldOutcome) =>
    (v: number): boolean =>
      firstRound[v] !== null;
  const measures = {
    reached: wasReached,
    disabled: (world: WorldOutcome) => (v: number) => world.disabledEver[v] as boolean,
    disclosed: (world: WorldOutcome) => (v: number) => world.disclosed[v] as boolean,
    affected: (world: WorldOutcome) => (v: number) =>
      wasReached(world)(v) || (world.disabledEver[v] as boolean) || (world.disclosed[v] as boolean),
    contained: (world: WorldOutcome) => (v: number) => world.containedEver[v] as boolean,
    born: (world: WorldOutcome) => (v: number) => world.born[v] as boolean,
  };
  const histogram = (measure: (world: WorldOutcome) => (v: number) => boolean): Uint32Array[] =>
    scopes.map((scope) => {
      const counts = new Uint32Array((sizes[scope] as number) + 1);
      if (scope > 0 && sizes[scope] === 0) return counts;
      for (const world of outcomes) (counts[countWhere(scope, world, measure(world))] as number)++;
      return counts;
    });
  const infectionsIn = (scope: number, { firstRound }: WorldOutcome): number[] =>
    membersOf(scope).flatMap((v) => (firstRound[v] === null || firstRound[v] === 0 ? [] : [firstRound[v] as number]));
  const total = (value: (world: WorldOutcome) => number): number =>
    outcomes.reduce((sum, world) => sum + value(world), 0);
  const totals = (): number[] => outcomes.map((world) => countWhere(0, world, wasReached(world)));
  const lastRound = Math.max(-1, ...outcomes.flatMap(({ firstRound }) => firstRound.map((round) => round ?? -1)));
  const infected = Math.max(-1, ...outcomes.flatMap((world) => infectionsIn(0, world)));
  return {
    worlds: outcomes.length,
    sizes,
    histograms: {
      reached: histogram(measures.reached),
      disabled: histogram(measures.disabled),
      disclosed: histogram(measures.disclosed),
      affected: histogram(measures.affected),
      contained: histogram(measures.contained),
      born: histogram(measures.born),
    },
    impact: scopes.map((scope) => {
      const counts = new Map<number, number>();
      for (const { firstRound } of sizes[scope] === 0 ? [] : outcomes) {
        const impact = membersOf(scope).reduce(
          (sum, v) => sum + (firstRound[v] ? (components.valueThousandths[v] as number) : 0),
          0,
        );
        counts.set(impact, (counts.get(impact) ?? 0) + 1);
      }
      return counts;
    }),
    dwell: Float64Array.from(scopes, (scope) =>
      total(({ firstRound, dwell }) =>
        membersOf(scope).reduce((sum, v) => sum + (firstRound[v] === 0 ? 0 : (dwell[v] as number)), 0),
      ),
    ),
    extinct: Float64Array.from(scopes, (scope) =>
      total(({ alive }) => (membersOf(scope).some((v) => alive[v]) ? 0 : 1)),
    ),
    hits: scopes.map((scope) => perRound(outcomes.flatMap((world) => infectionsIn(scope, world)))),
    firstHits: scopes.map((scope) =>
      perRound(
        outcomes.flatMap((world) => {
          const rounds = infectionsIn(scope, world);
          return rounds.length === 0 ? [] : [Math.min(...rounds)];
        }),
      ),
    ),
    reached: Float64Array.from(all, (v) => total((world) => (wasReached(world)(v) ? 1 : 0))),
    credit: Float64Array.from({ length: arcs.count }, (_, arc) =>
      total(({ credit }) => credit.filter((found) => found === arc).length),
    ),
    reachedAt: Array.from({ length: lastRound + 1 }, (_, round) =>
      Uint32Array.from(all, (v) => total(({ firstRound }) => (firstRound[v] === round ? 1 : 0))),
    ),
    changes: Array.from({ length: infected + 1 }, (_, round) =>
      Float64Array.from({ length: (sizes[0] as number) + 1 }, (_, size) => {
        const worldsAt = (end: number): number =>
          total((world) => (infectionsIn(0, world).filter((hit) => hit <= end).length === size ? 1 : 0));
        return round === 0 ? 0 : worldsAt(round) - worldsAt(round - 1);
      }),
    ),
    firstWorldOf: Float64Array.from({ length: (sizes[0] as number) + 1 }, (_, size) => {
      const world = totals().indexOf(size);
      return world === -1 ? Number.POSITIVE_INFINITY : world;
    }),
    growing: outcomes.filter(({ grewLate }) => grewLate).length,
  };
}

/** [round]: how many of the rounds are that one; as long as the latest. */
function perRound(rounds: readonly number[]): number[] {
  return Array.from(
    { length: Math.max(-1, ...rounds) + 1 },
    (_, round) => rounds.filter((hit) => hit === round).length,
  );
}

/** The block sums of worlds that begin with a block, where inputs are uncertain. */
export function blocksOf(scenario: CompiledScenario, outcomes: readonly WorldOutcome[]): BlockTally {
  const blocks = Array.from({ length: Math.ceil(outcomes.length / 32) }, (_, b) => outcomes.slice(32 * b, 32 * b + 32));
  const scopes = Array.from({ length: SCOPES }, (_, scope) => scope);
  const sizeOf = (world: WorldOutcome, scope: number): number => measureOf(scenario, world, scope, 'reached');
  return {
    sums: Float64Array.from(
      blocks.flatMap((worlds) =>
        scopes.flatMap((scope) =>
          blockMeasures.map((measure) =>
            worlds.reduce((sum, world) => sum + measureOf(scenario, world, scope, measure), 0),
          ),
        ),
      ),
    ),
    reached: Uint8Array.from(
      blocks.flatMap((worlds) =>
        Array.from(
          { length: scenario.components.count },
          (_, v) => worlds.filter(({ firstRound }) => firstRound[v] !== null).length,
        ),
      ),
    ),
    sizes: Uint32Array.from({ length: blocks.length * 32 * SCOPES }, (_, i) => {
      const world = outcomes[Math.floor(i / SCOPES)];
      return world === undefined ? 0 : sizeOf(world, i % SCOPES);
    }),
  };
}

/** What one world adds to a measure of a scope. */
function measureOf(scenario: CompiledScenario, world: WorldOutcome, scope: number, measure: BlockMeasure): number {
  const { layer, valueThousandths, count } = scenario.components;
  const { firstRound, disabledEver, disclosed, alive } = world;
  const members = Array.from({ length: count }, (_, v) => v).filter((v) => scope === 0 || layer[v] === scope);
  const others = members.filter((v) => firstRound[v] !== 0);
  const reached = others.filter((v) => firstRound[v] !== null);
  const values: Readonly<Record<BlockMeasure, () => number>> = {
    reached: () => reached.length,
    impact: () => reached.reduce((sum, v) => sum + (valueThousandths[v] as number), 0),
    disabled: () => others.filter((v) => disabledEver[v]).length,
    disclosed: () => others.filter((v) => disclosed[v]).length,
    affected: () => others.filter((v) => firstRound[v] !== null || disabledEver[v] || disclosed[v]).length,
    touched: () => Math.min(1, reached.length),
    outbreak: () => (reached.length > Math.max(1, 0.1 * (scopeSizes(scenario)[scope] as number)) ? 1 : 0),
    extinct: () => (members.some((v) => alive[v]) ? 0 : 1),
  };
  return values[measure]();
}

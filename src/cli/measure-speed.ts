import type { Seed } from '../base/random.ts';
import type { EngineScenario } from '../engine/skip/skip-scenario.ts';
import type { Tally } from '../engine/tally.ts';
import type { Runner } from '../run/pool.ts';

export type Speed = {
  readonly worldsPerSecond: number;
  /** Arcs that leave a reached component, once per world. */
  readonly arcsPerSecond: number;
  readonly worlds: number;
  readonly meanBlastRadius: number;
};

/**
 * Runs worlds on all threads of the runner for about so long, after half as long to warm up.
 * @param offsets - CSR offsets of its arcs
 * @param shardWorlds - worlds of a task, a multiple of 128: few enough that the last one ends in time, enough that
 *   handing them out does not count
 * @param now - milliseconds from some fixed point
 */
export async function measureSpeed(
  scenario: EngineScenario,
  offsets: Uint32Array,
  runner: Runner,
  { seed, shardWorlds, durationMs }: { readonly seed: Seed; readonly shardWorlds: number; readonly durationMs: number },
  now: () => number,
): Promise<Speed> {
  let nextWorld = 0;
  const runFor = async (forMs: number): Promise<{ tallies: Tally[]; tookMs: number }> => {
    const begin = now();
    const tallies: Tally[] = [];
    const work = async (): Promise<void> => {
      do {
        const fromWorld = nextWorld;
        nextWorld += shardWorlds;
        tallies.push(...(await runner.run([scenario], seed, { fromWorld, toWorld: nextWorld })));
      } while (now() - begin < forMs);
    };
    await Promise.all(Array.from({ length: runner.threads }, work));
    return { tallies, tookMs: now() - begin };
  };
  await runFor(durationMs / 2);
  const { tallies, tookMs } = await runFor(durationMs);
  const sum = (count: (tally: Tally) => number): number => tallies.reduce((whole, tally) => whole + count(tally), 0);
  const worlds = sum((tally) => tally.worlds);
  return {
    worldsPerSecond: (worlds / tookMs) * 1000,
    arcsPerSecond: (sum((tally) => traversedArcs(tally, offsets)) / tookMs) * 1000,
    worlds,
    meanBlastRadius: sum(reachedSum) / worlds,
  };
}

const reachedSum = ({ histograms }: Tally): number =>
  (histograms.reached[0] as Uint32Array).reduce((sum, worlds, size) => sum + worlds * size, 0);

const traversedArcs = ({ reached }: Tally, offsets: Uint32Array): number =>
  reached.reduce((sum, worlds, u) => sum + worlds * ((offsets[u + 1] as number) - (offsets[u] as number)), 0);

import type { Kernels } from '../wasm/kernel-module.ts';
import type { GapTables } from './gap-tables.ts';
import { chanceWithin } from './passed-arcs.ts';
import type { Room } from './room.ts';
import type { SkipGraph } from './skip-graph.ts';

/** Chances within so many rounds are kept at hand; longer durations are rare. */
const ROUNDS_AT_HAND = 1024;

/** What tells an instance of the kernels, before each run, how long nodes are infectious. */
export function recoveryPlacer({ levels }: SkipGraph, recovery: GapTables, kernels: Kernels, room: Room): () => void {
  const one = levels.kind === 'one' ? levels.chance : 0;
  const chances = room.uint32(ROUNDS_AT_HAND);
  for (let rounds = 1; rounds < ROUNDS_AT_HAND; rounds++) chances[rounds] = chanceWithin(rounds, one);
  const levelChances = room.uint32(levels.kind === 'few' ? levels.chances.length : 0);
  if (levels.kind === 'few') levelChances.set(levels.chances);
  const places = {
    roundLevels: recovery.levels,
    roundThresholds: recovery.thresholds,
    roundGuess: recovery.guess,
    roundChances: chances,
    roundLevelChances: levelChances,
    roundScratch: room.uint8(kernels.get('ROUND_BYTES')),
  };
  return () => {
    for (const [name, array] of Object.entries(places)) kernels.set(name, array.byteOffset);
    kernels.set('roundGuessShift', recovery.guessShift);
    kernels.set('roundChance', one);
    kernels.set('roundChanceCount', ROUNDS_AT_HAND);
    kernels.call('prepareRounds');
  };
}

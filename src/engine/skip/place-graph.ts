import type { Kernels } from '../wasm/kernel-module.ts';
import type { Levels, SkipGraph } from './skip-graph.ts';

/** Tells an instance of the kernels where the graph lies, before each run: it may have served another. */
export function placeGraph({ offsets, target, tables, levels }: SkipGraph, kernels: Kernels): void {
  const places = {
    skipOffsets: offsets,
    skipTarget: target,
    skipLevels: tables.levels,
    skipThresholds: tables.thresholds,
    skipGuess: tables.guess,
  };
  for (const [name, array] of Object.entries(places)) kernels.set(name, array.byteOffset);
  kernels.set('skipGuessShift', tables.guessShift);
  placeLevels(levels, kernels);
}

const kinds = { one: 0, few: 1, powers: 2 } as const satisfies Record<Levels['kind'], number>;

function placeLevels(levels: Levels, kernels: Kernels): void {
  kernels.set('skipKind', kinds[levels.kind]);
  if (levels.kind === 'few') {
    kernels.set('skipOwn', levels.level.byteOffset);
    kernels.set('skipAccept', levels.accept.byteOffset);
  }
  if (levels.kind === 'powers') kernels.set('skipOwn', levels.chance.byteOffset);
}

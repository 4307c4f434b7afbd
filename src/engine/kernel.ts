import type { CompiledScenario } from '../compile/compiled.ts';
import type { BlockDraws } from './draws.ts';
import type { BlockEnd, Recorder } from './recorder.ts';

/** Entry points of a block: in which of its 32 worlds a component is one. */
export type EntryMasks = readonly (readonly [component: number, mask: number])[];

/**
 * A propagation model over blocks of 32 worlds, one bit per world. Preparing it allocates the scratch;
 * the returned function runs one block: `draws` and `recorder` have been told which. It returns what
 * the worlds left behind besides who was reached, or null if nothing.
 */
export type Kernel = (scenario: CompiledScenario) => RunBlock;
export type RunBlock = (
  draws: BlockDraws,
  recorder: Recorder,
  entries: EntryMasks,
  onRound?: (round: number) => void,
) => BlockEnd | null;

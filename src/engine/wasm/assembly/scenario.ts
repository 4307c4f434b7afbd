// The scenario: pointers to its arrays and its few numbers, as src/compile/compiled.ts explains them. Written by
// src/engine/lanes/image.ts before the first block; 0 stands for an array that the scenario does without.

export let components: u32 = 0;
/** u8 each, 0: none. */
export let layers: usize = 0;
export let latencies: usize = 0;
/** u8 each: 1 if it hides others that are compromised from monitors, as they hide it; 0: nobody does. */
export let colluders: usize = 0;
export let componentLow: usize = 0;
export let componentHigh: usize = 0;

export let arcs: u32 = 0;
export let arcOffsets: usize = 0;
export let arcTargets: usize = 0;
export let arcLow: usize = 0;
export let arcHigh: usize = 0;
/** u8 each; 0: every arc compromises. */
export let arcEffects: usize = 0;
export let arcRelations: usize = 0;
/** Position of the common cause; 0: no arc has one. */
export let arcCauses: usize = 0;
export let causeLow: usize = 0;
export let causeHigh: usize = 0;
/** Chances of arcs: records, or if `isLean` one u32 every `arcChanceStep` bytes. */
export let arcChances: usize = 0;
export let arcChanceStep: u32 = 0;
export let isLean: bool = false;

/** Records, only of linear threshold: where the interval of an arc starts and ends on its target's uniform. */
export let arcStarts: usize = 0;
export let arcEnds: usize = 0;

export let guards: u32 = 0;
/** 0: there are no guards. */
export let guardOffsets: usize = 0;
export let guardControls: usize = 0;
export let guardLow: usize = 0;
export let guardHigh: usize = 0;
export let guardChances: usize = 0;
export let alertedGuardChances: usize = 0;

export let relations: u32 = 0;
export let relationLow: usize = 0;
export let relationHigh: usize = 0;
export let exerciseChances: usize = 0;
/** Every rate is 1. */
export let isAlwaysExercised: bool = false;

export let watches: u32 = 0;
export let watchMonitors: usize = 0;
export let watchTargets: usize = 0;
export let watchLow: usize = 0;
export let watchHigh: usize = 0;
export let detectChances: usize = 0;
/** Of those who collude. */
export let detectColludingChances: usize = 0;

/** 0: nobody writes anywhere, or nothing is ever purged. */
export let purgeOffsets: usize = 0;
export let purgeStores: usize = 0;
export let purgeLow: usize = 0;
export let purgeHigh: usize = 0;

export let slots: u32 = 0;
export let slotComponents: usize = 0;
export let slotParents: usize = 0;
export let slotLow: usize = 0;
export let slotHigh: usize = 0;
export let slotArcs: usize = 0;
export let birthChances: usize = 0;

/** One record each. */
export let coinChance: usize = 0;
export let purgeChance: usize = 0;
export let repairChance: usize = 0;
export let restoreChance: usize = 0;
export let recoveryChance: usize = 0;
export let incubationChance: usize = 0;

export let horizon: u32 = 0;
export let isCorrelated: bool = false;
export let afterRounds: u32 = 0;

export const COMPROMISE: u8 = 0;
export const DISABLE: u8 = 1;
export const BLIND: u8 = 2;
export const DISCLOSE: u8 = 3;
export const NONE: u32 = 0xffffffff;

// @ts-ignore: decorator
@inline
export function effectOf(a: u32): u8 {
  return arcEffects == 0 ? COMPROMISE : load<u8>(arcEffects + a);
}

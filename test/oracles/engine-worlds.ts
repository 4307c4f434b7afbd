import type { Seed } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { BlockDraws } from '../../src/engine/draws.ts';
import type { EntryMasks } from '../../src/engine/kernel.ts';
import { isSimulated, kernels } from '../../src/engine/kernels.ts';
import { prepareRealise } from '../../src/engine/realise.ts';
import { Recorder } from '../../src/engine/recorder.ts';
import { entriesOfWorld } from './world-draws.ts';
import { emptyOutcome, type WorldOutcome } from './world-outcome.ts';

/** What the kernel does in each world of a run of blocks, taken apart lane by lane. */
export function engineWorlds(
  scenario: CompiledScenario,
  seed: Seed,
  firstBlock: number,
  blocks: number,
): WorldOutcome[] {
  if (!isSimulated(scenario.model)) throw new RangeError(scenario.model);
  const realise = prepareRealise(scenario, seed);
  const draws = new BlockDraws(scenario, seed, realise(firstBlock));
  const recorder = new LaneRecorder(scenario, firstBlock, blocks);
  const runBlock = kernels[scenario.model](scenario);
  const outcomes: WorldOutcome[] = [];
  for (let block = firstBlock; block < firstBlock + blocks; block++) {
    const entries = entryMasksOf(scenario, seed, block);
    const lanes = recorder.start(block, entries);
    draws.enter(block, realise(block));
    const end = runBlock(draws, recorder, entries);
    for (let v = 0; v < scenario.components.count; v++) {
      lanes.forEach((outcome, lane) => {
        const bit = (masks: Int32Array | undefined): boolean => (((masks?.[v] ?? 0) >>> lane) & 1) === 1;
        outcome.disabledEver[v] = bit(end?.disabledEver);
        outcome.disclosed[v] = bit(end?.disclosedEver);
        outcome.containedEver[v] = bit(end?.containedEver);
        outcome.born[v] = bit(end?.born);
        outcome.alive[v] = bit(end === null ? recorder.reachedMask : end.alive);
      });
    }
    recorder.leave(end);
    outcomes.push(...lanes);
  }
  return outcomes;
}

function entryMasksOf(scenario: CompiledScenario, seed: Seed, block: number): EntryMasks {
  const masks = new Map<number, number>();
  for (let lane = 0; lane < 32; lane++) {
    for (const v of entriesOfWorld(scenario, seed, block * 32 + lane)) masks.set(v, (masks.get(v) ?? 0) | (1 << lane));
  }
  return [...masks];
}

class LaneRecorder extends Recorder {
  #lanes: WorldOutcome[] = [];
  readonly #components: number;

  constructor(scenario: CompiledScenario, firstBlock: number, blocks: number) {
    super(scenario, firstBlock, blocks);
    this.#components = scenario.components.count;
  }

  start(block: number, entries: EntryMasks): WorldOutcome[] {
    this.enter(block, 32, entries);
    this.#lanes = Array.from({ length: 32 }, () => emptyOutcome(this.#components));
    for (const [v, mask] of entries) {
      this.#each(mask, (outcome) => {
        outcome.firstRound[v] = 0;
      });
    }
    return this.#lanes;
  }

  override reach(v: number, mask: number, round: number, arc: number): void {
    super.reach(v, mask, round, arc);
    this.#each(mask, (outcome) => {
      if (outcome.firstRound[v] !== null) throw new Error(`component ${v} was reached twice in a world`);
      outcome.firstRound[v] = round;
      outcome.credit[v] = arc === -1 ? null : arc;
    });
  }

  override dwell(v: number, mask: number, rounds: number): void {
    super.dwell(v, mask, rounds);
    this.#each(mask, (outcome) => {
      (outcome.dwell[v] as number) += rounds;
    });
  }

  override growsLate(mask: number): void {
    super.growsLate(mask);
    this.#each(mask, (outcome) => {
      outcome.grewLate = true;
    });
  }

  #each(mask: number, act: (outcome: WorldOutcome) => void): void {
    this.#lanes.forEach((outcome, lane) => {
      if (((mask >>> lane) & 1) === 1) act(outcome);
    });
  }
}

import type { CompiledScenario } from '../compile/compiled.ts';
import { lastsRounds } from '../graph/propagation-model.ts';

/** Long enough that messages cost little, short enough for a smooth progress and a prompt stop. */
const TASK_MS = 300;
/** A guess for the first task, when nothing is known: arcs looked at in a millisecond, once per round. */
const FIRST_PACE = 300_000;
/** How much the newest task counts. */
const NEWEST = 0.5;

/** Finds how many worlds make a task of the right length, for scenarios of one compilation. No result depends on it. */
export class Pace {
  /** Worlds, each counted once for every scenario of its task. */
  #worldsPerMs: number;

  constructor({ model, arcs, settings }: CompiledScenario) {
    const rounds = lastsRounds(model) ? Math.min(settings.horizonRounds, 200) : 4;
    this.#worldsPerMs = FIRST_PACE / ((arcs.count + 20) * rounds);
  }

  /** For a task of so many scenarios. */
  worldsOf(scenarios: number): number {
    return (this.#worldsPerMs * TASK_MS) / scenarios;
  }

  learn(scenarios: number, worlds: number, durationMs: number): void {
    // At most four times faster at once: a short task says little.
    const seen = Math.min((worlds * scenarios) / Math.max(durationMs, 0.1), 4 * this.#worldsPerMs);
    this.#worldsPerMs = this.#worldsPerMs * (1 - NEWEST) + seen * NEWEST;
  }
}

import { type EngineScenario, isSkip } from '../engine/skip/skip-scenario.ts';
import { lastsRounds } from '../graph/propagation-model.ts';

/** Long enough that messages cost little, short enough for a smooth progress and a prompt stop. */
const TASK_MS = 250;
/**
 * Work for each tally that is sent back, many times what it costs to send it, add it and throw it away: in a system
 * of 500 components it is a third of a megabyte, and a task of sixteen scenarios sends sixteen.
 */
const MS_PER_TALLY = 60;
/** A guess for the first task, when nothing is known: arcs looked at in a millisecond, once per round. */
const FIRST_PACE = 300_000;
/** How much the newest task counts. */
const NEWEST = 0.5;

/** Finds how many worlds make a task of the right length, for scenarios of one compilation. No result depends on it. */
export class Pace {
  /** Worlds, each counted once for every scenario of its task. */
  #worldsPerMs: number;

  constructor(scenario: EngineScenario) {
    const arcs = isSkip(scenario) ? scenario.graph.target.length : scenario.arcs.count;
    this.#worldsPerMs = FIRST_PACE / ((arcs + 20) * roundsOf(scenario));
  }

  /** For a task of so many scenarios. */
  worldsOf(scenarios: number): number {
    return this.#worldsPerMs * Math.max(TASK_MS / scenarios, MS_PER_TALLY);
  }

  learn(scenarios: number, worlds: number, durationMs: number): void {
    // At most four times faster at once: a short task says little.
    const seen = Math.min((worlds * scenarios) / Math.max(durationMs, 0.1), 4 * this.#worldsPerMs);
    this.#worldsPerMs = this.#worldsPerMs * (1 - NEWEST) + seen * NEWEST;
  }
}

/** About how often an arc may be looked at in a world. */
function roundsOf(scenario: EngineScenario): number {
  if (isSkip(scenario)) return 1;
  return lastsRounds(scenario.model) ? Math.min(scenario.settings.horizonRounds, 200) : 4;
}

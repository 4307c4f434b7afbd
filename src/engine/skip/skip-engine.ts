import type { Seed } from '../../base/random.ts';
import type { Shard } from '../run-worlds.ts';
import type { Tally } from '../tally.ts';
import { type Kernels, openKernels } from '../wasm/kernel-module.ts';
import { openSkip, type SkipRunner } from './run-skip.ts';
import type { SkipGraph } from './skip-graph.ts';
import type { SkipScenario } from './skip-scenario.ts';

/** One thread's kernels of the skip family; what they prepared for a scenario is kept, as its shards come again. */
export class SkipEngine {
  readonly #module: WebAssembly.Module | null;
  readonly #runners = new Map<SkipScenario, SkipRunner>();
  #kernels: Kernels | null = null;

  /** @param module - the compiled kernels; null for the plain ones */
  constructor(module: WebAssembly.Module | null) {
    this.#module = module;
  }

  run(scenarios: readonly SkipScenario[], seed: Seed, shard: Shard): Tally[] {
    return scenarios.map((scenario) => this.#runnerOf(scenario)(seed, shard).tally);
  }

  #runnerOf(scenario: SkipScenario): SkipRunner {
    const known = this.#runners.get(scenario);
    if (known !== undefined) return known;
    const { graph, model, entry } = scenario;
    const runner = openSkip(graph, model, entry, this.#kernelsOver(graph));
    this.#runners.set(scenario, runner);
    return runner;
  }

  #kernelsOver({ memory }: SkipGraph): Kernels | null {
    if (this.#module === null || memory === null) return null;
    if (this.#kernels?.memory !== memory) this.#kernels = openKernels(this.#module, memory);
    return this.#kernels;
  }
}

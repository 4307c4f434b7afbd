import { seedOf } from '../../src/base/random.ts';
import type { Compilation } from '../../src/compile/arcs.ts';
import { compileScenarios } from '../../src/compile/compile-scenarios.ts';
import { exactAnswer } from '../../src/engine/exact.ts';
import { isSimulated } from '../../src/engine/kernels.ts';
import type { ShardsInThread } from '../../src/engine/run-shards.ts';
import type { Tally } from '../../src/engine/tally.ts';
import { worstCaseTally } from '../../src/engine/worst-case-tally.ts';
import type { ScenarioResult } from '../../src/measure/results.ts';
import { exactScenarioResult, scenarioResult } from '../../src/measure/scenario-result.ts';
import { type Watched, type WitnessOf, witnessOf, worldsToWatch } from '../../src/measure/witness.ts';
import { WorldWitness } from '../../src/measure/witnessed-worlds.ts';
import type { Edited } from './apply-edits.ts';
import { breadthFirst } from './breadth-first.ts';
import { Simulation } from './simulation.ts';

/** One scenario of an edited model on its way to its result, which is that of `blastradius run --scenario` of its file. */
export class EditedRun {
  readonly edited: Edited;
  readonly compilation: Compilation;
  /** Null for models that have one answer and no worlds. */
  readonly simulation: Simulation | null;

  #watched: { readonly scenario: Watched; readonly witness: WorldWitness } | null = null;
  #seen: WitnessOf | null = null;
  #positions: Map<string, number> | null = null;
  readonly #results = new Map<number, ScenarioResult>();

  /** @throws {InvalidInputError} if replicas and slots make more than a million relations */
  constructor(edited: Edited, run: ShardsInThread) {
    const { ecosystem, scenario, suite } = edited;
    this.edited = edited;
    this.compilation = compileScenarios(ecosystem, [scenario])[0] as Compilation;
    const { compiled } = this.compilation;
    this.simulation = isSimulated(scenario.model) ? new Simulation(compiled, seedOf(suite.seed), suite, run) : null;
  }

  /** Something that watches its first worlds, as many as a run would; null where there are none, or too many parts. */
  watchWorlds(): WorldWitness | null {
    const { compilation, tally } = this;
    const [watched] = worldsToWatch([{ compilation, tally, result: this.result() }]);
    if (watched === undefined) return null;
    const { compiled } = compilation;
    this.#watched = { ...watched, witness: new WorldWitness(compiled, seedOf(this.edited.suite.seed), watched.worlds) };
    return this.#watched.witness;
  }

  /** What was told by watching; null before that is done. */
  get seen(): WitnessOf | null {
    if (this.#watched?.witness.isDone !== true) return null;
    this.#seen ??= witnessOf(this.#watched.scenario, this.#watched.witness.seen, (_, node) => this.componentOf(node));
    return this.#seen;
  }

  /** Node of the compiled scenario -> position in the ecosystem's components. */
  componentOf(node: number): number {
    const { ecosystem } = this.edited;
    this.#positions ??= new Map(ecosystem.components.map(({ id }, position) => [id, position]));
    return this.#positions.get(this.compilation.expanded.nodes[node]?.component.id ?? '') as number;
  }

  /** Of the worlds so far; null where there are no worlds to count. */
  get tally(): Tally | null {
    if (this.simulation !== null) return this.simulation.tally;
    return this.edited.scenario.model === 'worst-case' ? worstCaseTally(this.compilation.compiled, breadthFirst) : null;
  }

  /** @param confidence - of all intervals; more than 0.95 only for gates */
  result(confidence = 0.95): ScenarioResult {
    const known = this.#results.get(confidence);
    if (known !== undefined) return known;
    const result = this.#measured(confidence);
    if (this.simulation?.isDone !== false) this.#results.set(confidence, result);
    return result;
  }

  #measured(confidence: number): ScenarioResult {
    const { edited, compilation, tally } = this;
    if (tally === null) return exactScenarioResult(edited.ecosystem, compilation, exactAnswer(compilation.compiled));
    return this.simulation === null
      ? scenarioResult(edited.ecosystem, compilation, tally, { kernel: 'breadth-first', family: 'exact' })
      : scenarioResult(edited.ecosystem, compilation, tally, { kernel: 'lanes', family: 'per-arc' }, confidence);
  }
}

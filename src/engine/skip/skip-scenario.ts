import type { CompiledScenario } from '../../compile/compiled.ts';
import { emptyTally } from '../empty-tally.ts';
import type { Tally } from '../tally.ts';
import type { Entry } from './entry.ts';
import type { SkipGraph } from './skip-graph.ts';
import type { SkipModel } from './skip-model.ts';
import { emptySkipTally } from './skip-tally.ts';

/** One scenario of a raw graph whose live arcs are found by gaps; all scenarios of a run share the graph. */
export type SkipScenario = {
  readonly key: string;
  readonly compilationKey: string;
  readonly graph: SkipGraph;
  readonly model: SkipModel;
  readonly entry: Entry;
};

/** What threads are given to run. */
export type EngineScenario = CompiledScenario | SkipScenario;

export const isSkip = (scenario: EngineScenario): scenario is SkipScenario => 'graph' in scenario;
export const isCompiled = (scenario: EngineScenario): scenario is CompiledScenario => !isSkip(scenario);

/** A tally of no worlds, with room for the block sums of `blocks` blocks if inputs are uncertain. */
export const emptyTallyOf = (scenario: EngineScenario, blocks: number): Tally =>
  isSkip(scenario) ? emptySkipTally(scenario.graph.nodes, scenario.entry) : emptyTally(scenario, blocks);

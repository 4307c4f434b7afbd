import type { CompiledScenario } from '../compile/compiled.ts';
import { earliestRounds, influenceGraph } from '../compile/influence-graph.ts';
import type { Tally } from './tally.ts';
import { worstCaseTally } from './worst-case-tally.ts';

/**
 * Everything that could fall: reachability over arcs with a probability above 0, as one world. A control
 * that always stops an arc takes it out, unless the control is an entry point.
 * @throws {InvalidInputError} with a random entry, which has no one worst case
 */
export const worstCase = (scenario: CompiledScenario): Tally =>
  worstCaseTally(scenario, (_, highest, entries) => earliestRounds(influenceGraph(scenario, highest), entries));

import { effects } from '../compile/compiled.ts';
import type { Kernel } from './kernel.ts';
import { liveEdgeCascade } from './live-edge-cascade.ts';

/**
 * Linear threshold: a component falls once the weights of the arcs from the fallen reach its threshold, a uniform.
 * The same sets are reached, with the same probabilities, if every component chooses at most one of the arcs into
 * it, each with its weight, and only chosen arcs are live: that is what runs here. The weight is the base
 * probability; a control on a chosen arc stops it by a draw of its own, as in independent cascade, and so do arcs
 * that disable or disclose, which nobody chooses among.
 * @see Granovetter (1978): Threshold models of collective behavior
 * @see Kempe, Kleinberg, Tardos (2003): Maximizing the spread of influence through a social network, theorem 2.5
 */
export const linearThreshold: Kernel = (scenario) => {
  const { effect } = scenario.arcs;
  return liveEdgeCascade(scenario, (draws, arc) =>
    effect[arc] === effects.compromise ? draws.chosen(arc) : draws.arc(arc, 0),
  );
};

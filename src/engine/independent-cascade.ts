import type { Kernel } from './kernel.ts';
import { liveEdgeCascade } from './live-edge-cascade.ts';

/**
 * Independent cascade: each arc is tried once, in the round after its source was reached, and passes
 * with its probability; controls keep working unless they are entry points; rates are ignored and
 * slots exist from the start, so the set reached in a world is what the world's live arcs connect to
 * the entry points.
 * @see Kempe, Kleinberg, Tardos (2003): Maximizing the spread of influence through a social network, section 2
 */
export const independentCascade: Kernel = (scenario) => liveEdgeCascade(scenario, (draws, arc) => draws.arc(arc, 0));

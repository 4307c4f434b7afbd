import type { Belief } from '../../graph/belief.ts';
import type { Expanded } from '../expand.ts';
import type { GuardRule } from '../guard-rule.ts';

/** What needs approval where autonomy is not full. */
const actions = ['invokes', 'delegates'] as const;

/**
 * Whoever supervises an agent stands before what it does, as a control: in `agentic` one that is taken in lets all
 * through. Of a group one approves, the first.
 */
export const approvalRules = ({ factors, nodesOf }: Pick<Expanded, 'factors' | 'nodesOf'>): GuardRule[] =>
  (factors?.approvals ?? []).flatMap(({ from: human, to: agent }) =>
    actions.map((kind) => ({
      control: human,
      nodes: nodesOf.get(human)?.slice(0, 1) ?? [],
      on: { from: agent, kind, direction: 'along' as const },
      effectiveness: complement(factors?.factors.autonomy as Belief),
      relation: null,
      joined: null,
      approves: true as const,
    })),
  );

/** The belief about 1 - p. */
function complement(belief: Belief): Belief {
  switch (belief.form) {
    case 'number':
      return { ...belief, value: 1 - belief.value };
    case 'range':
      return { ...belief, low: 1 - belief.high, high: 1 - belief.low };
    case 'judged':
      return { ...belief, mean: 1 - belief.mean, low: 1 - belief.high, high: 1 - belief.low };
    case 'trials': {
      const { successes, trials, prior } = belief;
      return {
        ...belief,
        successes: trials - successes,
        ...(prior !== undefined && { prior: { ...prior, mean: 1 - prior.mean } }),
      };
    }
  }
}

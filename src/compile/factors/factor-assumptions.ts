import type { Ecosystem } from '../../graph/ecosystem.ts';
import { byCodeUnits } from '../../graph/ids.ts';
import { isIn } from '../../graph/kinds.ts';
import type { ArcDraft } from '../arc-draft.ts';
import type { Expanded } from '../expand.ts';
import type { RulesOn } from '../guard-index.ts';
import type { AddingFactor, FactorEffects } from './factor-effects.ts';
import { isOn } from './factors.ts';
import { isSaidPromptLevel, MOST_ON_PROMPTS } from './prompt-level.ts';

/** What agentic factors and the attacker take for granted in a scenario: whole sentences. */
export function factorAssumptions(
  ecosystem: Ecosystem,
  expanded: Expanded,
  arcs: readonly ArcDraft[],
  rulesOn: RulesOn,
): string[] {
  const { factors } = expanded;
  if (factors === undefined) return [];
  return [
    ...additionCounts(factors),
    ...unsupervised(ecosystem, factors),
    ...(factors.attacker === 'tuned' ? tunedAssumptions(expanded, arcs, rulesOn) : []),
  ];
}

const carries: Readonly<Record<AddingFactor, string>> = {
  dynamicIdentity: 'credentials that go along with tasks',
  delegationChains: 'briefs that are handed on unread',
  goalCascades: 'agents that share a goal',
};

function additionCounts({ additions }: FactorEffects): string[] {
  const counts = new Map<AddingFactor, number>();
  for (const { factor } of additions.values()) counts.set(factor, (counts.get(factor) ?? 0) + 1);
  return [...counts].map(
    ([factor, count]) => `${factor} adds ${count} relation${count === 1 ? '' : 's'} for ${carries[factor]}.`,
  );
}

function unsupervised({ components }: Ecosystem, { factors, approvals }: FactorEffects): string[] {
  if (!isOn('autonomy', factors)) return [];
  const supervised = new Set(approvals.map(({ to }) => to));
  const alone = components.filter(({ id, kind }) => isIn('agent', kind) && !supervised.has(id)).map(({ id }) => id);
  return alone.length === 0 ? [] : [`Nobody supervises ${named(alone)}: autonomy does not hold them back.`];
}

function tunedAssumptions({ nodes }: Expanded, arcs: readonly ArcDraft[], rulesOn: RulesOn): string[] {
  const untagged = new Set<string>();
  for (const arc of arcs) {
    for (const { rule, stopsAtMostHalf } of rulesOn(arc)) {
      const control = nodes[rule.nodes[0] ?? -1]?.component;
      if (stopsAtMostHalf && !(control && isSaidPromptLevel(control))) untagged.add(rule.control);
    }
  }
  const inferred = [...untagged].sort(byCodeUnits);
  return [
    'The attacker is tuned: every model counts as one that was tuned against. Of channel rows of your own those that name another tier, and tests without one, hold only where they are worse.',
    ...(inferred.length === 0
      ? []
      : [
          `Against the tuned attacker ${named(inferred)} stop${inferred.length === 1 ? 's' : ''} at most ${MOST_ON_PROMPTS} of what comes to an agent as words: tag a control structural if it does not work on prompts.`,
        ]),
  ];
}

const named = (ids: readonly string[]): string =>
  ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;

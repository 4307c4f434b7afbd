import { isIn } from '../../graph/kinds.ts';
import type { Compilation } from '../arcs.ts';
import type { AddingFactor, FactorEffects } from './factor-effects.ts';
import { type FactorName, factorNames, isOn } from './factors.ts';
import { trustTerms } from './trust-terms.ts';

/** Factors of a scenario that are on and change nothing there: whole sentences. */
export function idleFactors(compilation: Compilation): string[] {
  const { factors } = compilation.expanded;
  if (factors === undefined) return [];
  return factorNames
    .filter((name) => isOn(name, factors.factors))
    .flatMap((name) => {
      const why = reasons[name](compilation, factors);
      return why === null ? [] : [`The factor ${name} changes nothing in ${compilation.scenario.model}: ${why}.`];
    });
}

/** Why a factor is idle; null if it is not. */
type Reason = (compilation: Compilation, effects: FactorEffects) => string | null;

const unlessAdded =
  (factor: AddingFactor, why: string): Reason =>
  (_, { additions }) =>
    [...additions.values()].some((addition) => addition.factor === factor) ? null : why;

const reasons: Readonly<Record<FactorName, Reason>> = {
  nonDeterminism: ({ scenario: { model }, compiled }) => {
    if (model === 'exact') return 'it runs at the means of what varies';
    if (model === 'worst-case') return 'it asks only what is possible at all';
    return compiled.arcs.factors === null ? 'nothing reaches an agent or what runs on a model' : null;
  },
  autonomy: ({ arcs }, { approvals }) => {
    if (approvals.length === 0) return 'nobody supervises an agent';
    const supervised = new Set(approvals.map(({ to }) => to));
    const isAction = ({ relation: { kind, from }, direction }: (typeof arcs)[number]): boolean =>
      (kind === 'invokes' || kind === 'delegates') && direction === 'along' && supervised.has(from);
    return arcs.some(isAction) ? null : 'no supervised agent invokes or delegates';
  },
  noTrustBoundary: ({ arcs, expanded: { nodes } }, effects) => {
    const gains = arcs.some(({ relation, direction, target }) =>
      trustTerms(relation, direction, nodes[target]?.component.kind ?? 'external', effects).some(
        ({ isOpen, belief }) => isOpen && !(belief.form === 'number' && belief.value === 1),
      ),
    );
    return gains ? null : 'all words that reach an agent are trusted fully already';
  },
  dynamicIdentity: unlessAdded('dynamicIdentity', 'no holder of a credential hands a task to anybody without it'),
  delegationChains: unlessAdded('delegationChains', 'no delegate delegates to anybody new'),
  goalCascades: unlessAdded('goalCascades', 'no two agents that do not talk share a delegator or a store'),
  collusion: ({ scenario: { model }, expanded: { links, nodes } }) => {
    if (model !== 'agentic') return 'nobody detects there';
    const watched = links.some(
      ({ relation, to }) => relation.kind === 'monitors' && isIn('agent', nodes[to]?.component.kind ?? 'external'),
    );
    return watched ? null : 'no monitor watches an agent';
  },
};

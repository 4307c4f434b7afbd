import { describeBelief, known, meanOf } from '../../graph/belief.ts';
import type { Relation } from '../../graph/ecosystem.ts';
import type { ComponentKind, Direction } from '../../graph/kinds.ts';
import type { FactorEffects } from './factor-effects.ts';
import { type Factors, isOn } from './factors.ts';
import type { TrustTerm } from './trust-term.ts';
import { bringsWords } from './words.ts';

type Trusted = Pick<Relation, 'id' | 'kind' | 'from' | 'to' | 'ordinal' | 'trust'>;

/** At least one; the first is what the relation itself says. */
export function trustTerms(
  relation: Trusted,
  direction: Direction,
  target: ComponentKind,
  effects: FactorEffects | undefined,
): readonly TrustTerm[] {
  const added = effects?.additions.get(relation.id);
  return added !== undefined && direction === 'along'
    ? added.terms
    : [ownTerm(relation, direction, target, effects?.factors)];
}

/** What a relation that somebody drew says of its trust. */
export const ownTerm = (
  { kind, from, to, ordinal, trust }: Trusted,
  direction: Direction,
  target: ComponentKind,
  factors: Factors | undefined,
): TrustTerm => ({
  belief: trust[direction],
  name: ['trust', from, to, kind, ordinal, direction],
  isOpen: factors !== undefined && isOn('noTrustBoundary', factors) && bringsWords(kind, direction, target),
});

/** The strength of a factor, as many times as it must hold. */
export const strengthTerms = (
  factor: keyof Omit<Factors, 'nonDeterminism'>,
  factors: Factors,
  times = 1,
): TrustTerm[] =>
  Array.from({ length: times }, () => ({ belief: factors[factor], name: ['factor', factor], isOpen: false }));

/** `0.5 × 0.8`; where there is no trust boundary what a term counts as: `0.4 (counts as 0.7)`. */
export const describeTrust = (terms: readonly TrustTerm[], factors: Factors | undefined): string =>
  terms
    .map((term) => {
      const counts = Math.round(meanTrust([term], factors) * 10_000) / 10_000;
      const opens = term.isOpen && counts !== meanOf(term.belief);
      return `${describeBelief(term.belief)}${opens ? ` (counts as ${counts})` : ''}`;
    })
    .join(' × ');

/** Product at the means. */
export function meanTrust(terms: readonly TrustTerm[], factors: Factors | undefined): number {
  const boundary = meanOf(factors?.noTrustBoundary ?? known(0));
  return terms.reduce((product, { belief, isOpen }) => {
    const trust = meanOf(belief);
    return product * (isOpen ? trust + boundary * (1 - trust) : trust);
  }, 1);
}

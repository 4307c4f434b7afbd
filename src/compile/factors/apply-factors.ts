import type { Ecosystem, Relation } from '../../graph/ecosystem.ts';
import type { Settings } from '../suite.ts';
import { Additions, type AddRelations } from './additions.ts';
import { delegationChains } from './delegation-chains.ts';
import { dynamicIdentity } from './dynamic-identity.ts';
import type { AddingFactor, FactorEffects } from './factor-effects.ts';
import { type Factors, factorNames, isOn } from './factors.ts';
import { goalCascades } from './goal-cascades.ts';

/** Factors that add relations; none sees what another added. */
const adding: Readonly<Record<AddingFactor, AddRelations>> = { dynamicIdentity, delegationChains, goalCascades };

/**
 * What a scenario's factors and attacker make of an ecosystem. The relations that they add are no part of the
 * file's: see {@link withAdditions}.
 * @returns undefined if all are off
 * @throws {InvalidInputError} if factors add more than a million relations
 */
export function factorEffects(
  ecosystem: Ecosystem,
  { attacker, factors }: Pick<Settings, 'attacker' | 'factors'>,
): FactorEffects | undefined {
  if (attacker === 'opportunistic' && !factorNames.some((name) => isOn(name, factors))) return undefined;
  return { attacker, factors, additions: additionsOf(ecosystem, factors), approvals: approvalsOf(ecosystem, factors) };
}

/** The relations of the file, then those that factors add. */
export const withAdditions = (ecosystem: Ecosystem, effects: FactorEffects | undefined): Ecosystem =>
  effects === undefined || effects.additions.size === 0
    ? ecosystem
    : {
        ...ecosystem,
        relations: [...ecosystem.relations, ...[...effects.additions.values()].map(({ relation }) => relation)],
      };

function additionsOf(ecosystem: Ecosystem, factors: Factors): FactorEffects['additions'] {
  const additions = new Additions(ecosystem, factors);
  for (const [name, relationsOf] of Object.entries(adding) as [AddingFactor, AddRelations][]) {
    if (!isOn(name, factors)) continue;
    for (const added of relationsOf(ecosystem, factors)) additions.add(name, added);
  }
  return additions.finish();
}

const approvalsOf = ({ relations }: Ecosystem, factors: Factors): Relation[] =>
  isOn('autonomy', factors) ? relations.filter(({ kind }) => kind === 'supervises') : [];

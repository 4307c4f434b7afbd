import { defaultRate } from '../../graph/build-ecosystem.ts';
import type { Component, Ecosystem, Relation } from '../../graph/ecosystem.ts';
import type { ComponentId } from '../../graph/ids.ts';
import { isIn, type RelationKind } from '../../graph/kinds.ts';
import type { AddRelations } from './additions.ts';
import { MOST_ADDED, tooManyAdded } from './too-many-added.ts';
import { strengthTerms } from './trust-terms.ts';

/**
 * A bent objective spreads among those that share it (MAESTRO X-T5): delegates of one agent, and agents that read and
 * write one store, pull one another as if they talked, trusted with the factor's strength. Pairs that talk are left alone.
 */
export const goalCascades: AddRelations = function* (ecosystem, factors) {
  const joined = whoTalks(ecosystem);
  const terms = strengthTerms('goalCascades', factors);
  for (const { members, because, rule } of sharedGoals(ecosystem)) {
    // Known before a single pair is made.
    if (members.length * (members.length - 1) - joined.size > MOST_ADDED) {
      throw tooManyAdded('goalCascades', ecosystem, because);
    }
    for (const from of members) {
      for (const to of members) {
        if (from.id === to.id && from.count === 1) continue;
        const pair = `${from.id}\0${to.id}`;
        if (joined.has(pair)) continue;
        joined.add(pair);
        yield {
          kind: 'messages',
          from: from.id,
          to: to.id,
          rate: defaultRate,
          // Nobody speaks, so there is nothing to forge.
          signed: true,
          link: 'all',
          hops: [],
          terms,
          because,
          rule,
        };
      }
    }
  }
};

type SharedGoal = { readonly members: readonly Component[]; readonly because: Relation; readonly rule: string };

function sharedGoals(ecosystem: Ecosystem): SharedGoal[] {
  const delegates = agentsBy(ecosystem, 'delegates', 'from');
  const readers = agentsBy(ecosystem, 'reads', 'to');
  const writers = agentsBy(ecosystem, 'writes', 'to');
  return [
    ...[...delegates].map(([by, { members, because }]) => ({
      members: [...members],
      because,
      rule: `both work for ${by}`,
    })),
    ...[...writers].map(([store, { members, because }]) => ({
      members: [...members].filter((writer) => readers.get(store)?.members.has(writer)),
      because,
      rule: `both read and write ${store}`,
    })),
  ];
}

type Agents = { readonly members: Set<Component>; readonly because: Relation };

/** The agents at the other end of relations of a kind. */
function agentsBy(
  { components, relations }: Ecosystem,
  kind: RelationKind,
  end: 'from' | 'to',
): Map<ComponentId, Agents> {
  const agents = new Map(components.filter(({ kind: own }) => isIn('agent', own)).map((agent) => [agent.id, agent]));
  const found = new Map<ComponentId, Agents>();
  for (const relation of relations) {
    const agent = agents.get(relation[end === 'from' ? 'to' : 'from']);
    if (relation.kind !== kind || agent === undefined) continue;
    const group = found.get(relation[end]) ?? { members: new Set(), because: relation };
    group.members.add(agent);
    found.set(relation[end], group);
  }
  return found;
}

const whoTalks = ({ relations }: Ecosystem): Set<string> =>
  new Set(
    relations.filter(({ kind }) => kind === 'messages' || kind === 'delegates').map(({ from, to }) => `${from}\0${to}`),
  );

import { meanOf } from '../../graph/belief.ts';
import type { Ecosystem, Relation } from '../../graph/ecosystem.ts';
import type { ComponentId } from '../../graph/ids.ts';
import type { ComponentKind } from '../../graph/kinds.ts';
import type { AddedRelation, AddRelations } from './additions.ts';
import type { Factors } from './factors.ts';
import { LEAST_TRUST } from './least-trust.ts';
import { meanTrust, ownTerm, strengthTerms } from './trust-terms.ts';

/**
 * A delegate hands its brief on unread: whoever writes the brief at the head of a chain of delegations speaks to the
 * delegates of its delegates, though nobody between was taken. Along each chain trusts multiply, once more the
 * factor's strength for every hop but the first; of several chains to one delegate the strongest counts.
 */
export const delegationChains: AddRelations = function* (ecosystem, factors) {
  const outOf = strongestDelegations(ecosystem, factors);
  const strength = meanOf(factors.delegationChains);
  for (const head of outOf.keys()) {
    for (const [end, { hops }] of routesFrom(head, outOf, strength)) {
      if (hops.length > 1 && outOf.get(head)?.every(({ relation: { to } }) => to !== end)) {
        yield chain(head, end, hops, factors);
      }
    }
  }
};

type Hop = { readonly relation: Relation; readonly target: ComponentKind; readonly trust: number };
type Route = { readonly trust: number; readonly hops: readonly Hop[] };
type OutOf = ReadonlyMap<ComponentId, readonly Hop[]>;

/** By who delegates; of parallel relations only the one that is trusted most. */
function strongestDelegations({ components, relations }: Ecosystem, factors: Factors): OutOf {
  const kindOf = new Map(components.map(({ id, kind }) => [id, kind]));
  const strongest = new Map<ComponentId, Map<ComponentId, Hop>>();
  for (const relation of relations) {
    if (relation.kind !== 'delegates' || relation.from === relation.to) continue;
    const target = kindOf.get(relation.to) as ComponentKind;
    const trust = meanTrust([ownTerm(relation, 'along', target, factors)], factors);
    const own = strongest.get(relation.from) ?? new Map<ComponentId, Hop>();
    strongest.set(relation.from, own);
    if (trust > (own.get(relation.to)?.trust ?? 0)) own.set(relation.to, { relation, target, trust });
  }
  return new Map([...strongest].map(([from, hops]) => [from, [...hops.values()]]));
}

/** The strongest route to everybody that briefs from `head` can reach, hop by hop until none improves. */
function routesFrom(head: ComponentId, outOf: OutOf, strength: number): ReadonlyMap<ComponentId, Route> {
  const best = new Map<ComponentId, Route>();
  let frontier = new Map<ComponentId, Route>([[head, { trust: 1, hops: [] }]]);
  while (frontier.size > 0) {
    const next = new Map<ComponentId, Route>();
    for (const [at, route] of frontier) {
      for (const hop of outOf.get(at) ?? []) {
        const { to } = hop.relation;
        const trust = route.trust * hop.trust * (route.hops.length === 0 ? 1 : strength);
        if (to === head || trust < LEAST_TRUST || trust <= (best.get(to)?.trust ?? 0)) continue;
        const longer = { trust, hops: [...route.hops, hop] };
        best.set(to, longer);
        next.set(to, longer);
      }
    }
    frontier = next;
  }
  return best;
}

function chain(from: ComponentId, to: ComponentId, hops: readonly Hop[], factors: Factors): AddedRelation {
  const relations = hops.map(({ relation }) => relation);
  const [first] = relations as [Relation, ...Relation[]];
  return {
    kind: 'delegates',
    from,
    to,
    rate: first.rate,
    // One hop without a signature is enough to forge.
    signed: relations.every(({ signed }) => signed),
    link: relations.every(({ link }) => link === 'pairwise') ? 'pairwise' : 'all',
    hops: relations,
    terms: [
      ...strengthTerms('delegationChains', factors, hops.length - 1),
      ...hops.map(({ relation, target }) => ownTerm(relation, 'along', target, factors)),
    ],
    because: first,
    rule: `a brief of ${from} is handed on by ${relations
      .slice(1)
      .map((relation) => relation.from)
      .join(', then ')}`,
  };
}

import { meanOf } from '../../graph/belief.ts';
import type { Ecosystem, RelationNamed } from '../../graph/ecosystem.ts';
import type { ComponentId } from '../../graph/ids.ts';
import type { AddRelations } from './additions.ts';
import { LEAST_TRUST } from './least-trust.ts';
import { strengthTerms } from './trust-terms.ts';

/**
 * Rights travel with the task: whoever is delegated to or spawned by the holder of a credential holds it too, with the
 * factor's strength, and so on from there. The nearest holder counts.
 */
export const dynamicIdentity: AddRelations = function* (ecosystem, factors) {
  const strength = meanOf(factors.dynamicIdentity);
  const handsTo = tasksHandedOn(ecosystem);
  for (const [credential, holders] of holdersOf(ecosystem)) {
    const declared = new Set(holders.keys());
    let frontier = holders;
    const seen = new Set(declared);
    let trust = strength;
    for (let hops = 1; frontier.size > 0 && trust >= LEAST_TRUST; hops++, trust *= strength) {
      const next = new Map<ComponentId, Holding>();
      for (const [holder, holding] of frontier) {
        for (const to of handsTo.get(holder) ?? []) {
          if (seen.has(to)) continue;
          seen.add(to);
          next.set(to, holding);
          const { rate, signed, link } = holding;
          const rule = `${credential} goes along with what ${holder} hands to ${to}`;
          const terms = strengthTerms('dynamicIdentity', factors, hops);
          yield {
            kind: 'authenticates',
            from: to,
            to: credential,
            rate,
            signed,
            link,
            hops: [],
            terms,
            because: holding,
            rule,
          };
        }
      }
      frontier = next;
    }
  }
};

type Holding = RelationNamed<'authenticates'>;

function holdersOf({ relations }: Ecosystem): Map<ComponentId, Map<ComponentId, Holding>> {
  const holders = new Map<ComponentId, Map<ComponentId, Holding>>();
  for (const relation of relations) {
    if (relation.kind !== 'authenticates' || relation.role !== 'holds') continue;
    const own = holders.get(relation.to) ?? new Map<ComponentId, Holding>();
    holders.set(relation.to, own.set(relation.from, own.get(relation.from) ?? relation));
  }
  return holders;
}

function tasksHandedOn({ relations }: Ecosystem): Map<ComponentId, ComponentId[]> {
  const handsTo = new Map<ComponentId, ComponentId[]>();
  for (const { kind, from, to } of relations) {
    if (kind !== 'delegates' && kind !== 'spawns') continue;
    handsTo.set(from, [...(handsTo.get(from) ?? []), to]);
  }
  return handsTo;
}

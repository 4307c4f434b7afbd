import type { Component, Ecosystem } from '../graph/ecosystem.ts';
import { byCodeUnits, type ComponentId } from '../graph/ids.ts';
import { type ModelTier, modelTiers } from '../graph/kinds.ts';
import type { Attacker } from './factors/attackers.ts';

/** On which model a component runs, and how strong that is against hostile content. */
export type Tiers = {
  /** The model a component infers from (the first by id if there are several), or itself if it is one. */
  readonly modelOf: ReadonlyMap<ComponentId, ComponentId>;
  readonly tierOf: (id: ComponentId) => ModelTier;
  /** The same to whoever has not worked on this system. */
  readonly untunedTierOf: (id: ComponentId) => ModelTier;
  /** The tier of whatever has none of its own: the commonest in the file, else `mid`. */
  readonly usual: ModelTier;
  /** Whether {@link tierOf} fell back on {@link usual}. */
  readonly isAssumed: (id: ComponentId) => boolean;
};

/** @param attacker - to one who is tuned every model is one that was tuned against */
export function resolveTiers({ components, relations }: Ecosystem, attacker: Attacker = 'opportunistic'): Tiers {
  const componentOf = new Map(components.map((component) => [component.id, component]));
  const modelOf = new Map<ComponentId, ComponentId>();
  for (const { id, kind } of components) if (kind === 'model') modelOf.set(id, id);
  for (const { kind, from, to } of relations) {
    if (kind !== 'infers' || componentOf.get(to)?.kind !== 'model') continue;
    const before = modelOf.get(from);
    if (before === undefined || byCodeUnits(to, before) < 0) modelOf.set(from, to);
  }
  const usual = commonestTier(components);
  const declared = (id: ComponentId): ModelTier | null => componentOf.get(modelOf.get(id) as ComponentId)?.tier ?? null;
  const untunedTierOf = (id: ComponentId): ModelTier => declared(id) ?? usual;
  if (attacker === 'tuned') {
    return { modelOf, usual: 'tuned-against', tierOf: () => 'tuned-against', untunedTierOf, isAssumed: () => false };
  }
  return {
    modelOf,
    usual,
    tierOf: untunedTierOf,
    untunedTierOf,
    isAssumed: (id) => declared(id) === null,
  };
}

/** Ties go to the tier that is easier to take: a guess should not flatter the system. */
function commonestTier(components: readonly Component[]): ModelTier {
  const count = (tier: ModelTier): number => components.filter((component) => component.tier === tier).length;
  const best = modelTiers.reduce((a, b) => (count(b) >= count(a) ? b : a));
  return count(best) === 0 ? 'mid' : best;
}

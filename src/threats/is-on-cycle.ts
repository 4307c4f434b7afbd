import type { ComponentId } from '../graph/ids.ts';
import type { RelationKind } from '../graph/kinds.ts';
import type { TrustIndex } from './trust-index.ts';

/**
 * Whether relations of these kinds, each taken from its `from` to its `to`, lead over others back to a component.
 * People end a cycle: they answer when they want to.
 */
export function isOnCycle(
  { outOf, componentOf }: TrustIndex,
  start: ComponentId,
  kinds: readonly RelationKind[],
): boolean {
  const seen = new Set<ComponentId>();
  const queue = [start];
  for (const at of queue) {
    for (const { kind, from, to } of outOf.get(at) ?? []) {
      if (!kinds.includes(kind) || from === to || seen.has(to) || componentOf.get(to)?.kind === 'human') continue;
      if (to === start) return true;
      seen.add(to);
      queue.push(to);
    }
  }
  return false;
}

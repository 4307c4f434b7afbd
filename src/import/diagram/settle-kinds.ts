import { type ComponentKind, isIn } from '../../graph/kinds.ts';
import type { Class } from './classify.ts';
import type { Flow } from './diagram.ts';

/**
 * What an element is shows in whom it talks to: kinds that a table of words gave are corrected where their flows say
 * otherwise.
 * @param classes - by element key
 * @param isFixed - whose kind somebody said
 */
export function settleKinds(
  classes: ReadonlyMap<string, Class>,
  flows: readonly Flow[],
  isFixed: (key: string) => boolean,
): ReadonlyMap<string, Class> {
  const neighbours = neighboursOf(classes, flows);
  const settled = new Map(classes);
  for (const [key, given] of classes) {
    const next = isFixed(key) ? undefined : corrected(given, neighbours.get(key) ?? none);
    if (next !== undefined) settled.set(key, next);
  }
  return settled;
}

type Neighbours = { readonly all: Set<ComponentKind>; readonly askedBy: Set<ComponentKind> };
const none: Neighbours = { all: new Set(), askedBy: new Set() };

function neighboursOf(classes: ReadonlyMap<string, Class>, flows: readonly Flow[]): ReadonlyMap<string, Neighbours> {
  const neighbours = new Map(
    [...classes.keys()].map((key) => [key, { all: new Set(), askedBy: new Set() } as Neighbours]),
  );
  for (const { from, to, isBidirectional } of flows) {
    const [a, b] = [classes.get(from)?.kind, classes.get(to)?.kind];
    // What something runs on says nothing of what it does.
    if (a === undefined || b === undefined || isIn('host', a) || isIn('host', b)) continue;
    neighbours.get(from)?.all.add(b);
    neighbours.get(to)?.all.add(a);
    neighbours.get(to)?.askedBy.add(a);
    if (isBidirectional === true) neighbours.get(from)?.askedBy.add(b);
  }
  return neighbours;
}

function corrected({ kind, layer, says }: Class, { all, askedBy }: Neighbours): Class | undefined {
  const only = (test: (one: ComponentKind) => boolean): boolean => [...all].every(test);
  if (
    kind === 'model' &&
    !only((one) => isIn('agent', one) || isIn('data', one) || one === 'model' || one === 'monitor')
  ) {
    return { kind: 'agent', says: `${says}; people or tools deal with this one directly, so that it acts as an agent` };
  }
  if (kind === 'external' && askedBy.size > 0) {
    const isTool = only((one) => isIn('agent', one) || isIn('store', one));
    const asked = 'an external system that is sent data answers like';
    return isTool
      ? { kind: 'tool', layer, says: `${asked} a tool` }
      : { kind: 'framework', layer: layer ?? 7, says: `${asked} software of the ecosystem (layer 7)` };
  }
  if (
    kind === 'tool' &&
    !only((one) => isIn('agent', one) || isIn('store', one) || one === 'external' || one === 'monitor')
  ) {
    return {
      kind: 'framework',
      layer: layer ?? 7,
      says: `${says}; this one also deals with people, models or other tools`,
    };
  }
  return undefined;
}

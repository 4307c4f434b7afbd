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
  let settled = classes;
  // What turned out to be an agent shows what its neighbours are.
  for (const correct of [correctedModel, correctedTool]) {
    const neighbours = neighboursOf(settled, flows);
    settled = new Map(
      [...settled].map(([key, given]) => [
        key,
        (isFixed(key) ? undefined : correct(given, neighbours.get(key) ?? none)) ?? given,
      ]),
    );
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

function correctedModel({ kind, says }: Class, { all }: Neighbours): Class | undefined {
  const isModel = (one: ComponentKind): boolean =>
    isIn('agent', one) || isIn('data', one) || one === 'model' || one === 'monitor';
  if (kind !== 'model' || [...all].every(isModel)) return undefined;
  return { kind: 'agent', says: `${says}; people or tools deal with this one directly, so that it acts as an agent` };
}

function correctedTool({ kind, layer, says }: Class, { all, askedBy }: Neighbours): Class | undefined {
  const only = (test: (one: ComponentKind) => boolean): boolean => [...all].every(test);
  // What only tools reach is what stands behind them.
  const isBehind = [...askedBy].every((one) => isIn('tool', one));
  if (kind === 'external' && !isBehind) {
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

import type { Layer, RelationKind, ThreatClass } from '../../src/graph/kinds.ts';
import { infectionsOf } from '../../src/measure/infections-of.ts';
import { type ThreatEffect, threatClassCards } from '../../src/threats/classes.ts';
import type { View } from '../view.ts';
import { layersDown } from './layer-heads.ts';

/** What one threat class carried. */
export type ClassRow = {
  readonly threat: ThreatClass;
  readonly effect: ThreatEffect;
  /** Of all first infections. */
  readonly share: number;
  /** First infections per world. */
  readonly mean: number;
  /** Infections per world into each layer; all 0 where the run kept no arcs of this scenario. */
  readonly into: Readonly<Record<Layer, number>>;
  /** Where it travelled most: kind and direction, with its share of the infections of the class. */
  readonly along: readonly Way[];
};

export type Way = { readonly kind: RelationKind; readonly isAgainst: boolean; readonly share: number };

/** The classes of the scenario, the one that carried most first. */
export function classRows(view: View): ClassRow[] {
  const { scenario } = view;
  const infections = scenario.blastRadius.total.mean;
  return scenario.threats
    .map((threat): ClassRow => {
      const share = scenario.classes[threat] ?? 0;
      const carried = carriedBy(view, threat);
      const { effect } = threatClassCards[threat];
      return { threat, effect, share, mean: share * infections, ...carried };
    })
    .toSorted((a, b) => b.share - a.share);
}

function carriedBy(view: View, threat: ThreatClass): Pick<ClassRow, 'into' | 'along'> {
  const arcs = (view.kept?.arcs ?? []).filter((arc) => arc.threat === threat && arc.share > 0);
  const total = arcs.reduce((sum, arc) => sum + infectionsOf(arc), 0);
  const ways = new Map<string, Way>();
  const into = Object.fromEntries(layersDown.map((layer) => [layer, 0])) as Record<Layer, number>;
  for (const arc of arcs) {
    const { to, relation, direction } = arc;
    const infections = infectionsOf(arc);
    const layer = view.components[view.positionOf.get(to) ?? -1]?.layer;
    const kind = view.details.relations[relation]?.kind;
    if (layer !== undefined) into[layer] += infections;
    if (kind === undefined) continue;
    const key = `${kind} ${direction}`;
    const known = ways.get(key)?.share ?? 0;
    ways.set(key, { kind, isAgainst: direction === 'against', share: known + infections / total });
  }
  return { into, along: [...ways.values()].toSorted((a, b) => b.share - a.share) };
}

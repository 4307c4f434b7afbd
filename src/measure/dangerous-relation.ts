import { infectionsOf } from './infections-of.ts';
import type { ArcDetail, Details } from './results.ts';

export type DangerousRelation = {
  /** Of its arcs, by direction and class, the one that carried most. */
  readonly arc: ArcDetail;
  /** All of its arcs that carried anything. */
  readonly arcs: readonly ArcDetail[];
  /**
   * Infections that it made first, per world. Without copies at most 1, and the share of worlds in which it did: of two
   * ends only one can have had it from the other.
   */
  readonly infections: number;
};

/** The relation that most often made the first infection of its target, over its directions, classes and copies. */
export function dangerousRelation(scenario: string, { scenarios, relations }: Details): DangerousRelation | undefined {
  const arcs = scenarios.find(({ id }) => id === scenario)?.arcs ?? [];
  const groups = new Map<string, ArcDetail[]>();
  for (const arc of arcs) {
    if (arc.share === 0) continue;
    // Raw graphs have arcs without relations.
    const key = relations[arc.relation] === undefined ? arc.id : `${arc.relation}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [arc]);
    else group.push(arc);
  }
  return [...groups.values()].map(ofArcs).toSorted((a, b) => b.infections - a.infections)[0];
}

const ofArcs = (arcs: readonly ArcDetail[]): DangerousRelation => ({
  arc: arcs.reduce((most, arc) => (infectionsOf(arc) > infectionsOf(most) ? arc : most)),
  arcs,
  infections: arcs.reduce((sum, arc) => sum + infectionsOf(arc), 0),
});

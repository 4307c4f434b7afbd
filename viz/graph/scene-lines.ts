import type { Certainty, RelationKind } from '../../src/graph/kinds.ts';
import type { Carried, View } from '../view.ts';
import type { Moment } from './moment.ts';
import type { SceneCard } from './scene-cards.ts';

/** One relation, or all between the same two cards. */
export type SceneLine = {
  /** Positions in `relations`; several where it ends at a cell. */
  readonly relations: readonly number[];
  /** Positions in `cards`; equal only inside a cell. */
  readonly from: number;
  readonly to: number;
  /** First infections per world that it carried; of a single relation that is the share of worlds. */
  readonly carried: Carried;
  /** Ways that have a probability above 0. */
  readonly canGo: { readonly along: boolean; readonly against: boolean };
  /** Null if several relations stand behind it. */
  readonly kind: RelationKind | null;
  /** The surest of its relations. */
  readonly certainty: Certainty;
  readonly controls: readonly string[];
};

/**
 * Relations go where their ends go; those between the same two cards, one of them a cell, become one line. In one world
 * such a line carries what fired in it.
 */
export function sceneLines(view: View, cards: readonly SceneCard[], moment: Moment, isMatrix: boolean): SceneLine[] {
  const cardOf = new Map(cards.flatMap(({ members }, card) => members.map((i) => [i, card] as const)));
  const canGo = waysOf(view);
  const inWorld = moment.world === null ? null : carriedInWorld(view, moment);
  const lines = new Map<string, SceneLine>();
  for (const [index, relation] of view.details.relations.entries()) {
    const from = cardOf.get(view.positionOf.get(relation.from) ?? -1);
    const to = cardOf.get(view.positionOf.get(relation.to) ?? -1);
    if (from === undefined || to === undefined || (from === to && cards[from]?.opens === null)) continue;
    const isSingle = cards[from]?.opens === null && cards[to]?.opens === null;
    const line: SceneLine = {
      relations: [index],
      from,
      to,
      // Lines of single relations stay as wide as ever: the page fades those that did not fire in a world.
      carried: (isSingle && !isMatrix ? view.carried : (inWorld ?? view.carried))[index] ?? NOTHING,
      canGo: canGo[index] ?? { along: false, against: false },
      kind: relation.kind,
      certainty: relation.certainty,
      controls: relation.controls,
    };
    const key = isSingle ? `${index}` : `${Math.min(from, to)} to ${Math.max(from, to)}`;
    const other = lines.get(key);
    lines.set(key, other === undefined ? line : merged(other, line));
  }
  return [...lines.values()];
}

const NOTHING: Carried = { along: 0, against: 0 };

/** By position in `relations`. */
function waysOf({ details, kept }: View): { along: boolean; against: boolean }[] {
  const ways = details.relations.map(() => ({ along: false, against: false }));
  for (const { relation, direction, probability } of kept?.arcs ?? []) {
    const way = ways[relation];
    if (way !== undefined && probability > 0) way[direction] = true;
  }
  return ways;
}

function carriedInWorld(view: View, { world, round }: Moment): Carried[] {
  const sums = view.details.relations.map(() => ({ along: 0, against: 0 }));
  for (const [, when, at] of world?.reached ?? []) {
    const arc = view.kept?.arcs[at];
    const sum = sums[arc?.relation ?? -1];
    if (arc !== undefined && sum !== undefined && when <= round) sum[arc.direction]++;
  }
  return sums;
}

/** Both lines join the same two cards, but maybe the other way round. */
function merged(a: SceneLine, b: SceneLine): SceneLine {
  const isTurned = a.from !== b.from;
  const [along, against] = isTurned ? (['against', 'along'] as const) : (['along', 'against'] as const);
  return {
    ...a,
    relations: [...a.relations, ...b.relations],
    carried: { along: a.carried.along + b.carried[along], against: a.carried.against + b.carried[against] },
    canGo: { along: a.canGo.along || b.canGo[along], against: a.canGo.against || b.canGo[against] },
    kind: null,
    certainty: surest(a.certainty, b.certainty),
    controls: [...new Set([...a.controls, ...b.controls])],
  };
}

const surest = (a: Certainty, b: Certainty): Certainty =>
  (['declared', 'inferred', 'assumed'] as const).find((certainty) => certainty === a || certainty === b) ?? a;

import type { ArcDetail, ScenarioDetails } from '../src/measure/results.ts';

/**
 * Copies of a component stand as one in every picture, so the arcs of one relation, direction and class between them
 * become one arc. Its share is a mean over the copies that it leads to, as reach is. Worlds and paths point at the
 * new arcs.
 * Does nothing where there are no copies.
 */
export function mergeReplicas(kept: ScenarioDetails): ScenarioDetails {
  const groups = new Map<string, { first: ArcDetail; share: number; targets: Set<string> }>();
  for (const arc of kept.arcs) {
    const key = keyOf(arc);
    const group = groups.get(key) ?? { first: arc, share: 0, targets: new Set() };
    group.share += arc.share;
    group.targets.add(targetOf(arc));
    groups.set(key, group);
  }
  if (groups.size === kept.arcs.length) return kept;
  const positions = new Map([...groups.keys()].map((key, i) => [key, i]));
  const moved = kept.arcs.map((arc) => positions.get(keyOf(arc)) ?? -1);
  const { witnessed } = kept;
  const paths = witnessed?.paths.map((path) => ({ ...path, arcs: path.arcs.map((arc) => moved[arc] ?? -1) }));
  return {
    ...kept,
    ...(witnessed !== undefined && paths !== undefined ? { witnessed: { ...witnessed, paths } } : {}),
    arcs: [...groups.values()].map(({ first, share, targets }) => ({
      ...first,
      share: share / targets.size,
      ...(targets.size > 1 && { copies: targets.size }),
    })),
    worlds: kept.worlds.map((world) => ({
      ...world,
      reached: world.reached.map(([component, round, arc]) => [component, round, moved[arc] ?? -1] as const),
    })),
  };
}

const keyOf = ({ relation, from, to, direction, threat }: ArcDetail): string =>
  JSON.stringify([relation, from, to, direction, threat]);

/** The copy that an arc leads to, as its id `from>kind>to#n>direction>class` says; a relation with an id of its own says none. */
function targetOf({ id, direction }: ArcDetail): string {
  const parts = id.split('>');
  return parts.length === 5 ? (parts[direction === 'along' ? 2 : 0] as string) : '';
}

import type { ComponentDetail } from '../../src/measure/results.ts';

/** Ids of the components at its ends. */
export type Related = { readonly from: string; readonly to: string };

const PASSES = 20;

/**
 * Components that are more related to each other than to the rest, by label propagation (Raghavan, Albert and Kumara
 * 2007): each takes the label that most of its neighbours carry, in the order of the ecosystem; ties go to the label
 * that came first. A community is named after its most related member.
 */
export function communitiesOf(
  components: readonly ComponentDetail[],
  relations: readonly Related[],
): (component: ComponentDetail) => string {
  const neighbours = new Map(components.map(({ id }) => [id, new Map<string, number>()]));
  for (const { from, to } of relations) {
    if (from === to || !neighbours.has(from) || !neighbours.has(to)) continue;
    for (const [a, b] of [
      [from, to],
      [to, from],
    ] as const) {
      const around = neighbours.get(a) as Map<string, number>;
      around.set(b, (around.get(b) ?? 0) + 1);
    }
  }
  const labels = new Map(components.map(({ id }) => [id, id]));
  for (let pass = 0, moved = true; moved && pass < PASSES; pass++) {
    moved = false;
    for (const { id } of components) {
      const best = commonest(neighbours.get(id) as Map<string, number>, labels, labels.get(id) as string);
      if (best === labels.get(id)) continue;
      labels.set(id, best);
      moved = true;
    }
  }
  return named(components, labels, neighbours);
}

type Neighbours = ReadonlyMap<string, ReadonlyMap<string, number>>;

function commonest(around: ReadonlyMap<string, number>, labels: ReadonlyMap<string, string>, own: string): string {
  const votes = new Map<string, number>();
  for (const [id, weight] of around) {
    const label = labels.get(id) as string;
    votes.set(label, (votes.get(label) ?? 0) + weight);
  }
  let [best, most] = [own, votes.get(own) ?? 0];
  for (const [label, count] of votes) if (count > most) [best, most] = [label, count];
  return best;
}

/** A single community, or one per component, parts nothing: then nobody has a group. */
function named(
  components: readonly ComponentDetail[],
  labels: ReadonlyMap<string, string>,
  neighbours: Neighbours,
): (component: ComponentDetail) => string {
  const best = new Map<string, ComponentDetail>();
  const degree = ({ id }: ComponentDetail): number => neighbours.get(id)?.size ?? 0;
  for (const component of components) {
    const label = labels.get(component.id) as string;
    const other = best.get(label);
    if (other === undefined || degree(component) > degree(other)) best.set(label, component);
  }
  if (best.size < 2 || best.size > components.length / 2) return () => '';
  return ({ id }) => `around ${best.get(labels.get(id) as string)?.name ?? ''}`;
}

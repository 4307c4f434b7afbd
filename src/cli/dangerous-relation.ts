import type { ArcDetail, Details } from '../measure/results.ts';

export type DangerousRelation = {
  readonly text: string;
  /** Infections it made first, per world; more than 1 if it infects both ways. */
  readonly share: number;
};

/** The relation that most often made the first infection of its target, over its directions and classes. */
export function dangerousRelation(
  scenario: string,
  { scenarios, relations }: Details,
  arrow: string,
): DangerousRelation | undefined {
  const arcs = scenarios.find(({ id }) => id === scenario)?.arcs ?? [];
  const shares = new Map<string, { arc: ArcDetail; share: number }>();
  for (const arc of arcs) {
    // Raw graphs have arcs without relations.
    const key = relations[arc.relation] === undefined ? arc.id : `${arc.relation}`;
    const sum = shares.get(key);
    shares.set(key, {
      arc: sum !== undefined && sum.arc.share >= arc.share ? sum.arc : arc,
      share: (sum?.share ?? 0) + arc.share,
    });
  }
  const [worst] = [...shares.values()].toSorted((a, b) => b.share - a.share);
  if (worst === undefined || worst.share === 0) return undefined;
  const { arc, share } = worst;
  const kind = relations[arc.relation]?.kind;
  return {
    text: `${arc.from} ${arrow} ${arc.to}${kind === undefined ? '' : ` (${kind} ${arc.direction}, ${arc.threat})`}`,
    share,
  };
}

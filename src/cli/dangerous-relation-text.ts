import { dangerousRelation } from '../measure/dangerous-relation.ts';
import type { Details } from '../measure/results.ts';

export type RelationText = { readonly text: string; readonly infections: number };

/** The relation that made most first infections, in words: customer → triage (messages along, intent-manipulation). */
export function dangerousRelationText(scenario: string, details: Details, arrow: string): RelationText | undefined {
  const worst = dangerousRelation(scenario, details);
  if (worst === undefined) return undefined;
  const { arc, infections } = worst;
  const kind = details.relations[arc.relation]?.kind;
  return {
    text: `${arc.from} ${arrow} ${arc.to}${kind === undefined ? '' : ` (${kind} ${arc.direction}, ${arc.threat})`}`,
    infections,
  };
}

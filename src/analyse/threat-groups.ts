import type { ThreatRow } from './threat-document.ts';

/** One threat at one component: found by several rules, or at several of its relations. Not empty. */
export type ThreatGroup = readonly [first: ThreatRow, ...others: ThreatRow[]];

/** In the order of their first rows. */
export function threatGroups(rows: readonly ThreatRow[]): ThreatGroup[] {
  const groups = new Map<string, [ThreatRow, ...ThreatRow[]]>();
  for (const row of rows) {
    // A way starts its scenario elsewhere.
    const key = JSON.stringify([row.threat, row.component.id, row.consequence?.scenario]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** The controls that are on any of them, each once. */
export const controlsOf = (group: ThreatGroup): readonly string[] => [
  ...new Set(group.flatMap(({ controls }) => controls.map(({ id }) => id))),
];

import { channelEvidence } from '../analyse/channel-evidence.ts';
import type { Compilation } from '../compile/arcs.ts';
import { byCodeUnits } from '../graph/ids.ts';
import type { EvidenceRow } from '../measure/results.ts';
import { channelId } from '../threats/channels.ts';

/** What the arcs of all scenarios rest on, a row per channel and source. */
export function describeEvidence(compilations: readonly Compilation[]): EvidenceRow[] {
  const rows = new Map<string, EvidenceRow>();
  for (const arcs of new Set(compilations.map((compilation) => compilation.arcs))) {
    for (const [key, row] of rowsOf(arcs)) {
      if (row.arcs > (rows.get(key)?.arcs ?? 0)) rows.set(key, row);
    }
  }
  return [...rows].sort(([a], [b]) => byCodeUnits(a, b)).map(([, row]) => row);
}

function rowsOf(arcs: Compilation['arcs']): ReadonlyMap<string, EvidenceRow> {
  const rows = new Map<string, EvidenceRow>();
  const keys = new Map<unknown, Map<unknown, string>>();
  for (const { channel } of arcs) {
    const { row, own } = channel;
    // Arcs by the million share a few rows: their texts are made once.
    const ofRow = keys.get(row) ?? new Map<unknown, string>();
    keys.set(row, ofRow);
    const known = ofRow.get(own);
    if (known === undefined) {
      const { basis, sources } = channelEvidence(channel);
      const key = [channelId(row), basis, ...sources].join('\0');
      ofRow.set(own, key);
      const before = rows.get(key);
      rows.set(key, { channel: channelId(row), basis, arcs: (before?.arcs ?? 0) + 1, sources });
    } else {
      const before = rows.get(known) as EvidenceRow;
      rows.set(known, { ...before, arcs: before.arcs + 1 });
    }
  }
  return rows;
}

import { compileScenarios } from '../../src/compile/compile-scenarios.ts';
import { meanOf } from '../../src/graph/belief.ts';
import type { Edited } from './apply-edits.ts';
import type { ChannelRow } from './engine-api.ts';

/** What carries influence into a component, one row per class, kind of relation and direction; in arc order. */
export function channelRows({ ecosystem, scenario }: Edited, into: string): ChannelRow[] {
  const rows = new Map<string, ChannelRow>();
  for (const { arcs, expanded } of compileScenarios(ecosystem, [scenario])) {
    for (const { target, threat, relation, direction, channel } of arcs) {
      if (expanded.nodes[target]?.component.id !== into) continue;
      const key = `${threat} ${relation.kind} ${direction}`;
      if (rows.has(key)) continue;
      rows.set(key, {
        threat,
        relationKind: relation.kind,
        direction,
        mean: meanOf(channel.belief),
        isPerAttempt: channel.perAttempt,
        evidence: channel.evidence,
      });
    }
  }
  return [...rows.values()];
}

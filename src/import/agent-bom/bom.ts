import type { Problem } from '../../base/errors.ts';
import type { Detection } from '../importer.ts';
import { describeForm, find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';

export type FoundBom = {
  readonly detection: Detection;
  readonly agents: readonly LocatedMap[];
  readonly refusal?: Problem;
};

const MISSING = 'agents with mcp_servers, or agent-bom’s document_type AI-BOM';

/** An inventory that agent-bom reads, or a report that it writes: both have a list of agents. */
export function findAgents(root: Located): FoundBom {
  const listed = find(root, 'agents');
  const agents = listOf(listed).flatMap((one) => (one.form === 'map' && isAgent(one) ? [one] : []));
  const own = agents.find(({ entries }) => entries.has('mcp_servers'));
  const isReport = textOf(find(root, 'document_type')) === 'AI-BOM';
  if (agents.length > 0 && (own !== undefined || isReport)) {
    const reason = own === undefined ? 'document_type is AI-BOM' : 'agents[] have mcp_servers';
    return { detection: { score: 1, reason }, agents };
  }
  if (agents.length > 0)
    return { detection: { score: 0.7, reason: 'agents[] have agent_type and config_path' }, agents };
  const fix = 'Give an inventory with { "agents": [{ "name": …, "mcp_servers": [] }] } or a JSON report of agent-bom.';
  const found = listed === undefined ? describeForm(root) : 'a list of agents without mcp_servers';
  const detection = isReport
    ? { score: 0.9, reason: 'document_type is AI-BOM', missing: MISSING }
    : { score: 0, reason: 'it has no agents with mcp_servers', missing: MISSING };
  return { detection, agents: [], refusal: { at: root.at, expected: 'agents with mcp_servers', found, fix } };
}

const isAgent = (map: LocatedMap): boolean =>
  textOf(find(map, 'name')) !== undefined &&
  (find(map, 'mcp_servers')?.form === 'list' ||
    (map.entries.has('agent_type') && (map.entries.has('config_path') || map.entries.has('stable_id'))));

import { type Drafts, declared, inferred, type Spot } from '../drafts.ts';
import { lastName, type PyValue } from '../python/py-value.ts';
import { argumentOfAgent, type SdkAgent } from './find-agents.ts';
import { mapMcpList, mapMcpServers } from './map-mcp.ts';
import { mapModel } from './map-model.ts';
import { mapTool, mapTools } from './map-tools.ts';
import { agentsIn, definitionsIn, idsOf, type Mapping, warnUnread } from './mapping.ts';

/** Every agent with what it has: models, tools, servers, and the agents that it may hand the conversation to. */
export function mapAgents(mapping: Mapping): void {
  for (const agent of mapping.agents.values()) addAgent(mapping, agent);
  for (const agent of mapping.agents.values()) {
    for (const id of idsOf(mapping, agent)) {
      mapModel(mapping, agent, id);
      mapHandoffs(mapping, agent, id);
      mapTools(mapping, agent, id);
      mapMcpServers(mapping, agent, id);
    }
  }
  mapLaterLists(mapping);
}

function addAgent({ drafts, ...mapping }: Mapping, agent: SdkAgent): void {
  const { call, names, isNamed } = agent;
  const ids = idsOf({ drafts, ...mapping }, agent);
  for (const [index, id] of ids.entries()) {
    const name = names[index] ?? id;
    const provenance = isNamed
      ? declared(call)
      : inferred(call, 'its name is only known when the code runs; this is what the code calls it');
    drafts.component({ id, kind: 'agent', name, provenance, tags: isNamed ? [] : ['dynamic'] });
    if (isNamed) drafts.identify(id, { by: 'agent', key: name });
  }
  if (!isNamed) warnName(drafts, agent, ids[0] ?? '');
  if (names.length > 1) warnSeveral(drafts, agent);
}

function warnName({ warnings, toFill }: Drafts, { call }: SdkAgent, id: string): void {
  const fix = `It is called ${id} here, and stands for every agent that is made there.`;
  warnings.push({
    at: call.at,
    expected: 'the name of an agent as a text',
    found: 'one that only the running code knows',
    fix,
  });
  toFill.push({ component: id, field: 'name', why: 'the code makes its name while it runs' });
}

function warnSeveral({ warnings }: Drafts, { call, names }: SdkAgent): void {
  const fix = 'Each is taken to have the tools and hand-offs of all of them; remove what one of them has not.';
  warnings.push({
    at: call.at,
    expected: 'one agent for each call',
    found: `${names.length} agents made by one call`,
    fix,
  });
}

function mapHandoffs(mapping: Mapping, agent: SdkAgent, id: string): void {
  const { given, unread } = mapping.program.itemsOf(argumentOfAgent(agent, 'handoffs'));
  for (const [item, spot] of given) mapHandoff(mapping, id, item, spot);
  for (const { at } of unread) warnUnread(mapping, at, 'hand-offs', id);
}

function mapHandoff(mapping: Mapping, id: string, item: PyValue, spot: Spot): void {
  const targets = agentsIn(mapping, item);
  if (targets.length === 0) warnUnread(mapping, item.at, `the agent behind ${lastName(item) ?? 'a hand-off'}`, id);
  for (const to of targets) {
    if (to === id) continue;
    mapping.drafts.relation({ from: id, to, kind: 'delegates', provenance: declared(spot) });
    const known = mapping.handoffs.get(id) ?? new Set();
    mapping.handoffs.set(id, known.add(to));
  }
}

/** `agent.handoffs.append(other)`, `agent.tools = […]` */
function mapLaterLists(mapping: Mapping): void {
  for (const list of ['handoffs', 'tools', 'mcp_servers'] as const) {
    for (const { object, value } of laterLists(mapping, list)) {
      for (const agent of definitionsIn(mapping, object))
        for (const id of idsOf(mapping, agent)) mapLaterList(mapping, list, agent, id, value);
    }
  }
}

type Later = { readonly object: PyValue; readonly value: PyValue };

function laterLists({ program }: Mapping, list: string): readonly Later[] {
  const asList = (item: PyValue): PyValue => ({ ...item, form: 'list', of: 'list', items: [item] });
  const added = program.additionsTo(list).map(({ object, item }) => ({ object, value: asList(item) }));
  return [...added, ...program.settingsOf(list)];
}

function mapLaterList(mapping: Mapping, list: string, agent: SdkAgent, id: string, value: PyValue): void {
  if (list === 'mcp_servers') {
    mapMcpList(mapping, agent, id, value);
    return;
  }
  const { given, unread } = mapping.program.itemsOf(value);
  for (const [item, spot] of given) {
    if (list === 'handoffs') mapHandoff(mapping, id, item, spot);
    else mapTool(mapping, { item, id, spot });
  }
  for (const { at } of unread) warnUnread(mapping, at, list, id);
}

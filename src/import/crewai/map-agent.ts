import { addTool } from '../add-tool.ts';
import { declared } from '../drafts.ts';
import { safeUrl } from '../secrets.ts';
import { shownName } from '../shown-name.ts';
import type { AgentSource } from './crew.ts';
import { mapKnowledge } from './map-knowledge.ts';
import { mapMcp } from './map-mcp.ts';
import { mapModel } from './map-model.ts';
import { mapSecrets } from './map-secrets.ts';
import { mapTool } from './map-tool.ts';
import type { Mapping } from './mapping.ts';
import { fieldsOf, isOn, lastName, type Setting, severalIn, textIn } from './setting.ts';

/** An agent with its model, tools, servers and knowledge; what it has to do with others is for its crew. @returns its id */
export function mapAgent(mapping: Mapping, agent: AgentSource, kind: 'agent' | 'orchestrator' = 'agent'): string {
  const { drafts } = mapping;
  const { identity, spot, settings } = agent;
  const id = drafts.idFor(`agent ${identity}`, shownName(agent.name) || 'agent');
  if (drafts.has(id)) return id;
  const role = shownName(textIn(settings.get('role')) ?? '');
  drafts.component({ id, kind, name: role === '' ? undefined : role, provenance: declared(spot) });
  const name = shownName(agent.name);
  if (name !== '') drafts.identify(id, { by: 'agent', key: name });
  mapModel(mapping, id, settings.get('llm'), spot);
  const calling = settings.get('function_calling_llm');
  if (calling !== undefined) mapModel(mapping, id, calling, spot);
  for (const tool of severalIn(settings.get('tools'))) mapTool(mapping, id, tool);
  for (const server of [...severalIn(settings.get('mcps')), ...severalIn(settings.get('mcp_servers'))])
    mapMcp(mapping, { id, spot }, server);
  for (const app of severalIn(settings.get('apps'))) mapApp(mapping, id, app);
  if (isOn(settings.get('allow_code_execution'))) mapCodeExecution(mapping, id, settings.get('allow_code_execution'));
  mapKnowledge(mapping, [id], settings.get('knowledge_sources'));
  for (const remote of severalIn(settings.get('a2a'))) mapRemote(mapping, id, remote);
  mapOwnSecrets(mapping, id, agent);
  noteUnknown(mapping, id, agent);
  return id;
}

/** Their secrets are found where they are mapped. */
const ELSEWHERE = new Set(['llm', 'function_calling_llm', 'tools', 'mcps', 'mcp_servers', 'memory', 'a2a']);

function mapOwnSecrets(mapping: Mapping, holder: string, { settings }: AgentSource): void {
  const own = [...settings].filter(([key]) => !ELSEWHERE.has(key) && !PROSE.has(key));
  mapSecrets(mapping, new Map(own), { holder });
}

const PROSE = new Set(['role', 'goal', 'backstory', 'system_template', 'prompt_template', 'response_template']);

/** `gmail`, `slack/send_message`: services that are connected on the platform. */
function mapApp({ drafts }: Mapping, caller: string, app: Setting): void {
  const name = shownName((textIn(app) ?? '').split(/[/#]/)[0] ?? '');
  if (name === '') return;
  addTool(drafts, { key: `app ${name}`, name, spot: app, knownAs: [name], callers: [caller] });
}

function mapCodeExecution({ drafts }: Mapping, caller: string, spot: Setting | undefined): void {
  if (spot === undefined) return;
  const name = 'code-interpreter';
  addTool(drafts, { key: 'code execution', name, spot, knownAs: [name], callers: [caller] });
}

/** An agent elsewhere that it may give work over A2A. */
function mapRemote(mapping: Mapping, from: string, remote: Setting): void {
  const { drafts } = mapping;
  const endpoint = textIn(fieldsOf(remote).get('endpoint')) ?? textIn(remote);
  const address = endpoint === undefined ? undefined : safeUrl(endpoint);
  if (address === undefined) {
    const where = remote.form === 'call' ? lastName(remote.name) : 'a2a';
    drafts.toFill.push({ component: from, field: 'relations', why: `which agent ${where} leads to stands nowhere` });
    return;
  }
  const key = address.shown.replace(/^\w+:\/\//, '');
  const id = drafts.idFor(`remote ${key}`, key);
  drafts.component({ id, kind: 'agent', name: `agent at ${address.host}`, provenance: declared(remote) });
  drafts.identify(id, { by: 'url', key });
  drafts.relation({ from, to: id, kind: 'delegates', provenance: declared(remote) });
  mapSecrets(mapping, fieldsOf(remote), { holder: from, opens: id });
}

function noteUnknown({ drafts }: Mapping, id: string, { settings, isComplete }: AgentSource): void {
  const repository = settings.get('from_repository');
  if (repository !== undefined) {
    const fix = 'Add its tools and model to the result by hand.';
    const found = 'one that is loaded from the repository of agents when it runs';
    drafts.warnings.push({ at: repository.at, expected: 'an agent that the file describes', found, fix });
  }
  if (repository === undefined && (isComplete || settings.has('tools'))) return;
  const why = 'assumed: none; if code gives it some, import the folder that holds crew.py too';
  drafts.toFill.push({ component: id, field: 'tools', why });
}

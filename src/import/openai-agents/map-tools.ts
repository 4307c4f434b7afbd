import { describePlace } from '../../base/errors.ts';
import { addTool } from '../add-tool.ts';
import { declared, inferred, type Spot } from '../drafts.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { argumentOf, lastName, type PyCall, type PyFunction, type PyValue } from '../python/py-value.ts';
import { reachedScopes } from '../python/reached-scopes.ts';
import { withoutSecrets } from '../secrets.ts';
import { argumentOfAgent, type SdkAgent, variableOf } from './find-agents.ts';
import { hostedTools } from './hosted-tools.ts';
import { mapHostedMcp } from './map-mcp.ts';
import { agentsIn, type Mapping, warnUnread } from './mapping.ts';
import { agentOfRun, isRun } from './runs.ts';
import { sdkName } from './sdk-name.ts';

/** What an agent may call. */
export function mapTools(mapping: Mapping, agent: SdkAgent, id: string): void {
  const { given, unread } = mapping.program.itemsOf(argumentOfAgent(agent, 'tools'));
  for (const [item, spot] of given) mapTool(mapping, { item, id, spot });
  for (const { at } of unread) warnUnread(mapping, at, 'tools', id);
}

export type GivenTool = {
  readonly item: PyValue;
  /** The agent that has it. */
  readonly id: string;
  /** Where it is given to the agent. */
  readonly spot: Spot;
};

export function mapTool(mapping: Mapping, given: GivenTool): void {
  const { item } = given;
  if (item.form === 'function') mapFunction(mapping, given, item.function, decorationOf(mapping, item.function));
  else if (item.form === 'call') mapMade(mapping, given, item);
  else if (item.form === 'name' || item.form === 'attribute') mapForeign(mapping, given, item);
  else warnUnread(mapping, item.at, 'a tool', given.id);
}

/** `@function_tool(…)`, with its settings. */
const decorationOf = ({ program }: Mapping, made: PyFunction): PyCall | undefined =>
  made.decorators.find((one): one is PyCall => one.form === 'call' && sdkName(program, one) === 'function_tool');

function mapFunction(mapping: Mapping, { id, spot }: GivenTool, made: PyFunction, settings: PyCall | undefined): void {
  const { drafts, program } = mapping;
  const own =
    settings === undefined ? undefined : (argumentOf(settings, 'name_override') ?? argumentOf(settings, 'name'));
  const name = program.textOf(own) ?? (made.name === '<lambda>' ? 'function' : made.name);
  const key = `function ${describePlace(made.at)}`;
  const tool = addFunctionTool(drafts, program, { key, name, made, callers: [id], spot });
  mapping.toolIds.set(made, tool);
  if (settings !== undefined) noteApproval(mapping, settings, id, tool);
  for (const scope of reachedScopes(program, made)) {
    mapping.inner.add(scope);
    for (const call of scope.calls) if (isRun(program, call)) delegateThrough(mapping, id, tool, call);
  }
}

/** A tool that runs an agent hands work on. */
function delegateThrough(mapping: Mapping, from: string, tool: string, call: PyCall): void {
  for (const to of agentsIn(mapping, agentOfRun(call))) {
    if (to === from) continue;
    const provenance = inferred(call, `${tool}, which it calls, runs this agent`);
    mapping.drafts.relation({ from, to, kind: 'delegates', provenance });
  }
}

function mapMade(mapping: Mapping, given: GivenTool, call: PyCall): void {
  const { program } = mapping;
  const name = sdkName(program, call);
  if (call.callee.form === 'attribute' && call.callee.name === 'as_tool') mapAgentTool(mapping, given, call);
  else if (name === 'HostedMCPTool') mapHostedMcp(mapping, given, call);
  else if (name === 'FileSearchTool') mapFileSearch(mapping, given, call);
  else if (name === 'function_tool' || name === 'FunctionTool') mapWrapped(mapping, given, call);
  else if (name !== undefined) mapHosted(mapping, given, call, name);
  else if (call.callee.form === 'call' && sdkName(program, call.callee) === 'function_tool')
    mapWrapped(mapping, given, call);
  else mapForeign(mapping, given, call);
}

/** `other.as_tool(…)` */
function mapAgentTool(mapping: Mapping, { id, item }: GivenTool, call: PyCall): void {
  const object = call.callee.form === 'attribute' ? call.callee.object : call;
  const agents = agentsIn(mapping, object);
  if (agents.length === 0) warnUnread(mapping, item.at, 'an agent as a tool', id);
  for (const to of agents) {
    mapping.drafts.relation({ from: id, to, kind: 'delegates', provenance: declared(call) });
    if (needsApproval(mapping, call))
      mapping.waiting.push({ on: { kind: 'delegates', from: id, to, direction: 'along' }, spot: call });
  }
}

/** `function_tool(f)`, `FunctionTool(name=…, on_invoke_tool=f)` */
function mapWrapped(mapping: Mapping, given: GivenTool, call: PyCall): void {
  const { program } = mapping;
  const wrapped = argumentOf(call, 'on_invoke_tool') ?? argumentOf(call, 'func', 0);
  const settings = call.callee.form === 'call' ? call.callee : call;
  const made = wrapped === undefined ? undefined : program.resolve(wrapped).find((one) => one.form === 'function');
  if (made?.form === 'function') mapFunction(mapping, given, made.function, settings);
  else mapHosted(mapping, given, call, program.textOf(argumentOf(call, 'name', 0)) ?? lastName(call) ?? 'function');
}

/** What the provider or the SDK brings along. */
function mapHosted(mapping: Mapping, { id, spot }: GivenTool, call: PyCall, name: string): void {
  const { drafts, program } = mapping;
  const known = hostedTools[name];
  const key = known?.isShared === true ? `tool ${name}` : `tool ${describePlace(call.at)}`;
  const draft = { key, name, spot: call, knownAs: [name], callers: [id], provenance: declared(spot) };
  const added = addTool(drafts, known === undefined ? draft : { ...draft, facts: known.facts });
  addCallSecrets(drafts, program, call, { holder: added.id, opens: added.opens });
  noteApproval(mapping, call, id, added.id);
}

/** Vector stores at the provider: who names the same store shares it. */
function mapFileSearch(mapping: Mapping, { id, spot }: GivenTool, call: PyCall): void {
  const { drafts, program } = mapping;
  const { items } = program.itemsOf(argumentOf(call, 'vector_store_ids', 0));
  const stores = items.flatMap((item) => (item.form === 'string' ? [{ item, name: withoutSecrets(item.text) }] : []));
  const key = `tool FileSearchTool ${stores.map(({ name }) => name).join(' ') || describePlace(call.at)}`;
  const facts = { title: 'file search', can: ['read-private'], behind: { form: 'nothing' } } as const;
  const draft = { key, name: 'FileSearchTool', spot: call, knownAs: [], callers: [id], facts };
  const tool = addTool(drafts, { ...draft, provenance: declared(spot) });
  for (const { item, name } of stores) addVectorStore(mapping, tool.id, item, name);
  const rule = 'it searches vector stores; the code does not say which';
  if (stores.length === 0) {
    const store = drafts.idFor(`stores of ${key}`, `${tool.id}-stores`);
    drafts.component({ id: store, kind: 'data-store', name: 'vector stores', provenance: inferred(call, rule) });
    drafts.relation({ from: tool.id, to: store, kind: 'accesses', provenance: inferred(call, rule) });
  }
  noteApproval(mapping, call, id, tool.id);
}

function addVectorStore({ drafts }: Mapping, tool: string, spot: Spot, name: string): void {
  const store = drafts.idFor(`vector store ${name}`, name);
  drafts.component({ id: store, kind: 'data-store', name: `vector store ${name}`, provenance: declared(spot) });
  drafts.identify(store, { by: 'id', key: `OpenAI vector store ${name}` });
  drafts.relation({ from: tool, to: store, kind: 'accesses', provenance: declared(spot) });
}

/** A tool that another library or a file that was not read defines. */
function mapForeign(mapping: Mapping, { id, spot }: GivenTool, item: PyValue): void {
  const { drafts, program } = mapping;
  const full = program.nameOf(item.form === 'call' ? item.callee : item);
  const variable = item.form === 'call' ? variableOf(program, item) : undefined;
  const name = variable ?? lastName(item) ?? 'tool';
  const key = full === undefined || item.form === 'call' ? `tool ${describePlace(item.at)}` : `tool ${full}`;
  const knownAs = [full, name].flatMap((one) => one ?? []);
  const draft = { key, name, spot: item, knownAs, callers: [id], kind: 'plugin', provenance: declared(spot) } as const;
  const added = addTool(drafts, draft);
  if (item.form !== 'call') return;
  addCallSecrets(drafts, program, item, { holder: added.id, opens: added.opens });
}

function noteApproval(mapping: Mapping, settings: PyCall, from: string, to: string): void {
  if (!needsApproval(mapping, settings)) return;
  mapping.waiting.push({ on: { kind: 'invokes', from, to, direction: 'along' }, spot: settings });
}

/** True, or a function that decides; computers ask through `on_safety_check`. */
function needsApproval({ program }: Mapping, settings: PyCall): boolean {
  const given = argumentOf(settings, 'needs_approval');
  return given !== undefined && !program.resolve(given).every((one) => one.form === 'boolean' && !one.value);
}

import { type AddedTool, addHost, addTool, type ToolDraft } from '../add-tool.ts';
import { addressOf, addWebRequest } from '../add-web-request.ts';
import { inferred } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';
import { factsOf, type ToolFacts, webPages } from '../tool-facts.ts';
import { factsOfCode } from './code-facts.ts';
import type { Caller, FlowiseContext } from './context.ts';
import { addMcpServers } from './mcp-config.ts';
import { isFilledIn, namedSetting, type Part, settingOf, settingsLike, shortLabel } from './part.ts';
import { addRemoteAgent, isRemoteAgent } from './remote-agent.ts';
import { factsOfActions } from './selected-actions.ts';

/** A tool with its settings, for the agents that call it. @returns what the agents got: tools, no other flows */
export function addPartTool(context: FlowiseContext, part: Part, callers: readonly Caller[]): readonly string[] {
  const flow = namedSetting(part, 'selectedChatflow', 'selectedAgentflow', 'selectedFlow');
  if (flow !== undefined && /chatflow|agentAsTool/i.test(part.name)) {
    for (const { id } of callers) context.calls.push({ from: id, target: flow.text, spot: flow.spot });
    const holders = callers.map(({ id }) => id);
    context.secrets.add(part, holders);
    return [];
  }
  if (isRemoteAgent(part)) {
    const agents = callers.map(({ id }) => id);
    addRemoteAgent(context.drafts, part, agents);
    context.secrets.add(part, agents);
    return [];
  }
  const servers = addMcpServers(context, part, callers);
  if (servers !== undefined) return servers;
  const { id, opens } = addOne(context, part, callers);
  context.secrets.add(part, [id], opens);
  if (LOCAL_SERVERS.has(part.name)) runLocally(context, part, [id, ...callers.map((caller) => caller.id)]);
  return [id];
}

const NAME = /^(?:requests(?:Get|Post|Put|Delete|Patch)Name|customToolName|toolName)$/;

/** What the agent knows the tool as, else what its node is called. */
function nameOf(context: FlowiseContext, part: Part): string {
  const named = settingsLike(part, NAME).map(([, { value }]) => textOf(value) ?? '');
  const own = /^(?:retrieverTool|customTool|requests)/.test(part.name) ? settingOf(part, 'name') : undefined;
  const stored = textOf(find(storedTool(context, part), 'name'));
  return shortLabel([own, ...named, stored].find((name) => name !== undefined && name.trim() !== '') ?? part.label);
}

/** Servers that are set up for the whole instance are the same for all who select them. */
function keyOf(part: Part): string {
  const server = settingOf(part, 'mcpServerId');
  return server === undefined ? part.key : `flowise mcp server ${server}`;
}

/** `postgreSQLMCP` -> `postgreSQL`: what the server is for. */
const serverless = (name: string): string => name.replace(/_?MCP(?:Server)?$/i, '') || name;

const storedTool = ({ exported }: FlowiseContext, part: Part): Located | undefined =>
  exported.tools.get(settingOf(part, 'selectedTool') ?? '');

function addOne(context: FlowiseContext, part: Part, callers: readonly Caller[]): AddedTool {
  const { drafts } = context;
  const tool = {
    ...{ key: keyOf(part), name: nameOf(context, part), spot: part.spot },
    ...(LOCAL_SERVERS.has(part.name) ? { layer: 4 as const } : {}),
    ...(IN_PROCESS.has(part.name) ? { kind: 'plugin' as const } : {}),
    callers: callers.map(({ id }) => id),
  };
  if (/^requests/i.test(part.name)) return addRequests(context, part, tool);
  if (part.name === 'openAPIToolkit') return addTool(drafts, { ...tool, knownAs: [], tags: ['egress', 'write'] });
  const own = codeFacts(context, part) ?? ownFactsOf(part.name.replace(/_LlamaIndex$/i, ''));
  const knownAs = [serverless(part.name), part.label];
  const facts = own ?? selectedFacts(part, knownAs);
  return addTool(drafts, { ...tool, knownAs, ...(facts === undefined ? {} : { facts }) });
}

/** Only where a selection of actions says more than what the tool is known as. */
function selectedFacts(part: Part, knownAs: readonly string[]): ToolFacts | undefined {
  const known = knownAs.map(factsOf).find((facts) => facts !== undefined);
  const selected = known === undefined ? undefined : factsOfActions(known, part);
  return selected?.can.length === known?.can.length ? undefined : selected;
}

/** Without an address the model gives one. */
function addRequests({ drafts }: FlowiseContext, part: Part, tool: Omit<ToolDraft, 'knownAs'>): AddedTool {
  const [url = ''] = settingsLike(part, /url$/i).flatMap(([name]) => settingOf(part, name) ?? []);
  const address = url === '' ? ({ form: 'dynamic' } as const) : addressOf(url, isFilledIn);
  return addWebRequest(drafts, { ...tool, address, writes: !/get$/i.test(part.name) });
}

const CODE = ['customToolFunc', 'javascriptFunction', 'customFunctionJavascriptFunction', 'ifFunction', 'elseFunction'];

/** What the code of a tool or function does, if the file has it. */
export function codeFacts(context: FlowiseContext, part: Part): ToolFacts | undefined {
  const codes = CODE.flatMap((name) => textOf(find(part.inputs, name)) ?? []);
  const stored = textOf(find(storedTool(context, part), 'func'));
  const all = [...codes, ...(stored === undefined ? [] : [stored])].filter((code) => code.trim() !== '');
  return all.length === 0 ? undefined : factsOfCode(all.join('\n'));
}

const IN_PROCESS = new Set(
  'calculator customTool retrieverTool currentDateTime jsonPathExtractor codeInterpreter queryEngineTool'.split(' '),
);

const nothing = { form: 'nothing' } as const;

/** Tools that only Flowise has. */
const ownFacts: Readonly<Record<string, ToolFacts>> = {
  calculator: { title: 'arithmetic', can: [], behind: nothing },
  currentDateTime: { title: 'clock', can: [], behind: nothing },
  jsonPathExtractor: { title: 'looking values up in JSON', can: [], behind: nothing },
  retrieverTool: { title: 'looking up in a store', can: ['read-private'], behind: nothing },
  codeInterpreterE2B: { title: 'code in a sandbox of E2B', can: ['egress', 'execute'], behind: nothing },
  readFile: { title: 'reading files', can: ['read-private'], behind: { form: 'files' } },
  writeFile: { title: 'writing files', can: ['write'], behind: { form: 'files' } },
};

const ownFactsOf = (name: string): ToolFacts | undefined =>
  Object.hasOwn(ownFacts, name) ? ownFacts[name] : undefined;

/** Servers that Flowise comes with and starts beside itself. */
const LOCAL_SERVERS = new Set(
  'braveSearchMCP githubMCP postgreSQLMCP sequentialThinkingMCP slackMCP supergatewayMCP teradataMCP'.split(' '),
);

function runLocally({ drafts }: FlowiseContext, { spot }: Part, ids: readonly string[]): void {
  const rule = 'Flowise starts this MCP server as a process on its own machine';
  const to = addHost(drafts, spot);
  for (const from of ids) drafts.relation({ from, to, kind: 'runs-on', provenance: inferred(spot, rule) });
}

/** Tools that the provider of a model runs, by the names under which an agent gets them. */
export function addBuiltInTool({ drafts }: FlowiseContext, name: string, spot: Located, caller: Caller): string {
  const facts = builtIn.find(([pattern]) => pattern.test(name))?.[1];
  if (facts === undefined && factsOf(name) === undefined) {
    const fix = 'Say in the ecosystem what the tool reads, sends and runs.';
    drafts.warnings.push({ at: spot.at, expected: 'a known built-in tool', found: 'another one', fix });
  }
  const key = `${caller.id} built-in ${name}`;
  const tool = { key, name: shortLabel(name), spot, knownAs: [name], callers: [caller.id] };
  return addTool(drafts, facts === undefined ? tool : { ...tool, facts }).id;
}

const builtIn: readonly (readonly [RegExp, ToolFacts])[] = [
  [/^(?:web_?search|google_?search)/i, { title: 'web search', can: ['ingest-untrusted', 'egress'], behind: webPages }],
  [/^(?:web_?fetch|url_?context)/i, { title: 'web pages', can: ['ingest-untrusted', 'egress'], behind: webPages }],
  [/^code_?(?:interpreter|execution)/i, { title: "code in the provider's sandbox", can: ['execute'], behind: nothing }],
  [/^image_?generation/i, { title: 'making images', can: [], behind: nothing }],
];

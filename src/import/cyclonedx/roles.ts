import { find, listOf, textOf } from '../located.ts';
import { type Part, SERVICE } from './part.ts';

/** Types of components that stand for themselves in a running system. */
const STANDING: ReadonlySet<string> = new Set([
  SERVICE,
  'machine-learning-model',
  'data',
  'application',
  'framework',
  'container',
  'platform',
  'operating-system',
  'device',
]);

const HOSTS: ReadonlySet<string> = new Set(['container', 'platform', 'operating-system', 'device']);

/** Libraries that agents are made with, by the name of their package. */
const AGENT_LIBRARY =
  /^(?:langchain|langgraph|crewai|autogen|pyautogen|ag2|llama-?index|semantic-kernel|openai-agents|haystack-ai|smolagents|pydantic-ai|google-adk|agno|mastra|swarms|letta|strands-agents)(?![a-z])|^@(?:langchain|openai\/agents|mastra|llamaindex|ai-sdk)\b/iu;

/** Packages that are servers of the Model Context Protocol. */
const MCP_SERVER = /\bmcp[-_]server\b|\bserver[-_]mcp\b|@modelcontextprotocol\/server-|^mcp-|-mcp$/iu;

/** Words of an application that acts for somebody. */
const AGENT_WORD = /\b(?:agents?|agentic|assistant|copilot|chat-?bot|llm|gpt|mcp)\b/iu;

export const isData = ({ type }: Part): boolean => type === 'data';
export const isModel = ({ type }: Part): boolean => type === 'machine-learning-model';
export const isHost = ({ type }: Part): boolean => HOSTS.has(type);

const packageName = ({ map, name }: Part): string => {
  const group = textOf(find(map, 'group')) ?? '';
  return group === '' || name.startsWith(group) ? name : `${group}/${name}`;
};

/** A library that agents are made with. */
export const isAgentFramework = (part: Part): boolean =>
  part.type === 'library' && (AGENT_LIBRARY.test(packageName(part)) || AGENT_LIBRARY.test(part.name));

const isAgentLibrary = (part: Part): boolean => isAgentFramework(part) || isMcpServer(part);

const isMcpServer = (part: Part): boolean => part.type === 'library' && MCP_SERVER.test(packageName(part));

/** It is a part of an ecosystem by itself; all others are parts of what is built with them. */
export const isStanding = (part: Part): boolean => STANDING.has(part.type) || isAgentLibrary(part);

/** It says that the bill is about more than the packages of one program. */
export function isTelling(part: Part): boolean {
  if (part.type === SERVICE || isModel(part) || isData(part) || isAgentLibrary(part)) return true;
  if (part.type === 'framework' && AGENT_LIBRARY.test(packageName(part))) return true;
  const said = [part.name, textOf(find(part.map, 'description')) ?? '', ...roleProperties(part)];
  return isStanding(part) && said.some((text) => AGENT_WORD.test(text));
}

/** What tools say of it beside the type: `agent-bom:type` is `ai-agent`, `mcp-server`. */
const roleProperties = ({ properties }: Part): readonly string[] =>
  properties.filter(({ name }) => /(?:^|:)(?:type|kind|role)$/iu.test(name)).map(({ value }) => value);

/** Everything that helps to see what it is, the most telling first. */
export function typesOf(part: Part): readonly string[] {
  const kinds = listOf(find(part.map, 'data')).flatMap((one) => textOf(find(one, 'type')) ?? []);
  const group = textOf(find(part.map, 'group'));
  const said = [
    ...roleProperties(part),
    ...(isMcpServer(part) ? ['MCP server'] : []),
    part.type,
    ...kinds,
    ...(group === undefined ? [] : [group]),
  ];
  return [...new Set(said.filter((text) => text !== ''))];
}

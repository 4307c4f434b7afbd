import { type ToolFacts, webPages } from '../tool-facts.ts';

/** A tool that the SDK or the provider brings along. */
export type HostedTool = {
  readonly facts: ToolFacts;
  /** Of the provider: the same for all agents. Otherwise each has its own. */
  readonly isShared: boolean;
};

const nothing: ToolFacts['behind'] = { form: 'nothing' };
const host: ToolFacts['behind'] = { form: 'host' };

/** By the name of the class, from the SDK's documentation. */
export const hostedTools: Readonly<Record<string, HostedTool>> = {
  WebSearchTool: {
    facts: { title: 'web search', can: ['ingest-untrusted', 'egress'], behind: webPages },
    isShared: true,
  },
  CodeInterpreterTool: {
    facts: {
      title: 'code in a container of the provider',
      can: ['execute'],
      behind: { form: 'external', id: 'openai-container', name: 'code container of OpenAI' },
    },
    isShared: true,
  },
  ImageGenerationTool: { facts: { title: 'pictures', can: [], behind: nothing }, isShared: true },
  ComputerTool: {
    facts: { title: 'a browser or desktop', can: ['ingest-untrusted', 'egress', 'write'], behind: webPages },
    isShared: false,
  },
  LocalShellTool: {
    facts: { title: 'commands', can: ['read-private', 'egress', 'write', 'execute'], behind: host },
    isShared: false,
  },
  ShellTool: {
    facts: { title: 'commands', can: ['read-private', 'egress', 'write', 'execute'], behind: host },
    isShared: false,
  },
  codex_tool: {
    facts: { title: 'a coding agent', can: ['read-private', 'egress', 'write', 'execute'], behind: host },
    isShared: false,
  },
  ApplyPatchTool: { facts: { title: 'changes of files', can: ['write'], behind: { form: 'files' } }, isShared: false },
};

import { InvalidInputError } from '../base/errors.ts';
import type { Mapping } from './autogen/mapping.ts';
import { mapChat } from './autogen-python/map-chat.ts';
import { mapCore } from './autogen-python/map-core.ts';
import { mapVersion02 } from './autogen-python/map-version-02.ts';
import { ConfigSecrets } from './config-secrets.ts';
import { Drafts, finish } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { McpServers } from './mcp/attach.ts';
import { codeOnly } from './python/code-only.ts';
import { readProgram } from './python/py-program.ts';

const MISSING = 'Python code that imports autogen_agentchat, autogen_core or autogen and makes agents';

/** Python code of AutoGen: AgentChat, Core and version 0.2; read as text and never run. */
export const autogenPython: Importer = {
  format: 'autogen-python',
  title: 'AutoGen (Python)',
  gives:
    'teams and who talks to whom in them, agents, models, functions and what they do, MCP servers from Python code',
  detect,
  read,
};

const IMPORTS = /^[ \t]*(?:from|import)[ \t]+(autogen_agentchat|autogen_ext|autogen_core|autogen|ag2|pyautogen)\b/m;
const MAKES =
  /\b\w*(?:Agent|GroupChat|GroupChatManager|GraphFlow|Swarm|MagenticOne|WebSurfer|FileSurfer)\s*\(|\((?:RoutedAgent|BaseAgent)\b/;

const STARTS = /\.run_stream\s*\(|\.run\s*\(\s*task\s*=/;

function detect({ text }: SourceFile): Detection {
  const code = codeOnly(text);
  const library = IMPORTS.exec(code)?.[1];
  if (library === undefined) return { score: 0, reason: 'no import of AutoGen', missing: MISSING };
  if (MAKES.test(code)) return { score: 0.95, reason: `it imports ${library} and makes agents` };
  // Where teams of other files are started, there is more to see than where they are made.
  if (STARTS.test(code)) return { score: 0.6, reason: `it imports ${library} and starts a team` };
  return { score: 0.4, reason: `it imports ${library}`, missing: MISSING };
}

async function read(file: SourceFile, open: OpenSibling): Promise<Imported> {
  const program = await readProgram(file, open);
  const drafts = new Drafts();
  drafts.warnings.push(...program.warnings);
  const servers = new McpServers(drafts);
  const mapping: Mapping = { drafts, servers, secrets: new ConfigSecrets(drafts), first: new Map(), toUser: [] };
  const made = mapChat(program, mapping) + mapCore(program, mapping) + mapVersion02(program, mapping);
  if (made === 0) throw noAgents(file);
  return finish(drafts, { file: file.name, description: 'Imported from Python code of AutoGen.' });
}

const noAgents = ({ name }: SourceFile): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file: name },
      expected: 'agents or teams of AutoGen, here or in a file beside it that is imported',
      found: 'none',
      fix: 'Name the file that makes the agents, or choose another format with -f.',
    },
  ]);

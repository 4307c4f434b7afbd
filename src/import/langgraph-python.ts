import { InvalidInputError } from '../base/errors.ts';
import { Drafts, finish } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { mapProgram } from './langgraph-python/map-program.ts';
import { codeOnly } from './python/code-only.ts';
import { readProgram } from './python/py-program.ts';

/** Python code that builds graphs and agents with LangGraph; it is read as text and never run. */
export const langGraphPython: Importer = {
  format: 'langgraph-python',
  title: 'LangGraph Python code',
  gives: 'agents, models, tools, stores, MCP servers, hand-offs and approvals from StateGraph and prebuilt agents',
  detect,
  read,
};

const MISSING = 'an import of langgraph, and a StateGraph or an agent made with it';
const IMPORT = /^[ \t]*(?:from|import)[ \t]+(langgraph\w*|langchain\.agents|deepagents)\b/m;
const MAKES =
  /\b(?:StateGraph|MessageGraph|create_react_agent|create_agent|create_supervisor|create_swarm|create_deep_agent|AgentExecutor|RemoteGraph)\s*[[(]|@entrypoint\b/;

function detect({ text }: SourceFile): Detection {
  const code = codeOnly(text);
  const [, library] = IMPORT.exec(code) ?? [];
  if (library === undefined) return { score: 0, reason: 'it does not import langgraph', missing: MISSING };
  const [, made] =
    /\b(StateGraph|MessageGraph|create_\w+|AgentExecutor|RemoteGraph|entrypoint)\b\s*[[(]?/.exec(code) ?? [];
  if (MAKES.test(code)) return { score: 0.9, reason: `it imports ${library} and says ${made ?? 'agent'}` };
  return { score: 0.3, reason: `it imports ${library}, but makes no graph`, missing: MISSING };
}

async function read(file: SourceFile, open: OpenSibling): Promise<Imported> {
  const program = await readProgram(file, open);
  const drafts = new Drafts();
  if (mapProgram(drafts, program, {}).length === 0) {
    throw new InvalidInputError([
      {
        at: { file: file.name },
        expected: 'a StateGraph with nodes, or an agent',
        found: 'none that can be read',
        fix: 'Give the file that builds the graph, or what get_graph().to_json() writes for it.',
      },
    ]);
  }
  return finish(drafts, { file: file.name, description: 'LangGraph code, imported from Python.' });
}

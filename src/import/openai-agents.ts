import { InvalidInputError, type Problem } from '../base/errors.ts';
import { addApproval } from './add-approval.ts';
import { Drafts, declared, finish } from './drafts.ts';
import { exposeSomething } from './exposure.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { McpServers } from './mcp/attach.ts';
import { findAgents, MOST_AGENTS } from './openai-agents/find-agents.ts';
import { mapAgents } from './openai-agents/map-agents.ts';
import { mapGuardrails, noteGuardrailBodies } from './openai-agents/map-guardrails.ts';
import { mapRuns } from './openai-agents/map-runs.ts';
import { mapTracing } from './openai-agents/map-tracing.ts';
import type { Mapping } from './openai-agents/mapping.ts';
import { codeOnly } from './python/code-only.ts';
import { readProgram } from './python/py-program.ts';
import type { PyScope } from './python/py-value.ts';

const MISSING = 'Python code with from agents import Agent, and an Agent(…)';

/** Python code of the OpenAI Agents SDK, read as text and never run. */
export const openaiAgents: Importer = {
  format: 'openai-agents',
  title: 'OpenAI Agents SDK (Python)',
  gives:
    'agents, hand-offs, agents as tools, functions and what they do, MCP servers, guardrails, sessions from Python code',
  detect,
  read,
};

const IMPORTS =
  /^[ \t]*from[ \t]+agents(?:\.[\w.]+)?[ \t]+import\b[^#\n]*(?:\([^)]*\b(?:Agent|Runner|RealtimeAgent|handoff|function_tool|SandboxAgent)\b|\b(?:Agent|Runner|RealtimeAgent|handoff|function_tool|SandboxAgent)\b|\*)|^[ \t]*import[ \t]+agents\b/m;
const MAKES = /\b(?:Agent|RealtimeAgent|SandboxAgent)\s*(?:\[[^\]\n]*\])?\s*\(/;

const STARTS = /\bRunner\s*(?:\(\s*\))?\s*\.\s*run/;

function detect({ text }: SourceFile): Detection {
  const code = codeOnly(text);
  const imports = IMPORTS.test(code);
  if (imports && MAKES.test(code)) return { score: 0.95, reason: 'it imports from agents and makes an Agent(…)' };
  // Where agents of other files are started, there is more to see than where they are made.
  if (imports && STARTS.test(code)) return { score: 0.6, reason: 'it imports Runner from agents and runs agents' };
  if (imports) return { score: 0.4, reason: 'it imports from agents', missing: MISSING };
  return { score: 0, reason: 'no import from agents', missing: MISSING };
}

async function read(file: SourceFile, open: OpenSibling): Promise<Imported> {
  const program = await readProgram(file, open);
  const agents = findAgents(program);
  if (agents.size === 0) throw noAgents(file);
  const drafts = new Drafts();
  drafts.warnings.push(...program.warnings, ...(agents.size < MOST_AGENTS ? [] : [tooMany(file)]));
  const gathered = { waiting: [], toolIds: new Map(), handoffs: new Map(), inner: new Set<PyScope>() };
  const mapping: Mapping = { program, drafts, agents, servers: new McpServers(drafts), ...gathered };
  mapAgents(mapping);
  noteGuardrailBodies(mapping);
  mapRuns(mapping);
  exposeSomething(drafts); // before what watches it
  mapGuardrails(mapping);
  mapTracing(mapping);
  addApprovals(mapping);
  return finish(drafts, { file: file.name, description: 'Imported from code of the OpenAI Agents SDK.' });
}

function addApprovals({ drafts, waiting }: Mapping): void {
  const [first] = waiting;
  if (first === undefined) return;
  const on = [...new Map(waiting.map((one) => [JSON.stringify(one.on), one.on])).values()];
  const name = 'approval of tool calls by a human';
  addApproval(drafts, { key: 'approval', id: 'approval', name, on, provenance: declared(first.spot) });
}

const tooMany = ({ name }: SourceFile): Problem => ({
  at: { file: name },
  expected: `fewer than ${MOST_AGENTS} agents`,
  found: 'as many or more',
  fix: 'Those after them were left out; import parts of the program one by one.',
});

const noAgents = ({ name }: SourceFile): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file: name },
      expected: 'an Agent(…) of the OpenAI Agents SDK, here or in a file beside it that is imported',
      found: 'none',
      fix: 'Name the file that makes the agents, or choose another format with -f.',
    },
  ]);

import { InvalidInputError } from '../base/errors.ts';
import { mapProject } from './crewai/map-project.ts';
import { readCode } from './crewai-python/read-code.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { codeOnly } from './python/code-only.ts';

/** Python code that makes crews or flows of CrewAI; it is read as text and never run. */
export const crewaiPython: Importer = {
  format: 'crewai-python',
  title: 'CrewAI Python code',
  gives: 'crews and flows: agents, tasks and their order, tools, models, MCP servers, memory, knowledge, human input',
  detect,
  read,
};

const IMPORT = /^[ \t]*(?:from[ \t]+crewai(?:\.[\w.]+)?[ \t]+import\b|import[ \t]+crewai\b)/m;
const MAKES = /\b(?:Crew|Agent|Task|LiteAgent)\s*\(|@CrewBase\b|\(\s*Flow\b/;
const STARTS = /\.(?:a?kickoff|kickoff_async|a?kickoff_for_each(?:_async)?)\(/;
const FROM_CREW = /^[ \t]*(?:from|import)[ \t]+[\w.]*(?:crew|flow)/im;
const MISSING = 'an import from crewai, and Agent(…), Crew(…), @CrewBase or a class below Flow';

function detect(file: SourceFile): Detection {
  const text = codeOnly(file.text);
  if (STARTS.test(text) && FROM_CREW.test(text) && !IMPORT.test(text))
    return { score: 0.6, reason: 'it starts a crew or flow that another file makes' };
  if (!IMPORT.test(text)) return { score: 0, reason: 'it imports nothing from crewai', missing: MISSING };
  const [made] = MAKES.exec(text) ?? [];
  if (made === undefined)
    return { score: 0.3, reason: 'it imports from crewai, but makes no agents', missing: MISSING };
  return { score: 0.9, reason: `it imports from crewai and has ${made.replace(/[\s(]+$/, '').replace(/^\(\s*/, '')}` };
}

async function read(file: SourceFile, open: OpenSibling): Promise<Imported> {
  const drafts = new Drafts();
  const project = await readCode(drafts, file, open);
  if (project.crews.length + project.flows.length === 0) {
    const fix = 'Give the file that has Agent(…), Crew(…) or a class below Flow.';
    throw new InvalidInputError([
      {
        at: { file: file.name, line: 1, column: 1 },
        expected: 'a crew, agents or a flow of CrewAI',
        found: 'none',
        fix,
      },
    ]);
  }
  return mapProject(drafts, project);
}

import { agentsIn, crewFileOf, tasksIn } from './crewai/crew-files.ts';
import { flowOf } from './crewai/flow-file.ts';
import { mapProject } from './crewai/map-project.ts';
import { readAgent, readCrew, readYaml } from './crewai/read-files.ts';
import { counterparts, openForm } from './crewai/siblings.ts';
import { nothing } from './crewai/yaml-crew.ts';
import { detectBy } from './detect-by.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { find, type Located, textOf } from './located.ts';

const MISSING = 'agents with role and goal, tasks with description and expected_output, or schema: crewai.flow/v1';

/** Crews of CrewAI as YAML (agents.yaml, tasks.yaml) or JSON (crew.jsonc), and its flows; with the crew.py beside them. */
export const crewai: Importer = {
  format: 'crewai',
  title: 'CrewAI project files',
  gives:
    'agents, the tasks that they hand on, tools, models, memory, knowledge, human input; tools and process from crew.py',
  detect: detectBy({
    words: /\brole\b|\bexpected_output\b|\bdescription\b|crewai\.flow\//,
    without: 'it has neither agents with roles nor tasks',
    missing: MISSING,
    detectIn,
    saidBy,
    syntax: 'YAML or JSON',
  }),
  read,
};

function detectIn(root: Located): Detection {
  switch (crewFileOf(root)?.form) {
    case 'flow':
      return { score: 1, reason: 'schema is crewai.flow/v1' };
    case 'crew':
      return { score: 0.9, reason: 'agents have a role and a goal, tasks a description and an expected_output' };
    case 'agents':
      return { score: 0.85, reason: `agents have a role and a goal or backstory: ${agentsIn(root).length}` };
    case 'tasks':
      return {
        score: 0.85,
        reason: `tasks have a description and an expected_output or agent: ${tasksIn(root).length}`,
      };
    case 'agent':
      return { score: 0.7, reason: 'one agent with a role and a goal or backstory' };
    default:
      return { score: 0, reason: 'it has neither agents with roles nor tasks', missing: MISSING };
  }
}

function saidBy(text: string): string | undefined {
  if (/^["']?schema["']?\s*:\s*["']?crewai\.flow\//m.test(text)) return 'says crewai.flow';
  const isCrew = /^\s+["']?(?:backstory|expected_output)["']?\s*:/m.test(text);
  return isCrew ? 'says backstory or expected_output' : undefined;
}

async function read(file: SourceFile, open: OpenSibling): Promise<Imported> {
  const root = readLocated(file);
  switch (crewFileOf(root)?.form) {
    case 'flow':
      return mapProject(new Drafts(), { name: textOf(find(root, 'name')) || 'flow', crews: [], flows: [flowOf(root)] });
    case 'crew':
      return readCrew(file, open);
    case 'agent':
      return readAgent(file, open);
    case 'agents':
      return readYaml(file, open, { agents: file, tasks: openForm(open, counterparts(file, 'tasks'), 'tasks') });
    case 'tasks':
      return readYaml(file, open, { agents: openForm(open, counterparts(file, 'agents'), 'agents'), tasks: file });
    default:
      throw nothing(root);
  }
}

import { InvalidInputError } from '../../base/errors.ts';
import { type CodeProject, readCode } from '../crewai-python/read-code.ts';
import { Drafts } from '../drafts.ts';
import type { Imported, OpenSibling, SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import { find, listOf, textOf } from '../located.ts';
import { agentAlone, jsonCrew } from './json-crew.ts';
import { mapProject } from './map-project.ts';
import { baseOf, codeFiles, folderOf, from, openForm, systemName } from './siblings.ts';
import { yamlCrew } from './yaml-crew.ts';

type Files = { readonly agents: SourceFile | undefined; readonly tasks: SourceFile | undefined };

/** agents.yaml and tasks.yaml, with the code that makes a crew of them if it is there. */
export async function readYaml(file: SourceFile, open: OpenSibling, { agents, tasks }: Files): Promise<Imported> {
  const code = await openCode(file, open);
  if (code !== undefined) return mapProject(code.drafts, code.project);
  const drafts = new Drafts();
  const crew = yamlCrew(drafts, agents, tasks);
  return mapProject(drafts, { name: systemName(file.name) ?? 'crew', crews: [crew], flows: [] });
}

/** The code that takes its agents or tasks from this very file. */
async function openCode(
  file: SourceFile,
  open: OpenSibling,
): Promise<{ readonly drafts: Drafts; readonly project: CodeProject } | undefined> {
  for (const path of codeFiles(file)) {
    const code = open(path);
    if (code === undefined) continue;
    const drafts = new Drafts();
    const project = await readOrNothing(drafts, code, from(folderOf(path), open));
    if (project?.used.includes(file.name) === true) return { drafts, project };
  }
  return undefined;
}

async function readOrNothing(drafts: Drafts, code: SourceFile, open: OpenSibling): Promise<CodeProject | undefined> {
  try {
    return await readCode(drafts, code, open);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** crew.jsonc with its agents. */
export function readCrew(file: SourceFile, open: OpenSibling): Imported {
  const drafts = new Drafts();
  const crew = jsonCrew(drafts, file, open);
  const name = crew.name === undefined || crew.name === '' ? (systemName(file.name) ?? 'crew') : crew.name;
  return mapProject(drafts, { name, crews: [crew], flows: [] });
}

/** An agent's own file, with the crew of the folder above if it is in it. */
export function readAgent(file: SourceFile, open: OpenSibling): Imported {
  const name = baseOf(file.name).replace(/\.[^.]*$/, '');
  const crew = openForm(open, ['../crew.jsonc', '../crew.json'], 'crew');
  if (crew !== undefined && namesIn(crew).includes(name)) return readCrew(crew, from('../', open));
  const agent = agentAlone(file, name === '' ? 'agent' : name);
  const alone = {
    identity: 'crew',
    name: undefined,
    spot: agent.spot,
    settings: new Map(),
    agents: [agent],
    tasks: [],
    manager: undefined,
    isOrdered: false,
    entry: undefined,
  };
  return mapProject(new Drafts(), { name, crews: [alone], flows: [] });
}

function namesIn(crew: SourceFile): readonly string[] {
  const root = readLocated(crew);
  return [...listOf(find(root, 'agents')), find(root, 'manager_agent')].flatMap((one) => textOf(one) ?? []);
}

import type { CrewSource } from '../crewai/crew.ts';
import type { Project } from '../crewai/map-project.ts';
import { baseOf, systemName } from '../crewai/siblings.ts';
import type { Drafts } from '../drafts.ts';
import type { OpenSibling, SourceFile } from '../importer.ts';
import { readProgram } from '../python/py-program.ts';
import { Configs } from './configs.ts';
import { CrewProgram } from './crew-program.ts';
import { CrewReader } from './read-crews.ts';
import { readFlows } from './read-flows.ts';
import { SettingReader } from './to-setting.ts';

export type CodeProject = Project & {
  /** Names of the YAML files that the code takes agents and tasks from. */
  readonly used: readonly string[];
};

/** The crews and flows of a Python file and of the files that it imports. */
export async function readCode(drafts: Drafts, file: SourceFile, open: OpenSibling): Promise<CodeProject> {
  const py = await readProgram(file, open);
  const program = new CrewProgram(py, open);
  const configs = new Configs(program, drafts);
  const reading = { program, settings: new SettingReader(program), configs, drafts };
  const reader = new CrewReader(reading);
  const { flows, started } = readFlows(reading, reader);
  const calls = program.crewCalls();
  const crews = calls.filter((call) => !started.has(call)).map((call) => reader.crew(call));
  const loose = calls.length === 0 && started.size === 0 ? reader.loose() : undefined;
  const all = loose === undefined ? crews : [loose];
  drafts.warnings.unshift(...py.warnings);
  configs.noteUnused();
  return {
    name: nameOf(
      flows.map(({ name }) => name),
      all,
      file,
    ),
    crews: all,
    flows,
    used: configs.used,
  };
}

/** After the flow or the crew if there is one, else after the folder. */
function nameOf(flows: readonly string[], crews: readonly CrewSource[], file: SourceFile): string {
  const names = [...new Set(flows.length > 0 ? flows : crews.flatMap(({ name }) => name ?? []))];
  const [only] = names;
  const own = only !== undefined && names.length === 1 && !/^(?:crew|get_crew|my_crew)$/.test(only) ? only : undefined;
  return own ?? systemName(file.name) ?? baseOf(file.name).replace(/\.\w+$/, '');
}

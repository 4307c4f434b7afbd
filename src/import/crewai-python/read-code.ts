import { describePlace } from '../../base/errors.ts';
import type { AgentSource, CrewSource } from '../crewai/crew.ts';
import type { FlowSource } from '../crewai/flow.ts';
import type { Project } from '../crewai/map-project.ts';
import { baseOf, systemName } from '../crewai/siblings.ts';
import type { Drafts } from '../drafts.ts';
import type { OpenSibling, SourceFile } from '../importer.ts';
import { readProgram } from '../python/py-program.ts';
import { shownName } from '../shown-name.ts';
import { Configs } from './configs.ts';
import { CrewProgram } from './crew-program.ts';
import { isStarted, kickoffs, missingCrew, relaysIn, warnMissingCrew } from './kickoffs.ts';
import { CrewReader, type Reading } from './read-crews.ts';
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
  const all = program.crewCalls().map((call) => reader.crew(call));
  const crews = program
    .crewCalls()
    .filter((call) => !started.has(call))
    .map((call) => reader.crew(call));
  const others = loneAgents(reading, reader, agentsOf(all, flows));
  const relays = relaysIn(program)
    .filter(({ from, to }) => !started.has(from) && !started.has(to))
    .map(({ from, to, spot }) => ({ from: reader.crew(from), to: reader.crew(to), spot }));
  const found = [...crews, ...others];
  const isNothing = found.length + flows.length === 0;
  const loose = isNothing ? reader.loose() : undefined;
  if (isNothing && loose === undefined) found.push(...missingCrews(reading, reader));
  drafts.warnings.unshift(...py.warnings);
  configs.noteUnused();
  const whole = loose === undefined ? found : [loose];
  return { name: nameOf(flows, whole, file), crews: whole, flows, relays, used: configs.used };
}

/** The agents that a crew or a flow has work for. */
function agentsOf(crews: readonly CrewSource[], flows: readonly FlowSource[]): ReadonlySet<AgentSource> {
  const actions = flows.flatMap(({ methods }) => methods).flatMap((method) => method.actions);
  return new Set([
    ...crews.flatMap(({ agents, manager }) => (manager === undefined ? agents : [...agents, manager])),
    ...actions.flatMap((action) => (action.form === 'agent' ? [action.agent] : [])),
  ]);
}

/** Agents of no crew: those that the code starts by themselves; of the others it is said that they are left out. */
function loneAgents({ program, drafts }: Reading, reader: CrewReader, used: ReadonlySet<AgentSource>): CrewSource[] {
  return program.agentCalls().flatMap((call): CrewSource[] => {
    const agents = reader.agents(call).filter((agent) => !used.has(agent));
    if (isStarted(program, call)) return agents.map((agent) => reader.alone(agent, call));
    if (used.size === 0) return [];
    for (const { name, spot } of agents) {
      drafts.ignored.push({
        what: `agent ${shownName(name)}`,
        where: describePlace(spot.at),
        why: 'no crew of the code has it',
      });
    }
    return [];
  });
}

/** What the code starts, though none of the files makes it. */
function missingCrews({ program, drafts }: Reading, reader: CrewReader): CrewSource[] {
  return kickoffs(program).flatMap((call): CrewSource[] => {
    const agent = missingCrew(call);
    if (agent !== undefined) warnMissingCrew(drafts, call);
    return agent === undefined ? [] : [reader.alone(agent, call)];
  });
}

/** After the flow or the crew if there is one, else after the folder. */
function nameOf(flows: readonly FlowSource[], crews: readonly CrewSource[], { name: file }: SourceFile): string {
  const named = flows.length > 0 ? flows.map(({ name }) => name) : crews.flatMap(({ name }) => name ?? []);
  const [only, ...others] = new Set(named);
  const own = others.length === 0 && !/^(?:get_|my_)?crew$/i.test(only ?? 'crew') ? only : undefined;
  return own ?? systemName(file) ?? baseOf(file).replace(/\.\w+$/, '');
}

import { describePlace, InvalidInputError } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import type { SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import { describeForm, type Located } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { type AgentSource, type CrewSource, referredBy, type TaskSource } from './crew.ts';
import { agentSettings, agentsIn, type Named, othersIn, tasksIn } from './crew-files.ts';
import { type Settings, settingsOf } from './setting.ts';

/** A crew as its YAML files alone give it: who is in it and what for, but neither tools nor process. */
export function yamlCrew(
  drafts: Drafts,
  agentsFile: SourceFile | undefined,
  tasksFile: SourceFile | undefined,
): CrewSource {
  const agentsRoot = agentsFile === undefined ? undefined : readLocated(agentsFile);
  const tasksRoot = tasksFile === undefined ? undefined : readLocated(tasksFile);
  const tasks = tasksRoot === undefined ? [] : taskSources(tasksIn(tasksRoot));
  const written = agentsRoot === undefined ? [] : agentSources(agentsIn(agentsRoot));
  const agents = agentsRoot === undefined ? agentsOfTasks(tasks) : written;
  if (agentsRoot !== undefined)
    noteOthers(drafts, agentsRoot, agentsIn(agentsRoot), 'agent', 'a role, a goal and a backstory');
  if (tasksRoot !== undefined)
    noteOthers(drafts, tasksRoot, tasksIn(tasksRoot), 'task', 'a description and an expected_output');
  const root = agentsRoot ?? tasksRoot;
  if (root === undefined || agents.length + tasks.length === 0) throw nothing(root);
  return {
    identity: 'crew',
    name: undefined,
    spot: root,
    settings: new Map(),
    agents,
    tasks,
    manager: undefined,
    isOrdered: false,
    entry: undefined,
  };
}

/** A crew in one file, with its agents under their names. */
export function inlineCrew(
  { value, spot, name }: Named,
  identity: string,
  agents: readonly AgentSource[],
  known: readonly AgentSource[] = agents,
): CrewSource {
  const settings = settingsOf(value);
  const named = settings.get('manager_agent');
  const manager = named === undefined ? undefined : referredBy(named, known);
  return {
    identity,
    name,
    spot,
    settings: without(settings, ['agents', 'tasks', 'inputs']),
    agents: agents.filter((agent) => agent !== manager),
    tasks: taskSources(tasksIn(value), identity),
    manager,
    isOrdered: true,
    entry: undefined,
  };
}

export const agentSources = (named: readonly Named[], within = '', isComplete = false): AgentSource[] =>
  named.map(({ name, spot, value }) => ({
    identity: `${within} ${spot.at.file} ${value.pointer}`,
    name,
    spot,
    settings: agentSettings(value),
    isComplete,
  }));

const taskSources = (named: readonly Named[], within = ''): TaskSource[] =>
  named.map(({ name, spot, value }) => ({
    identity: `${within} ${spot.at.file} ${value.pointer}`,
    name,
    spot,
    settings: settingsOf(value),
  }));

/** Without the file of the agents, those that tasks name. */
function agentsOfTasks(tasks: readonly TaskSource[]): AgentSource[] {
  const byName = new Map<string, AgentSource>();
  for (const { settings } of tasks) {
    const named = settings.get('agent');
    if (named?.form !== 'text' || named.text.trim() === '') continue;
    const name = named.text.trim();
    const agent = { identity: `named ${name}`, name, spot: named, settings: new Map(), isComplete: false };
    if (!byName.has(name)) byName.set(name, agent);
  }
  return [...byName.values()];
}

function noteOthers(drafts: Drafts, root: Located, known: readonly Named[], what: string, fields: string): void {
  const list = root.form === 'map' && root.entries.has(`${what}s`) ? root.entries.get(`${what}s`)?.value : root;
  for (const { name, spot, value } of list === undefined ? [] : othersIn(list, known)) {
    if (value.form === 'map' || what === 'agent') {
      const found =
        value.form === 'map' ? `"${shownName(name)}" without them` : `${describeForm(value)} for "${shownName(name)}"`;
      drafts.warnings.push({
        at: spot.at,
        expected: `an ${what} with ${fields}`.replace('an task', 'a task'),
        found,
        fix: 'Complete it, or remove it.',
      });
    } else drafts.ignored.push({ what: shownName(name), where: describePlace(spot.at), why: `it is no ${what}` });
  }
}

const without = (settings: Settings, keys: readonly string[]): Settings =>
  new Map([...settings].filter(([key]) => !keys.includes(key)));

export function nothing(root: Located | undefined): InvalidInputError {
  const at = root?.at ?? { file: 'crew' };
  const fix = 'Give agents.yaml, tasks.yaml, crew.jsonc or a flow of CrewAI.';
  return new InvalidInputError([{ at, expected: 'agents with a role and a goal, or tasks', found: 'none', fix }]);
}

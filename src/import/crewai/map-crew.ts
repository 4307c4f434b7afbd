import { describePlace } from '../../base/errors.ts';
import { addUser } from '../add-user.ts';
import { assumed, type Drafts, declared, inferred, type Spot } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import type { AgentSource, CrewSource, Entry } from './crew.ts';
import { AGENT_TEXTS, inputsIn, TASK_TEXTS } from './inputs.ts';
import { mapAgent } from './map-agent.ts';
import { mapKnowledge } from './map-knowledge.ts';
import { mapAgentMemory, mapCrewMemory } from './map-memory.ts';
import { mapModel } from './map-model.ts';
import { type Job, mapTasks } from './map-tasks.ts';
import type { Mapping } from './mapping.ts';
import { isOn, lastName, type Setting, type Settings, severalIn, textIn } from './setting.ts';

/** The ends of a crew, for what starts it and what comes after it. */
export type MappedCrew = {
  /** Agents that what it is started with goes to; why it is known. */
  readonly first: readonly {
    readonly id: string;
    readonly spot: Spot;
    readonly rule: string;
    readonly isAssumed: boolean;
  }[];
  /** The agent whose result is that of the crew. */
  readonly last: string | undefined;
};

/** The agents of a crew, what they share, and what they send each other. */
export function mapCrew(mapping: Mapping, crew: CrewSource): MappedCrew {
  const manager = mapManager(mapping, crew);
  const ids = new Map(crew.agents.map((agent) => [agent.identity, mapAgent(mapping, agent)]));
  const idOf = ({ identity }: AgentSource): string => ids.get(identity) ?? manager?.id ?? '';
  const members = [...new Set(ids.values())];
  if (manager !== undefined) mapHierarchy(mapping, manager, members);
  mapDelegation(mapping, crew, idOf, members);
  const jobs = mapTasks(mapping, crew, idOf, manager?.id);
  const all = manager === undefined ? members : [manager.id, ...members];
  mapCrewMemory(mapping, crew.identity, crew.settings, all);
  for (const agent of crew.agents) mapAgentMemory(mapping, crew.identity, idOf(agent), agent.settings.get('memory'));
  mapKnowledge(mapping, all, crew.settings.get('knowledge_sources'));
  mapPlanner(mapping, crew, all);
  noteCallbacks(mapping, crew);
  const chained = jobs.length === 0 && manager === undefined ? mapChain(mapping, crew, idOf) : undefined;
  return chained ?? { first: firstOf(crew, jobs, idOf, manager), last: jobs.at(-1)?.by ?? manager?.id };
}

/** Whoever starts the crew, as a user. */
export function addStarter({ drafts }: Mapping, { first }: MappedCrew, entry: Entry | undefined): void {
  for (const { id, spot, rule, isAssumed } of first) {
    const provenance = isAssumed ? assumed(spot, rule) : inferred(spot, rule);
    if (entry === undefined) addUser(drafts, { to: [id], spot, provenance });
    else addRequester(drafts, entry, [id]);
  }
}

/** Anybody who can send requests. @returns its id */
export function addRequester(drafts: Drafts, { name, spot }: Entry, to: readonly string[]): string {
  const provenance = inferred(spot, `${shownName(name)} answers requests from outside`);
  const user = { key: 'web user', id: 'web-user', name: 'whoever sends requests' };
  return addUser(drafts, { ...user, to, spot, exposed: true, provenance });
}

type Manager = { readonly id: string; readonly spot: Spot };

function mapManager(mapping: Mapping, crew: CrewSource): Manager | undefined {
  const process = crew.settings.get('process');
  const isHierarchical = /^hierarchical$/i.test(lastName(nameOf(process)));
  if (crew.manager !== undefined)
    return { id: mapAgent(mapping, crew.manager, 'orchestrator'), spot: crew.manager.spot };
  if (!isHierarchical || process === undefined) return undefined;
  const { drafts } = mapping;
  const id = drafts.idFor(`manager ${crew.identity}`, 'manager');
  const provenance = inferred(process, 'a hierarchical crew has a manager that plans and hands out its tasks');
  drafts.component({ id, kind: 'orchestrator', name: 'manager of the crew', provenance });
  mapModel(mapping, id, crew.settings.get('manager_llm'), process);
  return { id, spot: process };
}

const nameOf = (setting: Setting | undefined): string =>
  setting?.form === 'name' ? setting.name : (textIn(setting) ?? '').trim();

function mapHierarchy({ drafts }: Mapping, manager: Manager, members: readonly string[]): void {
  const provenance = inferred(manager.spot, 'the manager of a hierarchical crew hands its tasks out to all agents');
  for (const to of members) {
    if (to !== manager.id) drafts.relation({ from: manager.id, to, kind: 'delegates', provenance });
  }
}

function mapDelegation(
  { drafts }: Mapping,
  { agents }: CrewSource,
  idOf: (agent: AgentSource) => string,
  members: readonly string[],
): void {
  for (const agent of agents) {
    const may = agent.settings.get('allow_delegation');
    if (!isOn(may)) continue;
    const provenance = inferred(may, 'an agent that may delegate can give work to every other agent of its crew');
    const from = idOf(agent);
    for (const to of members) if (to !== from) drafts.relation({ from, to, kind: 'delegates', provenance });
  }
}

/** Planning puts a plan of one more model call into every task. */
function mapPlanner(mapping: Mapping, { identity, settings }: CrewSource, agents: readonly string[]): void {
  const planning = settings.get('planning');
  if (!isOn(planning)) return;
  const { drafts } = mapping;
  const id = drafts.idFor(`planner ${identity}`, 'planner');
  drafts.component({ id, kind: 'orchestrator', name: 'planner of the crew', provenance: declared(planning) });
  mapModel(mapping, id, settings.get('planning_llm'), planning);
  const provenance = inferred(planning, 'the plan is put before the agents with their tasks');
  for (const to of agents) drafts.relation({ from: id, to, kind: 'messages', provenance });
}

/** Code that is given what agents do, and may do anything with it. */
function noteCallbacks({ drafts }: Mapping, { settings, tasks, agents }: CrewSource): void {
  for (const one of [settings, ...tasks.map((task) => task.settings), ...agents.map((agent) => agent.settings)]) {
    for (const key of CALLBACKS) {
      const callback = one.get(key);
      if (callback === undefined) continue;
      drafts.ignored.push({ what: key, where: describePlace(callback.at), why: 'its code is not followed' });
    }
  }
}

const CALLBACKS = ['callback', 'callbacks', 'step_callback', 'task_callback'];

/** Where no task names an agent, the order of the agents is all there is. */
function mapChain({ drafts }: Mapping, { agents }: CrewSource, idOf: (agent: AgentSource) => string): MappedCrew {
  const rule = 'no task names an agent; they are taken to work one after the other, in the order of the file';
  for (const [index, agent] of agents.entries()) {
    const before = agents[index - 1];
    if (before === undefined || idOf(before) === idOf(agent)) continue;
    const provenance = assumed(agent.spot, rule);
    drafts.relation({ from: idOf(before), to: idOf(agent), kind: 'messages', provenance });
  }
  const why = 'which agent works for which stands in no file';
  for (const agent of agents.length > 1 ? agents.slice(0, 1) : [])
    drafts.toFill.push({ component: idOf(agent), field: 'relations', why });
  const [first] = agents;
  const last = agents.at(-1);
  const filled = agents.flatMap((agent) => filledIn(agent.settings, AGENT_TEXTS, idOf(agent)));
  const starts = first === undefined ? [] : [started(idOf(first), first.spot)];
  return { first: firstEach([...filled, ...starts]), last: last === undefined ? undefined : idOf(last) };
}

type First = MappedCrew['first'][number];

/** The agents whose texts are filled in by whoever starts the crew, and the one that begins. */
function firstOf(
  { agents, tasks }: CrewSource,
  jobs: readonly Job[],
  idOf: (agent: AgentSource) => string,
  manager: Manager | undefined,
): First[] {
  const filled = [
    ...jobs.flatMap(({ task, by }) => filledIn(task.settings, TASK_TEXTS, by)),
    ...agents.flatMap((agent) => filledIn(agent.settings, AGENT_TEXTS, idOf(agent))),
  ];
  const [job] = jobs;
  const begins = job !== undefined ? [started(job.by, job.task.spot)] : [];
  const managed = manager !== undefined ? [started(manager.id, tasks[0]?.spot ?? manager.spot)] : [];
  return firstEach([...filled, ...begins, ...managed]);
}

function filledIn(settings: Settings, fields: readonly string[], id: string): First[] {
  const [input] = inputsIn(settings, fields);
  if (input !== undefined) {
    const rule = `{${shownName(input.name)}} is filled in by whoever starts the crew`;
    return [{ id, spot: input.spot, rule, isAssumed: false }];
  }
  const open = fields
    .flatMap((field) => severalIn(settings.get(field)))
    .find((one) => one.form === 'text' && !one.isWhole);
  if (open === undefined) return [];
  return [{ id, spot: open, rule: 'parts of its text are filled in when it runs', isAssumed: true }];
}

const started = (id: string, spot: Spot): First => ({ id, spot, rule: 'somebody starts the crew', isAssumed: true });

const firstEach = (all: readonly First[]): First[] =>
  all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);

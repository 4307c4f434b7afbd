import { didYouMeanSentence } from '../../base/did-you-mean.ts';
import { describePlace } from '../../base/errors.ts';
import type { Provenance } from '../../graph/ecosystem.ts';
import { assumed, type Drafts, declared, inferred } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import { type AgentSource, type CrewSource, referredBy, type TaskSource } from './crew.ts';
import { mapFile } from './map-file.ts';
import { mapTool } from './map-tool.ts';
import type { Mapping } from './mapping.ts';
import { type Setting, severalIn, textIn } from './setting.ts';
import { addTaskGates, Results } from './task-gates.ts';
import { type Handover, taskOrder } from './task-order.ts';

/** A task and the component that does it. */
export type Job = { readonly task: TaskSource; readonly by: string };

/**
 * Tasks are no components: their results are messages between the agents that do them, and files.
 * @param idOf - component of an agent
 * @param manager - does all tasks of a hierarchical crew
 * @returns the jobs, in order
 */
export function mapTasks(
  mapping: Mapping,
  crew: CrewSource,
  idOf: (agent: AgentSource) => string,
  manager: string | undefined,
): readonly Job[] {
  const { drafts } = mapping;
  const jobs = crew.tasks.flatMap((task): Job[] => {
    const agent = agentOf(task, crew, drafts);
    const by = manager ?? (agent === undefined ? undefined : idOf(agent));
    if (by === undefined) noteUndone(drafts, task);
    return by === undefined ? [] : [{ task, by }];
  });
  const results = new Results();
  mapHandovers(crew, jobs, drafts, results);
  for (const job of jobs) mapJob(mapping, job, results);
  addTaskGates(drafts, crew.tasks, results);
  return jobs;
}

function agentOf(task: TaskSource, { agents, manager }: CrewSource, drafts: Drafts): AgentSource | undefined {
  const named = task.settings.get('agent');
  if (named === undefined) return undefined;
  const known = manager === undefined ? agents : [...agents, manager];
  const agent = referredBy(named, known);
  if (agent === undefined)
    warnUnknown(
      drafts,
      named,
      'an agent of the crew',
      known.map(({ name }) => name),
    );
  return agent;
}

function warnUnknown(drafts: Drafts, named: Setting, expected: string, names: readonly string[]): void {
  const name = textIn(named)?.trim();
  const guess = name === undefined ? '' : didYouMeanSentence(name, names).trim();
  const fix = guess === '' ? `Known are: ${names.map(shownName).join(', ')}.` : guess;
  const found = name === undefined ? 'something that only the running code knows' : `"${shownName(name)}"`;
  drafts.warnings.push({ at: named.at, expected, found, fix });
}

function noteUndone(drafts: Drafts, { name, spot, settings }: TaskSource): void {
  const why = settings.has('agent') ? 'its agent is not known' : 'it names no agent';
  drafts.ignored.push({ what: `task ${shownName(name)}`, where: describePlace(spot.at), why });
}

function mapHandovers(crew: CrewSource, jobs: readonly Job[], drafts: Drafts, results: Results): void {
  const doer = new Map(jobs.map(({ task, by }) => [task, by]));
  // A task that nobody does still hands on nothing; its neighbours close the gap.
  const { handovers } = taskOrder(jobs.map(({ task }) => task));
  for (const unknown of taskOrder(crew.tasks).unknown) {
    warnUnknown(
      drafts,
      unknown,
      'a task of the crew',
      crew.tasks.map(({ name }) => name),
    );
  }
  // What the file says holds before what is concluded, where both join the same two.
  for (const handover of handovers.toSorted((a, b) => Number(b.isDeclared) - Number(a.isDeclared))) {
    const from = doer.get(handover.from);
    const to = doer.get(handover.to);
    if (from === undefined || to === undefined || from === to) continue;
    drafts.relation({ from, to, kind: 'messages', provenance: provenanceOf(handover, crew) });
    results.add(handover.from, 'messages', from, to);
  }
}

function provenanceOf({ spot, isDeclared }: Handover, { isOrdered }: CrewSource): Provenance {
  if (isDeclared) return declared(spot);
  const rule = 'tasks run one after the other, each with the result of the one before';
  return isOrdered ? inferred(spot, rule) : assumed(spot, `${rule}; their order is taken from the file`);
}

function mapJob(mapping: Mapping, { task, by }: Job, results: Results): void {
  const { drafts } = mapping;
  for (const tool of severalIn(task.settings.get('tools'))) mapTool(mapping, by, tool);
  const file = task.settings.get('output_file');
  if (file?.form !== 'text' || file.text.trim() === '') return;
  const to = mapFile(drafts, file.text, file);
  drafts.relation({ from: by, to, kind: 'writes', provenance: declared(file) });
  results.add(task, 'writes', by, to);
}

import type { Spot } from '../drafts.ts';
import { type Entry, entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { type Settings, settingsOf } from './setting.ts';

/** An agent or task under its name. */
export type Named = { readonly name: string; readonly spot: Spot; readonly value: Located };

/** What a YAML or JSON file of CrewAI holds. */
export type CrewFile =
  | { readonly form: 'flow' }
  /** Agents and tasks in one file, or a project whose agents are files of their own. */
  | { readonly form: 'crew' }
  | { readonly form: 'agents' }
  | { readonly form: 'tasks' }
  /** One agent, which a crew names by its file. */
  | { readonly form: 'agent' };

const FLOW_SCHEMA = /^crewai\.flow\/v\d/;

/** Undefined if the file is none of CrewAI. */
export function crewFileOf(root: Located): CrewFile | undefined {
  if (FLOW_SCHEMA.test(textOf(find(root, 'schema')) ?? '')) return { form: 'flow' };
  const agents = namedIn(find(root, 'agents'));
  const tasks = namedIn(find(root, 'tasks'));
  const names = listOf(find(root, 'agents')).filter((item) => textOf(item) !== undefined);
  if (tasks.some(isTask) && (agents.some(isAgent) || names.length > 0)) return { form: 'crew' };
  if (agents.some(isAgent)) return { form: 'agents' };
  if (tasks.some(isTask)) return { form: 'tasks' };
  if (isAgentValue(root)) return { form: 'agent' };
  const top = root.form === 'map' ? namedIn(root) : [];
  if (top.some(isAgent)) return { form: 'agents' };
  return top.some(isTask) ? { form: 'tasks' } : undefined;
}

/** The agents of a file: under `agents`, or each under its name at the top. */
export function agentsIn(root: Located): readonly Named[] {
  const wrapped = find(root, 'agents');
  return namedIn(wrapped ?? root).filter((one) => (wrapped === undefined ? isAgent(one) : one.value.form === 'map'));
}

export function tasksIn(root: Located): readonly Named[] {
  const wrapped = find(root, 'tasks');
  return namedIn(wrapped ?? root).filter((one) => (wrapped === undefined ? isTask(one) : one.value.form === 'map'));
}

/** What stands beside agents or tasks and is none: templates for YAML merges have names with _ or x- in front. */
export const othersIn = (root: Located, known: readonly Named[]): readonly Named[] =>
  namedIn(root).filter(({ name, value }) => !/^(?:_|x-|\.)/.test(name) && !known.some((one) => one.value === value));

const isAgent = ({ value, name }: Named): boolean => !name.startsWith('_') && isAgentValue(value);
const isTask = ({ value, name }: Named): boolean =>
  !name.startsWith('_') && has(value, 'description') && (has(value, 'expected_output') || has(value, 'agent'));

const isAgentValue = (value: Located): boolean => has(value, 'role') && (has(value, 'goal') || has(value, 'backstory'));
const has = (value: Located, key: string): boolean => find(value, key)?.form === 'scalar';

/** Entries of an object; or items of a list, which have a name or are objects with one key. */
function namedIn(located: Located | undefined): readonly Named[] {
  if (located?.form === 'map') return entriesOf(located).map(([name, entry]) => named(name, entry));
  return listOf(located).flatMap((item, index): Named[] => {
    const own = textOf(find(item, 'name')) ?? textOf(find(item, 'id'));
    if (own !== undefined) return [{ name: own, spot: item, value: item }];
    const [only, ...others] = entriesOf(item);
    if (only !== undefined && others.length === 0) return [named(only[0], only[1])];
    const role = textOf(find(item, 'role'));
    return item.form === 'map' ? [{ name: role ?? `task ${index + 1}`, spot: item, value: item }] : [];
  });
}

const named = (name: string, { keyAt, value }: Entry): Named => ({
  name,
  spot: { at: keyAt, pointer: value.pointer },
  value,
});

/** The fields of an agent; JSON projects may put some of them under `settings`. */
export function agentSettings(value: Located): Settings {
  const own = settingsOf(value);
  const more = settingsOf(find(value, 'settings'));
  return more.size === 0 ? own : new Map([...[...own].filter(([key]) => key !== 'settings'), ...more]);
}

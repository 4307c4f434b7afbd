import type { Spot } from '../drafts.ts';
import type { Setting, Settings } from './setting.ts';

/** An agent as the files of a project give it, whatever they are written in. */
export type AgentSource = {
  /** What tells it from all others of the import. */
  readonly identity: string;
  /** The name that tasks use. */
  readonly name: string;
  readonly spot: Spot;
  readonly settings: Settings;
  /** False if a file is missing that may give it tools. */
  readonly isComplete: boolean;
};

export type TaskSource = {
  readonly identity: string;
  readonly name: string;
  readonly spot: Spot;
  readonly settings: Settings;
};

export type CrewSource = {
  readonly identity: string;
  readonly name: string | undefined;
  readonly spot: Spot;
  /** What `Crew` is given besides agents and tasks. */
  readonly settings: Settings;
  readonly agents: readonly AgentSource[];
  readonly tasks: readonly TaskSource[];
  /** The agent that `manager_agent` names, which need not be among the others. */
  readonly manager: AgentSource | undefined;
  /** Whether the order of the tasks is known to be the one in which they run. */
  readonly isOrdered: boolean;
  readonly entry: Entry | undefined;
};

/** A function that answers requests from outside and starts something. */
export type Entry = { readonly name: string; readonly spot: Spot };

/** What an agent or task refers to by name (in files) or by identity (in code). */
export const referredBy = <T extends { readonly identity: string; readonly name: string }>(
  setting: Setting,
  among: readonly T[],
): T | undefined => {
  if (setting.form === 'ref') return among.find(({ identity }) => identity === setting.to);
  const name = setting.form === 'text' ? setting.text.trim() : undefined;
  return among.find((one) => one.name === name);
};

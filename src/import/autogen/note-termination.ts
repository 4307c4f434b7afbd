import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, numberOf, textOf } from '../located.ts';
import { type Component, componentOf } from './component.ts';

/** Conditions that end a run: nothing of the graph, but a reader of the report should know them. */
export function noteTermination(drafts: Drafts, { config }: Component): void {
  const turns = find(config, 'max_turns');
  if (numberOf(turns) !== undefined && turns !== undefined) {
    note(
      drafts,
      'max_turns',
      `it ends the run after ${numberOf(turns)} turns; set suite.horizon to it if a round is a turn`,
      turns,
    );
  }
  noteCondition(drafts, find(config, 'termination_condition'));
}

function noteCondition(drafts: Drafts, located: Located | undefined): void {
  const condition = componentOf(located);
  if (condition === undefined) return;
  const { config, className, map } = condition;
  const inner = listOf(find(config, 'conditions'));
  if (inner.length > 0) for (const one of inner) noteCondition(drafts, one);
  else note(drafts, className.slice(0, 80), reasonOf(className, config), map);
}

function reasonOf(className: string, config: Located): string {
  const [most] = ['max_messages', 'max_total_token', 'timeout_seconds', 'max_turns'].flatMap(
    (key) => numberOf(find(config, key)) ?? [],
  );
  if (/MaxMessage/.test(className) && most !== undefined)
    return `it ends the run after ${most} messages; set suite.horizon to it if a round is a message`;
  if (most !== undefined) return `it ends the run at ${most}`;
  if (/TextMention/.test(className))
    return 'it ends the run when a text is said, which a taken agent may say or leave out';
  const target = textOf(find(config, 'target'));
  if (/Handoff/.test(className))
    return `it ends the run when an agent hands over to ${(target ?? 'somebody').slice(0, 80)}`;
  return 'it only ends the run';
}

function note(drafts: Drafts, what: string, why: string, { at }: Located): void {
  drafts.ignored.push({ what: `termination ${what}`, where: describePlace(at), why });
}

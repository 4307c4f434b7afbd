import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addApproval } from '../add-approval.ts';
import { type Drafts, inferred } from '../drafts.ts';
import type { Component } from './component.ts';
import { type Face, targetOf } from './map-agent.ts';

/** In turn; along a graph; by hand-offs; when a model chooses. */
export type Turns = 'ring' | 'graph' | 'handed' | 'chosen';

/** A human in a team is an approval where everything passes them; else they can speak, but nothing waits for it. */
export function mapHumans(drafts: Drafts, team: Component, members: readonly Face[], turns: Turns): void {
  for (const human of members) {
    if (!human.isHuman) continue;
    const on = waitingFor(human, members, turns).filter(({ from }) => speaks(drafts, from));
    const { map } = human.component;
    if (on.length === 0) {
      const why = `${human.name.slice(0, 80)} can speak, but ${reasons[turns]}`;
      drafts.ignored.push({ what: `approval by ${human.name}`, where: describePlace(map.at), why });
      continue;
    }
    addApproval(drafts, {
      key: `approval ${map.pointer}`,
      id: `${human.name} approval`,
      name: `approval by ${human.name} in ${team.label ?? team.className}`.slice(0, 200),
      on,
      provenance: inferred(map, `${human.name} answers before those after it go on`),
    });
  }
}

const reasons: Readonly<Record<Turns, string>> = {
  ring: 'has no turn between two others: nothing waits for it',
  graph: 'nothing comes after it in the graph: nothing waits for it',
  handed: 'nobody hands over to it: nothing waits for it',
  chosen: 'a model chooses who speaks, and the others hear each other without it: nothing waits for it',
};

function waitingFor(human: Face, members: readonly Face[], turns: Turns): SelectorDraft[] {
  const others = members.filter(({ isHuman }) => !isHuman);
  if (turns === 'chosen') return [];
  if (turns === 'handed' && !others.some(({ handoffs }) => handoffs.some((one) => targetOf(one) === human.name)))
    return [];
  if (turns !== 'ring') return human.entries.map((from) => along({ from }));
  return others.flatMap((sender) =>
    others
      .filter((receiver) => receiver !== sender && isBetween(human, sender, receiver, members))
      .flatMap(({ entries }) => sender.voices.flatMap((from) => entries.map((to) => along({ from, to })))),
  );
}

const speaks = (drafts: Drafts, id: SelectorDraft['from']): boolean =>
  drafts.relations().some(({ from, kind }) => from === id && kind === 'messages');

const along = (ends: { from?: string; to?: string }): SelectorDraft => ({
  kind: 'messages',
  ...ends,
  direction: 'along',
});

/** Whether the human has its turn after the sender and before the receiver. */
function isBetween(human: Face, sender: Face, receiver: Face, members: readonly Face[]): boolean {
  const turn = (face: Face): number =>
    (members.indexOf(face) - members.indexOf(sender) + members.length) % members.length;
  return turn(human) < turn(receiver);
}

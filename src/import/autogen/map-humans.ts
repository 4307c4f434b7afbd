import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addApproval } from '../add-approval.ts';
import { assumed, type Drafts, inferred } from '../drafts.ts';
import type { Component } from './component.ts';
import type { Face } from './map-agent.ts';

/** In turn; along a graph; when a model or another agent chooses; when an orchestrator asks. */
export type Turns = 'ring' | 'graph' | 'chosen' | 'led';

/** A human in a team reads along and answers before it goes on. */
export function mapHumans(drafts: Drafts, team: Component, members: readonly Face[], turns: Turns): void {
  for (const human of members) {
    if (!human.isHuman) continue;
    const on = waitingFor(human, members, turns);
    const { map } = human.component;
    if (on.length === 0) {
      const why = 'nothing between agents waits for it: it only answers';
      drafts.ignored.push({ what: `approval by ${human.name}`, where: describePlace(map.at), why });
      continue;
    }
    const rule =
      turns === 'ring'
        ? `${human.name} answers before those after it go on`
        : `whether ${human.name} is asked before others go on is decided while the team runs`;
    addApproval(drafts, {
      key: `approval ${map.pointer}`,
      id: `${human.name} approval`,
      name: `approval by ${human.name} in ${team.label ?? team.className}`.slice(0, 200),
      on,
      provenance: turns === 'ring' ? inferred(map, rule) : assumed(map, rule),
    });
  }
}

function waitingFor(human: Face, members: readonly Face[], turns: Turns): SelectorDraft[] {
  const others = members.filter(({ isHuman }) => !isHuman);
  if (turns === 'led') return others.flatMap(({ entries }) => entries.map((to) => along('delegates', { to })));
  if (turns === 'graph') return human.entries.map((from) => along('messages', { from }));
  return others.flatMap((sender) =>
    others
      .filter((receiver) => receiver !== sender)
      .filter((receiver) => turns === 'chosen' || isBetween(human, sender, receiver, members))
      .flatMap(({ entries }) => sender.voices.flatMap((from) => entries.map((to) => along('messages', { from, to })))),
  );
}

const along = (kind: 'messages' | 'delegates', ends: { from?: string; to?: string }): SelectorDraft => ({
  kind,
  ...ends,
  direction: 'along',
});

/** Whether the human has its turn after the sender and before the receiver. */
function isBetween(human: Face, sender: Face, receiver: Face, members: readonly Face[]): boolean {
  const turn = (face: Face): number =>
    (members.indexOf(face) - members.indexOf(sender) + members.length) % members.length;
  return turn(human) < turn(receiver);
}

import { type Drafts, declared } from '../drafts.ts';
import { entriesOf, find, listOf, textOf } from '../located.ts';
import type { Component } from './component.ts';
import type { Face } from './map-agent.ts';

/** GraphFlow: who speaks after whom. @returns whom the task goes to */
export function mapGraph(drafts: Drafts, team: Component, members: readonly Face[]): readonly string[] {
  const byName = new Map(members.map((face) => [face.name, face]));
  const nodes = entriesOf(find(team.config, 'graph', 'nodes'));
  const reached = new Set<string>();
  for (const [key, { value: node }] of nodes) {
    const name = textOf(find(node, 'name')) ?? key;
    for (const edge of listOf(find(node, 'edges'))) {
      const target = textOf(find(edge, 'target')) ?? textOf(edge) ?? '';
      const [from, to] = [byName.get(name), byName.get(target)];
      if (from === undefined || to === undefined) {
        const found = 'a name that no participant has';
        const fix = 'Correct the name, or add the participant.';
        drafts.warnings.push({ at: edge.at, expected: 'an edge between two participants', found, fix });
        continue;
      }
      if (from !== to) reached.add(target);
      connect(drafts, from, to, edge);
    }
  }
  const start = byName.get(textOf(find(team.config, 'graph', 'default_start_node')) ?? '');
  const first = start === undefined ? members.filter(({ name }) => !reached.has(name)) : [start];
  return (first.length > 0 ? first : members.slice(0, 1)).flatMap(({ entries }) => entries);
}

function connect(drafts: Drafts, sender: Face, receiver: Face, edge: Parameters<typeof declared>[0]): void {
  for (const from of sender.voices)
    for (const to of receiver.entries)
      if (from !== to) drafts.relation({ from, to, kind: 'messages', provenance: declared(edge) });
}

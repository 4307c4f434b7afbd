import { describePlace } from '../../base/errors.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import type { Wiz, WizEdge } from './read-wiz.ts';
import type { Rated, RatedNode } from './role-of-node.ts';

/** Teams whose model chooses who goes on are orchestrators; in all others everybody hears everybody. */
export function addTeams(drafts: Drafts, { edges }: Wiz, rated: Rated, ids: Map<string, string>): void {
  const teams = [...rated.values()].filter(({ role }) => role.part === 'team');
  for (const { node } of teams) {
    const members = edges.filter(({ from, to }) => from === node.key && ids.has(to));
    const chat = textOf(find(node.metadata, 'chat')) ?? '';
    if (/selector|magentic/i.test(chat)) ids.set(node.key, lead(drafts, node.key, node, members, ids));
    else {
      const why = `a ${chat === '' ? 'team' : chat.slice(0, 60)} is what its members say to each other`;
      drafts.ignored.push({ what: `node ${node.name.slice(0, 80)}`, where: describePlace(node.located.at), why });
      if (members.length > MOST_MEMBERS) continue;
      broadcast(drafts, members, ids);
    }
  }
}

const MOST_MEMBERS = 100;

function lead(
  drafts: Drafts,
  key: string,
  { name, located }: RatedNode['node'],
  members: readonly WizEdge[],
  ids: ReadonlyMap<string, string>,
): string {
  const id = drafts.idFor(`node ${key}`, name);
  drafts.component({ id, kind: 'orchestrator', name, provenance: declared(located) });
  for (const { to, located: spot } of members)
    drafts.relation({ from: id, to: ids.get(to) ?? '', kind: 'delegates', provenance: declared(spot) });
  return id;
}

function broadcast(drafts: Drafts, members: readonly WizEdge[], ids: ReadonlyMap<string, string>): void {
  const rule = 'every message of a group chat goes to all its participants';
  for (const { to: sender, located } of members)
    for (const { to: reader } of members) {
      const [from, to] = [ids.get(sender) ?? '', ids.get(reader) ?? ''];
      if (from !== to) drafts.relation({ from, to, kind: 'messages', provenance: inferred(located, rule) });
    }
}

import { describePlace } from '../../base/errors.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { find, listOf, textOf } from '../located.ts';
import { type Component, componentOf } from './component.ts';
import { type Face, mapAgent, targetOf } from './map-agent.ts';
import { mapGraph } from './map-graph.ts';
import { mapHumans } from './map-humans.ts';
import { mapModel } from './map-model.ts';
import type { Mapping } from './mapping.ts';
import { noteTermination } from './note-termination.ts';

/** Beyond this nobody has built a team, and every pair of a group chat is a relation. */
const MOST_PARTICIPANTS = 100;

/** A team or an agent with everything in it. @returns what others see of it */
export function mapMember(mapping: Mapping, component: Component): Face {
  if (component.type === 'team' || component.type === 'graph') return mapTeam(mapping, component);
  const { face, calls } = mapAgent(mapping, component);
  for (const call of calls) delegate(mapping.drafts, face, mapMember(mapping, call.component), call.spot);
  return face;
}

function delegate(drafts: Drafts, caller: Face, called: Face, spot: Component): void {
  for (const from of caller.entries)
    for (const to of called.entries) {
      if (from === to) continue;
      const kind = called.isHuman ? 'messages' : 'delegates';
      drafts.relation({ from, to, kind, provenance: declared(spot.map) });
    }
}

function mapTeam(mapping: Mapping, team: Component): Face {
  const members = membersOf(mapping, team);
  noteTermination(mapping.drafts, team);
  const entries = join(mapping, team, members);
  const voices = [...new Set([...entries, ...members.flatMap((face) => face.voices)])];
  return { name: teamName(team), entries, voices, isHuman: false, handoffs: [], component: team };
}

const teamName = ({ config, label, className }: Component): string =>
  label ?? textOf(find(config, 'name'))?.trim() ?? className;

function membersOf(mapping: Mapping, { config, map, className }: Component): Face[] {
  const participants = listOf(find(config, 'participants'));
  const { drafts } = mapping;
  if (participants.length > MOST_PARTICIPANTS) {
    const expected = `at most ${MOST_PARTICIPANTS} participants`;
    const found = String(participants.length);
    drafts.warnings.push({ at: map.at, expected, found, fix: 'Split the team: those after them are left out.' });
  }
  const members = participants.slice(0, MOST_PARTICIPANTS).flatMap((located) => {
    const component = componentOf(located);
    if (component !== undefined) return [mapMember(mapping, component)];
    const fix = 'Give the whole component: provider, component_type and config.';
    drafts.warnings.push({ at: located.at, expected: 'a participant', found: 'something without a provider', fix });
    return [];
  });
  if (members.length === 0) {
    const why = 'it has no participants';
    drafts.ignored.push({ what: `team ${className}`, where: describePlace(map.at), why });
  }
  return members;
}

/** How the members of a team talk. @returns whom its tasks go to */
function join(mapping: Mapping, team: Component, members: readonly Face[]): readonly string[] {
  const { className } = team;
  const { drafts } = mapping;
  for (const face of members) handOff(mapping, face, className === 'Swarm' ? members : []);
  if (/Graph/.test(className) && find(team.config, 'graph') !== undefined) {
    const entries = mapGraph(drafts, team, members);
    mapHumans(drafts, team, members, 'graph');
    return entries;
  }
  if (/^(?:Selector|MagenticOne|Magentic)/.test(className)) {
    const isSelector = className.startsWith('Selector');
    const leader = addLeader(mapping, team, isSelector ? 'selector' : 'orchestrator');
    lead(drafts, leader, team, members);
    // The ledger of Magentic-One is its orchestrator's: that passes on what the others need.
    if (isSelector) broadcast(drafts, team, members);
    mapHumans(drafts, team, members, 'chosen');
    return [leader];
  }
  broadcast(drafts, team, members);
  mapHumans(drafts, team, members, className === 'Swarm' ? 'handed' : 'ring');
  return className === 'Swarm' ? (members[0]?.entries ?? []) : members.flatMap(({ entries }) => entries);
}

function addLeader(mapping: Mapping, team: Component, role: string): string {
  const name = team.label === undefined ? role : `${team.label} ${role}`;
  const id = mapping.drafts.idFor(`leader ${team.map.pointer}`, name);
  mapping.drafts.component({ id, kind: 'orchestrator', name, provenance: declared(team.map) });
  mapModel(mapping, id, team);
  return id;
}

function lead(drafts: Drafts, leader: string, team: Component, members: readonly Face[]): void {
  for (const { entries, isHuman } of members)
    for (const to of entries) {
      const provenance = declared(team.map);
      drafts.relation({ from: leader, to, kind: isHuman ? 'messages' : 'delegates', provenance });
      if (isHuman) drafts.relation({ from: to, to: leader, kind: 'messages', provenance });
    }
}

/** In group chats everybody hears everybody. */
function broadcast(drafts: Drafts, team: Component, members: readonly Face[]): void {
  const rule = `every message of a ${team.className.slice(0, 60)} goes to all its participants`;
  for (const sender of members)
    for (const from of sender.voices)
      for (const to of members.flatMap((other) => (other === sender ? [] : other.entries)))
        drafts.relation({ from, to, kind: 'messages', provenance: inferred(sender.component.map, rule) });
}

/** Only a Swarm follows hand-offs to its participants; those to anybody else end the run and are for the user. */
function handOff({ drafts, toUser }: Mapping, { handoffs, entries, name }: Face, members: readonly Face[]): void {
  for (const handoff of handoffs) {
    const face = members.find((member) => member.name === targetOf(handoff));
    if (face === undefined) toUser.push({ from: entries, spot: handoff, name });
    for (const from of entries)
      for (const to of face?.entries ?? []) {
        const kind = face?.isHuman === true ? 'messages' : 'delegates';
        if (from !== to) drafts.relation({ from, to, kind, provenance: declared(handoff) });
      }
  }
}

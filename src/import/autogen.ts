import { describePlace, InvalidInputError } from '../base/errors.ts';
import { addUser } from './add-user.ts';
import { type Component, nameOf } from './autogen/component.ts';
import { findRoots, type Roots } from './autogen/find-roots.ts';
import type { Face } from './autogen/map-agent.ts';
import { mapMember } from './autogen/map-team.ts';
import type { Mapping } from './autogen/mapping.ts';
import { ConfigSecrets } from './config-secrets.ts';
import { detectBy } from './detect-by.ts';
import { assumed, Drafts, declared, finish } from './drafts.ts';
import type { FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { McpServers } from './mcp/attach.ts';

const MISSING = 'provider and component_type';

/** Teams and agents as AutoGen writes them: `dump_component()`, AutoGen Studio, its galleries, kagent. */
export const autogen: FileImporter = {
  format: 'autogen',
  title: 'AutoGen components and AutoGen Studio galleries',
  gives: 'teams and who talks to whom in them, agents, models, tools, MCP servers, memories, code executors, humans',
  detect: detectBy({
    words: /"?(?:provider|component_type|llm_config)"?\s*:/,
    without: 'it has no provider and component_type',
    missing: MISSING,
    detectIn: (root) => findRoots(root).detection,
    saidBy: (text) =>
      /"component_type"\s*:\s*"|autogen_(?:agentchat|ext|core)\./.test(text) ? 'says component_type' : undefined,
  }),
  read,
};

function read(file: SourceFile): Imported {
  const roots = findRoots(readLocated(file));
  if (roots.refusal !== undefined) throw new InvalidInputError([roots.refusal]);
  const drafts = new Drafts();
  const secrets = new ConfigSecrets(drafts);
  const mapping: Mapping = { drafts, servers: new McpServers(drafts), secrets, first: new Map(), toUser: [] };
  const running = roots.teams.length > 0 ? roots.teams : roots.agents;
  for (const component of running) mapTask(mapping, component);
  noteShelf(mapping, roots);
  const count = `${running.length} ${roots.teams.length > 0 ? 'team' : 'agent'}${running.length === 1 ? '' : 's'}`;
  return finish(drafts, { file: file.name, description: `${count} of AutoGen, imported from component JSON.` });
}

/** Somebody gives it its task: a human who takes part, or a user. */
function mapTask(mapping: Mapping, component: Component): void {
  const face = mapMember(mapping, component);
  const { drafts } = mapping;
  const humans = new Set(drafts.components().flatMap(({ id, kind }) => (kind === 'human' ? [id] : [])));
  const to = face.entries.filter((id) => !humans.has(id));
  if (to.length === 0 || hasHuman(face, humans)) return;
  const rule =
    to.length > 1 ? 'somebody gives the team its task, which all participants get' : 'somebody gives it its task';
  const user = addUser(drafts, { to, spot: component.map, provenance: assumed(component.map, rule) });
  for (const { from, spot } of mapping.toUser)
    for (const agent of from) drafts.relation({ from: agent, to: user, kind: 'messages', provenance: declared(spot) });
}

const hasHuman = ({ voices }: Face, humans: ReadonlySet<string>): boolean => voices.some((id) => humans.has(id));

/** A gallery also holds single agents, models and tools to build teams from. */
function noteShelf({ drafts }: Mapping, { teams, agents, parts, others }: Roots): void {
  const shelf = [...(teams.length > 0 ? agents : []), ...parts];
  const why = 'it lies in the gallery by itself: no team or agent of the file runs it';
  for (const part of shelf) {
    const what = `${part.type.slice(0, 40)} ${nameOf(part).slice(0, 80)}`;
    drafts.ignored.push({ what, where: describePlace(part.map.at), why });
  }
  for (const { at } of others) {
    drafts.ignored.push({ what: 'an entry', where: describePlace(at), why: 'it is no component: it has no provider' });
  }
}

import { addUser } from '../add-user.ts';
import { componentOf } from '../autogen/component.ts';
import type { Face } from '../autogen/map-agent.ts';
import { mapMember } from '../autogen/map-team.ts';
import type { Mapping } from '../autogen/mapping.ts';
import { assumed, declared, inferred } from '../drafts.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import { asksUser, entryPointOf } from '../python/entry-points.ts';
import type { PyProgram } from '../python/py-program.ts';
import type { PyCall } from '../python/py-value.ts';
import { sourcesOf } from '../python/value-sources.ts';
import { classOf, isComponentClass } from './class-of.ts';
import { CodeComponents, spotOf } from './code-components.ts';
import { type TeamRun, teamRuns } from './team-runs.ts';

/** A team or an agent that is part of no other one. */
type Root = { readonly call: PyCall; readonly face: Face };

/** Teams and agents of AgentChat. @returns how many of them stand for themselves */
export function mapChat(program: PyProgram, given: Omit<Mapping, 'addCode'>): number {
  const { drafts } = given;
  const components = new CodeComponents(program, drafts);
  const addCode: Mapping['addCode'] = (tool, caller) => {
    const code = components.functions.get(tool);
    if (code === undefined) return false;
    const { made, name } = code;
    const key = `function ${made.at.file}:${made.at.line}:${made.at.column}`;
    addFunctionTool(drafts, program, { key, name, made, callers: [caller], spot: tool });
    return true;
  };
  const mapping: Mapping = { ...given, addCode };
  const made = program.calls().filter((call) => isMember(program, call));
  for (const call of made) components.of(call);
  const roots = made
    .filter((call) => !components.nested.has(call))
    .flatMap((call) => {
      const component = componentOf(components.of(call));
      return component === undefined ? [] : [{ call, face: mapMember(mapping, component) }];
    });
  mapTasks(program, mapping, roots);
  return roots.length;
}

/** Agents and teams; models, tools and the like count only inside them. */
function isMember(program: PyProgram, call: PyCall): boolean {
  const provider = classOf(program, call);
  return provider !== undefined && isComponentClass(provider) && /\.(?:agents|teams)\./.test(provider);
}

/** Who gives the tasks: strangers, users, or what ran before. */
function mapTasks(program: PyProgram, mapping: Mapping, roots: readonly Root[]): void {
  const { drafts } = mapping;
  const runs = teamRuns(program, (call) => roots.some((root) => root.call === call));
  const humans = new Set(drafts.components().flatMap(({ id, kind }) => (kind === 'human' ? [id] : [])));
  for (const root of roots) {
    const to = root.face.entries.filter((id) => !humans.has(id));
    const own = runs.filter((run) => run.runs.includes(root.call));
    const before = own.flatMap((run) => mapBefore(program, mapping, run, root, roots));
    const isInside = root.face.voices.some((id) => humans.has(id));
    if (to.length === 0) continue;
    const entry = own.map(({ call }) => entryPointOf(program, call.scope)).find((one) => one !== undefined);
    if (entry !== undefined) {
      const provenance = inferred(entry.spot, `${entry.name} answers requests from outside`);
      const user = { key: 'web user', id: 'web-user', name: 'whoever sends requests', exposed: true, provenance };
      addUser(drafts, { to, spot: spotOf(root.call), ...user });
    } else if (!isInside && before.length === 0) mapUser(program, mapping, own, root, to);
  }
}

function mapUser(
  program: PyProgram,
  mapping: Mapping,
  runs: readonly TeamRun[],
  { call }: Root,
  to: readonly string[],
): void {
  const { drafts, toUser } = mapping;
  const asks = runs
    .flatMap(({ task }) => (task === undefined ? [] : sourcesOf(program, task, () => false)))
    .find(asksUser);
  const several = 'somebody gives the team its task, which all participants get';
  const provenance =
    asks === undefined
      ? assumed(call, to.length > 1 ? several : 'somebody gives it its task')
      : inferred(asks, 'the code asks somebody for the text');
  const user = addUser(drafts, { to, spot: call, provenance });
  for (const { from, spot } of toUser)
    for (const agent of from) drafts.relation({ from: agent, to: user, kind: 'messages', provenance: declared(spot) });
}

/** What ran before and gives this run its task. @returns their roots */
function mapBefore(
  program: PyProgram,
  { drafts }: Mapping,
  { task, call }: TeamRun,
  root: Root,
  roots: readonly Root[],
): Root[] {
  const all = teamRuns(program, (one) => roots.some((other) => other.call === one));
  const runOf = new Map(all.map((run) => [run.call, run]));
  const sources = task === undefined ? [] : sourcesOf(program, task, (one) => runOf.has(one));
  const made = sources.flatMap((one) => runOf.get(one)?.runs ?? []);
  const before = roots.filter((other) => other !== root && made.includes(other.call));
  for (const { face } of before)
    for (const from of face.voices)
      for (const to of root.face.entries) {
        const provenance = inferred(call, 'the code gives it what the other one answered');
        if (from !== to) drafts.relation({ from, to, kind: 'messages', provenance });
      }
  return before;
}

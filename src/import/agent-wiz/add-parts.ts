import { known } from '../../graph/belief.ts';
import type { Provenance } from '../../graph/ecosystem.ts';
import { addModel } from '../add-model.ts';
import { addTool } from '../add-tool.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { edgesByEnd } from '../edges-by-end.ts';
import { find, listOf, textOf } from '../located.ts';
import type { Wiz, WizEdge, WizNode } from './read-wiz.ts';
import type { Rated, RatedNode } from './role-of-node.ts';

/** Who uses a part, and where the file says so. */
type Use = {
  readonly agent: string;
  readonly provenance: Provenance;
  /** The workflow goes on there, or comes from there, by itself: no model calls it. */
  readonly passes?: 'on' | 'back';
};

/** Agents by the key of their nodes, and what runs a graph without any. */
export type Users = { readonly ids: ReadonlyMap<string, string>; readonly runner: string | undefined };

/** Tools and models beside the flow, joined with their agents in either direction. */
export function addParts(drafts: Drafts, wiz: Wiz, rated: Rated, users: Users): void {
  const { ids } = users;
  const edgesOf = edgesByEnd(wiz.edges, ({ from, to }) => [from, to]);
  const loose: string[] = [];
  for (const { node, role } of rated.values()) {
    if (role.part !== 'tool' && role.part !== 'model') continue;
    const uses = usesOf(node, edgesOf.get(node.key) ?? [], rated, users);
    if (role.part === 'tool') addToolNode(drafts, node, uses);
    else addModelNode(drafts, node, uses);
    if (uses.length === 0) loose.push(node.name.slice(0, 60));
  }
  addNamedTools(drafts, rated, ids);
  if (loose.length === 0) return;
  const found = `${loose.length} tools or models that no agent is joined with, such as ${loose.slice(0, 3).join(', ')}`;
  const fix = 'Add who uses them: by itself a tool spreads nothing.';
  drafts.warnings.push({ at: wiz.root.at, expected: 'an agent for each tool', found, fix });
}

/** A tool that is joined with a task of CrewAI is used by the agent of the task. */
function usesOf(node: WizNode, edges: readonly WizEdge[], rated: Rated, { ids, runner }: Users): Use[] {
  if (runner !== undefined) {
    const rule = 'no node of the graph is an agent: what runs it calls its nodes';
    return [{ agent: runner, provenance: inferred(node.located, rule) }];
  }
  return edges.flatMap(({ from, to, type, located }): Use[] => {
    const other = from === node.key ? to : from;
    const agent = ids.get(other) ?? ids.get(textOf(find(rated.get(other)?.node.metadata, 'agent')) ?? '');
    return agent === undefined ? [] : [{ agent, provenance: declared(located), ...passing(type, from === node.key) }];
  });
}

/** n8n's main connections; its parts of agents are joined by `ai_tool` and the like. */
const passing = (type: string, isFromPart: boolean): Pick<Use, 'passes'> =>
  type === 'main' ? { passes: isFromPart ? 'back' : 'on' } : {};

const keyOf = (name: string): string => `node ${name}`;

function addToolNode(drafts: Drafts, node: WizNode, uses: readonly Use[]): void {
  const { key, name, functionName, located: spot, type, metadata } = node;
  const isFunction =
    /custom|function/.test(type) ||
    find(metadata, 'custom') !== undefined ||
    (type === 'tool' && functionName !== undefined);
  const n8nType = textOf(find(metadata, 'n8n_type'));
  // The first relation stays: calls stand at their edges.
  const to = drafts.idFor(keyOf(key), name);
  for (const { agent, provenance, passes } of uses) {
    if (passes === 'back') drafts.relation({ from: to, to: agent, kind: 'feeds', provenance });
    else {
      const trust = passes === 'on' ? { trust: { against: known(0) } } : {};
      drafts.relation({ from: agent, to, kind: 'invokes', ...trust, provenance });
    }
  }
  addTool(drafts, {
    key: keyOf(key),
    name,
    spot,
    knownAs: [n8nType?.split('.').at(-1), functionName, name].flatMap((one) => one ?? []),
    callers: uses.flatMap(({ agent, passes }) => (passes === undefined ? [agent] : [])),
    kind: isFunction && n8nType === undefined ? 'plugin' : 'tool',
  });
}

function addModelNode(drafts: Drafts, { name, located }: WizNode, uses: readonly Use[]): void {
  for (const { agent, provenance } of uses) addModel(drafts, agent, { name, spot: located, provenance });
  if (uses.length === 0)
    drafts.component({ id: drafts.idFor(`model ${name}`, name), kind: 'model', provenance: declared(located) });
}

/** `tool_names` and `tools` of an agent, as far as no node has the name. */
function addNamedTools(drafts: Drafts, rated: Rated, ids: ReadonlyMap<string, string>): void {
  const known = new Set([...rated.values()].flatMap((one) => namesOf(one)));
  for (const [agent, caller] of ids) {
    const metadata = rated.get(agent)?.node.metadata;
    for (const listed of [...listOf(find(metadata, 'tool_names')), ...listOf(find(metadata, 'tools'))]) {
      const name = (textOf(listed) ?? textOf(find(listed, 'name')))?.trim() ?? '';
      if (name === '' || known.has(name) || known.has(`${agent}_${name}`)) continue;
      addTool(drafts, { key: keyOf(name), name, spot: listed, knownAs: [name], callers: [caller] });
    }
  }
}

const namesOf = ({ node: { key, name, functionName } }: RatedNode): string[] => [key, name, functionName ?? key];

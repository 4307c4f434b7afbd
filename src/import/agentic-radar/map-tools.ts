import type { Provenance } from '../../graph/ecosystem.ts';
import { addMemoryUse } from '../add-memory-use.ts';
import { addModel } from '../add-model.ts';
import { addTool } from '../add-tool.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { wordsOf } from '../secrets.ts';
import { factsOf, type ToolFacts, webPages } from '../tool-facts.ts';
import type { RadarNode } from './read-radar.ts';

/** Radar's own categories, for tools that the table does not know. */
const categories: ReadonlyMap<string, ToolFacts> = new Map(
  Object.entries({
    web_search: {
      title: 'web search',
      can: ['ingest-untrusted', 'egress'],
      behind: webPages,
    },
    code_interpreter: { title: 'code execution', can: ['egress', 'write', 'execute'], behind: { form: 'host' } },
    document_loader: { title: 'documents', can: ['read-private'], behind: { form: 'files' } },
    database: { title: 'database', can: ['read-private', 'write'], behind: { form: 'database', name: 'database' } },
  } satisfies Record<string, ToolFacts>),
);

/** How agents come to use it: the edge of the file, or an assumption. */
export type Use = { readonly id: string; readonly name: string; readonly provenance: Provenance };

/** A tool node: a tool, a function, a model or a memory. */
export function mapTool(drafts: Drafts, node: RadarNode, uses: readonly Use[]): void {
  if (node.category === 'llm') mapModel(drafts, node, uses);
  else if (node.type === 'tool' && wordsOf(node.name).includes('memory')) mapMemory(drafts, node, uses);
  else mapFunction(drafts, node, uses);
}

function mapModel(drafts: Drafts, { name, located }: RadarNode, uses: readonly Use[]): void {
  if (uses.length === 0) {
    drafts.component({ id: drafts.idFor(`model ${name}`, name), kind: 'model', provenance: declared(located) });
  }
  for (const { id: agent, provenance } of uses) addModel(drafts, agent, { name, spot: located, provenance });
}

function mapMemory(drafts: Drafts, { name, located }: RadarNode, uses: readonly Use[]): void {
  const id = drafts.idFor(`node ${name}`, name);
  drafts.component({ id, kind: 'memory', name, provenance: inferred(located, 'its name says that it is a memory') });
  for (const { id: agent, provenance } of uses) {
    addMemoryUse(drafts, { user: agent, memory: id, provenance });
  }
}

function mapFunction(drafts: Drafts, node: RadarNode, uses: readonly Use[]): void {
  const { name, type, category, located } = node;
  const own = categories.get(category ?? '');
  const known = factsOf(name);
  const facts = known === undefined ? own : own === undefined ? undefined : { ...known, can: union(known, own) };
  // The first relation stays: calls stand at their edges.
  const to = drafts.idFor(`node ${name}`, name);
  for (const { id: agent, provenance } of uses) drafts.relation({ from: agent, to, kind: 'invokes', provenance });
  addTool(drafts, {
    key: `node ${name}`,
    name,
    spot: located,
    knownAs: [name],
    callers: uses.map((use) => use.id),
    kind: type === 'custom_tool' ? 'plugin' : 'tool',
    ...(facts === undefined ? {} : { facts }),
  });
}

const union = (one: ToolFacts, other: ToolFacts): ToolFacts['can'] => [...new Set([...one.can, ...other.can])];

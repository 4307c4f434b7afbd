import { addMemoryUse } from '../add-memory-use.ts';
import { declared, inferred } from '../drafts.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import type { FlowGraph } from './flow-graph.ts';
import { isStoring } from './memory.ts';
import { namedModel } from './model-choice.ts';
import type { LangflowNode } from './node.ts';
import type { UsedEdge } from './usage.ts';

/** Who calls, reads and tells whom: edges that hand over a tool, a memory or a model, then those of content. */
export function mapEdges(graph: FlowGraph): void {
  const { drafts, nodes, edges } = graph;
  for (const edge of edges) hand(graph, edge);
  for (const edge of edges) if (edge.hands === 'agent' && !graph.isAgent(edge.target)) giveTask(graph, edge);
  const steps = nodes.flatMap((node) => stepsOf(graph, node));
  const links = edges.flatMap((edge) => linksOf(graph, edge));
  addFlow(drafts, steps, links);
}

/** What edges other than content mean: they run from what is used to its user. */
function hand(graph: FlowGraph, { hands, source, target, spot }: UsedEdge): void {
  const [from, to] = [graph.idOf(target), graph.idOf(source)];
  if (from === undefined || to === undefined || from === to) return;
  const provenance = declared(spot);
  if ((hands === 'tool' || hands === 'agent') && graph.isAgent(source) && graph.isAgent(target))
    graph.drafts.relation({ from, to, kind: 'delegates', provenance });
  if (hands === 'memory' && graph.is(source, 'memory') && graph.isAgent(target))
    addMemoryUse(graph.drafts, { user: from, memory: to, provenance });
  if (hands === 'embeddings') embed(graph, source, target);
  const isStore = graph.is(source, 'vector-store', 'knowledge', 'files');
  if (hands === 'content' && isStore && graph.isTool(target))
    graph.drafts.relation({ from, to, kind: 'accesses', provenance });
}

/** A crew gives its agents their tasks, one of which this edge leads into. */
function giveTask(graph: FlowGraph, { source, target, spot }: UsedEdge): void {
  const agent = graph.idOf(source);
  const seen = new Set([target]);
  for (const task of seen) {
    for (const { target: next } of graph.outOf(task, 'content')) {
      const crew = graph.idOf(next);
      if (!graph.is(next, 'orchestrator')) seen.add(next);
      else if (agent !== undefined && crew !== undefined && agent !== crew)
        graph.drafts.relation({ from: crew, to: agent, kind: 'delegates', provenance: declared(spot) });
    }
  }
}

/** Agents that search a store infer the model that embeds what they ask. */
function embed(graph: FlowGraph, source: LangflowNode, target: LangflowNode): void {
  const [model, store] = [graph.idOf(source), graph.mapped(target)];
  if (model === undefined || store.id === undefined || !graph.is(source, 'embeddings')) return;
  const name = namedModel(source);
  const spot = name?.spot ?? source.spot;
  const tagged = store.opens ?? store.id;
  if (graph.is(target, 'vector-store', 'knowledge')) {
    const provenance = declared(target.spot);
    const tags = [`embeds-with:${model}`.slice(0, 100)];
    graph.drafts.component({ id: tagged, kind: 'data-store', tags, provenance });
  }
  const rule = 'what it searches for is embedded by this model';
  for (const agent of graph.isAgent(target) ? [target] : graph.agentsAfter(target, 'tool')) {
    const from = graph.idOf(agent);
    if (from !== undefined)
      graph.drafts.relation({ from, to: model, kind: 'infers', provenance: inferred(spot, rule) });
  }
}

function stepsOf(graph: FlowGraph, node: LangflowNode): Step[] {
  const { key, title: name, spot } = node;
  const { id, role, kind } = graph.mapped(node);
  if (id === undefined || graph.is(node, 'embeddings', 'reranker', 'model')) return [{ key, role: 'pass', name, spot }];
  if (graph.isTool(node)) {
    return graph.outOf(node, 'content').length > 0 ? [{ key, role: 'tool', name, spot, id }] : [];
  }
  if (kind === 'files' && graph.into(node, 'content').length === 0) return [{ key, role: 'source', name, spot, id }];
  return [{ key, role, name, spot, id, ...(kind === 'chat-input' ? { isHuman: true } : {}) }];
}

function linksOf(graph: FlowGraph, { hands, source, target, field, spot }: UsedEdge): Link[] {
  if (hands !== 'content' || graph.is(source, 'embeddings', 'model')) return [];
  // What is asked for does not go into a store.
  if (graph.is(target, 'vector-store', 'knowledge') && !/ingest|document|^data$|^df$|^input_df$|metadata/i.test(field))
    return [];
  if (graph.is(target, 'memory') && !isStoring(target) && !/ingest|message/i.test(field)) return [];
  if (graph.is(target, 'files') && !/input|message|data|content|text/i.test(field)) return [];
  return [{ from: source.key, to: target.key, spot }];
}

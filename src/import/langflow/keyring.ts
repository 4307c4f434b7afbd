import type { Keyring } from './credentials.ts';
import type { FlowGraph } from './flow-graph.ts';
import { namedModel } from './model-choice.ts';
import type { LangflowNode } from './node.ts';

/** Who has the secrets of a component: whoever uses a model, the store that embeds, else the component itself. */
export function keyringOf(graph: FlowGraph, node: LangflowNode): Keyring {
  const mapped = graph.mapped(node);
  if (mapped.kind === 'model') {
    const users = graph.agentsAfter(node, 'model').flatMap((agent) => graph.idOf(agent) ?? []);
    const name = namedModel(node)?.name;
    const model =
      mapped.id ?? graph.drafts.idFor(name === undefined ? 'model' : `model ${name.slice(0, 200)}`, 'model');
    return {
      holders: users.length > 0 ? users : mapped.id === undefined ? [] : [mapped.id],
      opens: graph.drafts.has(model) ? model : undefined,
    };
  }
  if (mapped.kind === 'embeddings') {
    const stores = graph.outOf(node, 'embeddings').map(({ target }) => graph.mapped(target));
    const users = stores.flatMap((store) => store.opens ?? store.id ?? []);
    return { holders: users.length > 0 ? users : [mapped.id ?? ''], opens: mapped.id };
  }
  if (mapped.id === undefined || mapped.kind === 'chat-input' || mapped.kind === 'mcp')
    return { holders: [], opens: undefined };
  return { holders: [mapped.id], opens: mapped.opens };
}

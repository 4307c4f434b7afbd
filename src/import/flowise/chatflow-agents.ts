import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addModel } from '../add-model.ts';
import { inferred } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import { askBefore } from './agentflow-parts.ts';
import type { Chatflow, NodeIds } from './chatflow.ts';
import type { Caller } from './context.ts';
import type { FlowNode } from './flow-node.ts';
import { isOn, settingOf, unpacked } from './part.ts';

/** Chains and engines that an agent calls as tools. */
export function addBridges({ context: { drafts }, nodes, links, agents }: Chatflow): void {
  for (const bridge of nodes.filter(({ role }) => role === 'bridge')) {
    const inner = links.flatMap(({ from, to }) => (to === bridge ? (agents.get(from) ?? []) : []));
    const outer = links.flatMap((link) =>
      link.from === bridge ? [{ caller: agents.get(link.to), spot: link.spot }] : [],
    );
    for (const { caller, spot } of outer)
      for (const { id: to } of inner) {
        if (caller === undefined || caller.id === to) continue;
        const provenance = inferred(spot, `${bridge.label} makes it a tool`);
        drafts.relation({ from: caller.id, to, kind: 'delegates', provenance });
      }
  }
}

/** Agents that no model of the file comes to: assistants are kept at their provider. */
export function addMissingModels({ context: { drafts, exported }, agents }: Chatflow): void {
  const known = new Set(drafts.relations().flatMap(({ kind, from }) => (kind === 'infers' ? [from] : [])));
  for (const [node, { id, spot }] of agents) {
    if (node.role === 'flow-step' || known.has(id)) continue;
    const stored = exported.assistants.get(settingOf(node, 'selectedAssistant') ?? '');
    addModel(drafts, id, { name: textOf(find(unpacked(find(stored, 'details')), 'model')), spot });
    if (!/assistant/i.test(node.name)) continue;
    drafts.toFill.push({ component: id, field: 'tools', why: 'its tools and files are kept at its provider' });
  }
}

/** `interrupt`: a human is asked before the tools of a step, or of the tool node after it, are called. */
export function addInterrupt({ context, links }: Chatflow, node: FlowNode, agent: Caller, ids: NodeIds): void {
  const toolNodes = links.flatMap(({ from, to }) => (from === node && to.role === 'tool-node' ? [to] : []));
  for (const one of [node, ...toolNodes]) {
    if (!isOn(find(one.inputs, 'interrupt'))) continue;
    const tools = links.flatMap(({ from, to }) => (to === one && from.role === 'tool' ? (ids.get(from) ?? []) : []));
    const on = tools.map((to): SelectorDraft => ({ kind: 'invokes', from: agent.id, to, direction: 'along' }));
    if (on.length > 0) askBefore(context, one, agent, on);
    else {
      const what = `approval of ${one.label}`;
      context.drafts.ignored.push({ what, where: describePlace(one.spot.at), why: 'it has no tools that would wait' });
    }
  }
}

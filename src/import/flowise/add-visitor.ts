import { addUser } from '../add-user.ts';
import { inferred, type Spot } from '../drafts.ts';
import type { FlowiseContext } from './context.ts';

/** Whoever talks to a flow: in the chat, the form or through the address of its API. @returns their id */
export function addVisitor(context: FlowiseContext, flowKey: string, spot: Spot, to: readonly string[] = []): string {
  const rule = 'whoever opens the chat or the form of a flow, or calls its address, writes to it';
  const provenance = inferred(spot, rule);
  const id = addUser(context.drafts, { key: `user ${flowKey}`, id: 'user', to, spot, exposed: true, provenance });
  context.visitors.add(id);
  return id;
}

/** Callers of a webhook: its address is the key to it. @returns their id */
export function addWebhook({ drafts, visitors }: FlowiseContext, flowKey: string, spot: Spot): string {
  const id = drafts.idFor(`webhook ${flowKey}`, 'webhook');
  const provenance = inferred(spot, 'whoever knows the address of the webhook can call it');
  drafts.component({ id, kind: 'external', name: 'callers of the webhook', exposed: true, provenance });
  visitors.add(id);
  return id;
}

import { describePlace } from '../../base/errors.ts';
import { addUser } from '../add-user.ts';
import { type Drafts, inferred, type Spot } from '../drafts.ts';
import { find } from '../located.ts';
import type { FlowiseContext } from './context.ts';
import { isOn, namedSetting, type Part } from './part.ts';

/** Whoever talks to a flow: in the chat, the form or through the address of its API. @returns their id */
export function addVisitor(context: FlowiseContext, flowKey: string, spot: Spot, to: readonly string[] = []): string {
  const rule = 'whoever opens the chat or the form of a flow, or calls its address, writes to it';
  const provenance = inferred(spot, rule);
  const id = addUser(context.drafts, { key: `user ${flowKey}`, id: 'user', to, spot, exposed: true, provenance });
  context.visitors.add(id);
  return id;
}

/** Callers of a webhook: its address is the key to it, unless they must also sign what they send. @returns their id */
export function addWebhook({ drafts, visitors }: FlowiseContext, flowKey: string, { spot, inputs }: Part): string {
  const id = drafts.idFor(`webhook ${flowKey}`, 'webhook');
  const isSigned = isOn(find(inputs, 'webhookEnableAuth'));
  const rule = isSigned ? 'who has the secret of the webhook' : 'whoever knows the address of the webhook';
  const provenance = inferred(spot, `${rule} can call it`);
  drafts.component({ id, kind: 'external', name: 'callers of the webhook', exposed: !isSigned, provenance });
  tellCallback(drafts, inputs);
  visitors.add(id);
  return id;
}

function tellCallback(drafts: Drafts, inputs: Part['inputs']): void {
  const callback = namedSetting({ inputs }, 'callbackUrl');
  if (callback === undefined) return;
  const why = 'answers are sent there, and nothing is read from there';
  drafts.ignored.push({ what: 'callback address', where: describePlace(callback.spot.at), why });
}

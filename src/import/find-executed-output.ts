import { describePlace } from '../base/errors.ts';
import { isIn } from '../graph/kinds.ts';
import type { Drafts } from './drafts.ts';

/** Tools that run code, and the agents whose output they run: the way from injected text to injected code. */
export function findExecutedOutput(drafts: Drafts): void {
  const components = new Map(drafts.components().map((one) => [one.id, one]));
  for (const { kind, from, to, provenance } of drafts.relations()) {
    const tool = components.get(to);
    if (kind !== 'invokes' || tool?.tags?.includes('execute') !== true) continue;
    if (!isIn('agent', components.get(from)?.kind ?? 'human')) continue;
    const detail = `${to} runs what ${from} writes: whoever steers the model runs code`;
    drafts.findings.push({ title: 'Model output is executed', detail, where: describePlace(provenance.at) });
  }
}

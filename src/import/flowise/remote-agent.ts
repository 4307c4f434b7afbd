import { type Drafts, declared } from '../drafts.ts';
import { safeUrl } from '../secrets.ts';
import { isFilledIn, namedSetting, type Part, shortLabel } from './part.ts';

/** An agent elsewhere that is given work over A2A, by the address of its card. */
export function addRemoteAgent(drafts: Drafts, part: Pick<Part, 'inputs'>, callers: readonly string[]): void {
  const card = namedSetting(part, 'agentCardUrl');
  const address = card === undefined || isFilledIn(card.text) ? undefined : safeUrl(card.text);
  if (card === undefined || address === undefined) {
    const why = 'which agent it gives work does not stand in the file';
    for (const component of callers) drafts.toFill.push({ component, field: 'relations', why });
    return;
  }
  const key = address.shown.replace(/^\w+:\/\//, '').replace(/\/\.well-known\/[^/]*$/, '');
  const id = drafts.idFor(`remote ${key}`, shortLabel(key));
  drafts.component({ id, kind: 'agent', name: `agent at ${address.host}`, provenance: declared(card.spot) });
  drafts.identify(id, { by: 'url', key });
  for (const from of callers) drafts.relation({ from, to: id, kind: 'delegates', provenance: declared(card.spot) });
}

export const isRemoteAgent = ({ name }: Part): boolean => /^a2a/i.test(name);

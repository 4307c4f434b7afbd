import { type AddedTool, addTool, type ToolDraft } from './add-tool.ts';
import type { Drafts } from './drafts.ts';
import { reportDynamicAddress } from './report-dynamic-address.ts';
import { type SafeUrl, safeUrl } from './secrets.ts';
import { type Behind, factsOf, type ToolFacts, webPages } from './tool-facts.ts';

/** Where a request goes, as far as the file says it. */
export type Address =
  | { readonly form: 'fixed'; readonly url: SafeUrl }
  /** The operator sets it outside the flow: the name of the setting. */
  | { readonly form: 'setting'; readonly name: string }
  /** What passes through the flow decides it. */
  | { readonly form: 'dynamic' }
  | { readonly form: 'unknown' };

export type WebRequest = Omit<ToolDraft, 'knownAs' | 'facts'> & {
  readonly address: Address;
  /** Anything but reading: POST, PUT, PATCH, DELETE. */
  readonly writes?: boolean;
};

/** A tool that sends requests: to one service, or to whatever address it is given. */
export function addWebRequest(drafts: Drafts, { address, writes = false, ...tool }: WebRequest): AddedTool {
  const facts = factsAbout(address, writes);
  const tags = address.form === 'dynamic' ? ['dynamic', ...(tool.tags ?? [])] : tool.tags;
  const draft = { ...tool, ...(tags === undefined ? {} : { tags }), knownAs: [] };
  const added = addTool(drafts, { ...draft, ...(facts === undefined ? {} : { facts }) });
  if (address.form === 'dynamic') {
    reportDynamicAddress(drafts, tool.spot, `what passes through the flow decides which address ${added.id} requests`);
    // Its secrets go to whoever is asked, but open nothing that is known.
    return { ...added, opens: added.id };
  }
  return added;
}

/** The address that a text gives, if nothing is filled in before its path. */
export function addressOf(text: string | undefined, isFilledIn: (part: string) => boolean): Address {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return { form: 'unknown' };
  const [start = ''] = /^[a-z][\w+.-]*:\/\/[^/?#]*/i.exec(trimmed) ?? [];
  if (isFilledIn(start === '' ? trimmed : start)) return { form: 'dynamic' };
  const url = safeUrl(/^[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)/.test(trimmed) ? `https://${trimmed}` : trimmed);
  return url === undefined || url.host === '' || /[*{}]/.test(url.host) ? { form: 'unknown' } : { form: 'fixed', url };
}

function factsAbout(address: Address, writes: boolean): ToolFacts | undefined {
  switch (address.form) {
    case 'fixed':
      return factsOfHost(address.url.host) ?? service(address.url.host, address.url.host, writes);
    case 'setting':
      return service(address.name, `the address in ${address.name}`, writes);
    case 'dynamic':
      return { title: 'requests to any address', can: ['ingest-untrusted', 'egress'], behind: webPages };
    case 'unknown':
      return undefined;
  }
}

const service = (id: string, name: string, writes: boolean): ToolFacts => ({
  title: `requests to ${name}`,
  can: writes ? ['egress', 'write'] : ['egress'],
  behind: { form: 'external', id, name },
});

/**
 * `hooks.slack.com` -> `slack`: only the name of the owner tells a service. A request runs nothing here and reads no
 * files of this machine, whatever tools of that name do.
 */
export function factsOfHost(host: string): ToolFacts | undefined {
  const facts = factsOf(host.split('.').slice(0, -1).at(-1) ?? host);
  return facts === undefined || facts.can.includes('execute') || LOCAL.has(facts.behind.form) ? undefined : facts;
}

const LOCAL: ReadonlySet<Behind['form']> = new Set(['host', 'files', 'nothing']);

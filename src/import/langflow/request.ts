import { addExternal } from '../add-external.ts';
import type { AddedTool } from '../add-tool.ts';
import { addTool } from '../add-tool.ts';
import { type Address, addressOf, addWebRequest } from '../add-web-request.ts';
import type { Drafts } from '../drafts.ts';
import { find, flagOf, listOf, textOf } from '../located.ts';
import { factsOf, type ToolFacts } from '../tool-facts.ts';
import { textIn, valueIn } from './fields.ts';
import type { LangflowNode } from './node.ts';
import { ADDRESSES, namesOf } from './node-kinds.ts';

export type ToolUse = {
  readonly callers: readonly string[];
  /** Fields that something of the flow fills in. */
  readonly filled: ReadonlySet<string>;
};

const URLS = ['url_input', 'urls', 'url', 'curl', 'curl_input'];

/** API Request and URL: fixed addresses, or whatever the flow or an agent fills in. */
export function addRequest(drafts: Drafts, node: LangflowNode, { callers, filled }: ToolUse): AddedTool {
  const { key, title: name, spot, fields } = node;
  const isChosen = URLS.some((field) => filled.has(field) || (callers.length > 0 && isArgument(node, field)));
  const method = textIn(fields, 'method')?.text ?? 'GET';
  const address: Address = isChosen ? { form: 'dynamic' } : addressIn(node);
  const isPage = /^URL/.test(node.type);
  const tool = { key: `node ${key}`, name, spot, callers };
  if (isPage && address.form === 'fixed') {
    const { host } = address.url;
    const facts: ToolFacts = {
      title: `pages of ${host}`,
      can: ['ingest-untrusted', 'egress'],
      behind: { form: 'external', id: host, name: `pages of ${host}` },
    };
    const added = addTool(drafts, { ...tool, knownAs: [], facts });
    for (const other of hostsIn(node)) {
      const external = { tool: added.id, readers: callers, id: other, name: `pages of ${other}`, isUntrusted: true };
      addExternal(drafts, { ...external, spot, because: `${name} reads pages of ${other}` });
    }
    return added;
  }
  return addWebRequest(drafts, { ...tool, address, writes: !/^(?:GET|HEAD)$/i.test(method) });
}

/** An agent that calls the component gives this field. */
const isArgument = ({ fields }: LangflowNode, field: string): boolean =>
  flagOf(find(fields.get(field), 'tool_mode')) === true;

function addressIn(node: LangflowNode): Address {
  const [first] = addressesIn(node);
  // Nothing stands there: whoever runs the flow fills it in.
  return first === undefined ? { form: 'dynamic' } : addressOf(first, (part) => /\{[^}]*\}/.test(part));
}

/** Addresses as they stand there: as a text, a list, or within a curl command. */
const addressesIn = ({ fields }: LangflowNode): string[] =>
  URLS.flatMap((name) => {
    const value = valueIn(fields, name);
    const texts = [textOf(value), ...listOf(value).map(textOf)].map((text) => text?.trim() ?? '');
    return texts.map((text) => /https?:\/\/[^\s"'\\]+/.exec(text)?.[0] ?? text).filter((text) => text !== '');
  });

const hostsIn = (node: LangflowNode): string[] =>
  addressesIn(node).flatMap((text) => {
    const address = addressOf(text, (part) => part.includes('{'));
    return address.form === 'fixed' ? [address.url.host] : [];
  });

/** Something outside that the table knows, or that has an address of its own. */
export function addService(drafts: Drafts, node: LangflowNode, callers: readonly string[]): AddedTool {
  const { key, title: name, spot, fields } = node;
  const tool = { key: `node ${key}`, name, spot, callers };
  const knownAs = namesOf(node);
  const address = textIn(fields, ...ADDRESSES);
  const isKnown = knownAs.some((one) => factsOf(one) !== undefined);
  if (isKnown || address === undefined || !/^https?:/.test(address.text)) return addTool(drafts, { ...tool, knownAs });
  return addWebRequest(drafts, { ...tool, address: addressOf(address.text, () => false), writes: true });
}

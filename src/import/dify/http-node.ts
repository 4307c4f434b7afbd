import { addCredential } from '../add-credential.ts';
import { addLiteralCredential } from '../add-literal-credential.ts';
import type { AddedTool } from '../add-tool.ts';
import { type Address, addressOf, addWebRequest } from '../add-web-request.ts';
import type { Drafts } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import { isLiteralSecret, isSecretName, literalPart, looksSecret, safeUrl } from '../secrets.ts';
import type { EnvironmentVariables } from './environment.ts';
import type { DifyNode } from './node.ts';
import { nameIn } from './scalar-text.ts';
import { withoutTemplates } from './secret-fields.ts';

/** A request of the workflow, and the secrets that it sends. */
export function mapHttpNode(drafts: Drafts, environment: EnvironmentVariables, node: DifyNode): AddedTool {
  const { key, title: name, spot, data } = node;
  const method = (nameIn(find(data, 'method')) ?? 'get').toLowerCase();
  const address = addressIn(textOf(find(data, 'url')) ?? '', environment);
  const tool = { key: `node ${key}`, name, spot, callers: [], address, writes: !/^(?:get|head|options)$/.test(method) };
  const added = addWebRequest(drafts, tool);
  addAuthorization(drafts, node, added);
  for (const field of ['headers', 'params']) addLines(drafts, node, field, added);
  addUrlSecrets(drafts, node, added);
  return added;
}

/** `{{#env.API#}}/path` goes where the environment says, which is no part of the flow. */
function addressIn(url: string, environment: EnvironmentVariables): Address {
  const [whole, name = ''] = /^\s*\{\{#\s*env\.([^#{}\s]+)\s*#\}\}/.exec(url) ?? [];
  if (whole === undefined) return addressOf(url, (part) => part.includes('{{'));
  const value = environment.plainValue(name);
  const address = value === undefined ? undefined : addressOf(value, () => false);
  return address?.form === 'fixed' ? address : { form: 'setting', name };
}

/** `authorization: { type: api-key, config: { type, header, api_key } }` */
function addAuthorization(drafts: Drafts, { data, title, key }: DifyNode, { id, opens }: AddedTool): void {
  const config = find(data, 'authorization', 'config');
  if (config?.form !== 'map' || textOf(find(data, 'authorization', 'type')) === 'no-auth') return;
  const given = find(config, 'api_key');
  const text = textOf(given) ?? '';
  if (text.includes('{{#env.')) return; // the environment's credential
  const isLiteral = literalPart(withoutTemplates(text)) !== '' && isLiteralSecret(text);
  const use = { name: `${title} API key`, key: `authorization ${key}`, isShared: false };
  const literalOf = isLiteral ? title : undefined;
  addCredential(drafts, { ...use, spot: given ?? config, holder: id, opens, literalOf });
}

/** `Authorization:Bearer …`, one to a line. */
function addLines(drafts: Drafts, { data, title }: DifyNode, field: string, { id, opens }: AddedTool): void {
  const spot = find(data, field);
  for (const line of (textOf(spot) ?? '').split('\n')) {
    const [, name = '', value = ''] = /^\s*([\w-]+)\s*:(.*)$/.exec(line) ?? [];
    if (spot === undefined || name === '' || !isLiteralSecret(withoutTemplates(value))) continue;
    if (!isSecretName(name) && !looksSecret(value.trim())) continue;
    const use = { name: `${title} ${name}`, text: value.trim(), spot };
    addLiteralCredential(drafts, { ...use, holder: id, opens, owner: title });
  }
}

function addUrlSecrets(drafts: Drafts, { data, title }: DifyNode, { id, opens }: AddedTool): void {
  const spot = find(data, 'url');
  const url = safeUrl(textOf(spot)?.trim() ?? '');
  if (spot === undefined || url === undefined) return;
  const secrets = url.query.filter(
    ([name, value]) => isLiteralSecret(withoutTemplates(value)) && (isSecretName(name) || looksSecret(value)),
  );
  const password = url.hasPassword ? [['password', textOf(spot) ?? ''] as const] : [];
  for (const [name, text] of [...secrets, ...password]) {
    const use = { name: `${title} ${name}`, text, spot };
    addLiteralCredential(drafts, { ...use, holder: id, opens, owner: title });
  }
}

import { addCredential } from '../add-credential.ts';
import { ConfigSecrets } from '../config-secrets.ts';
import type { Drafts } from '../drafts.ts';
import { entriesOf, find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { looksSecret } from '../secrets.ts';
import type { McpConfig } from './config.ts';
import type { MappedClient } from './map-client.ts';

/**
 * Keys that a client has for itself: of its models (Continue's `models[].apiKey`, mcp-agent's `openai.api_key`,
 * opencode's `provider`, Codex's `model_providers`), or beside its servers.
 */
export function mapClientSecrets({ root }: McpConfig, client: MappedClient, drafts: Drafts): void {
  const secrets = new ConfigSecrets(drafts);
  const add = (config: Located | undefined, of: string): void =>
    secrets.addAll(withKeysOnly(config), { of, holder: client.id });
  add(root, client.id);
  for (const model of listOf(find(root, 'models'))) {
    const of = textOf(find(model, 'name')) ?? textOf(find(model, 'model')) ?? 'model';
    add(model, of);
    add(find(model, 'requestOptions'), of);
  }
  for (const [name, { value }] of blocksOf(root)) {
    add(value, name);
    add(find(value, 'options'), name);
    nameVariable(value, client, drafts);
  }
}

/** What may stand for a provider of models: blocks of the file itself, and those of its lists of providers. */
const blocksOf = (root: LocatedMap) => [
  ...entriesOf(root).filter(([name]) => name !== 'mcpServers' && name !== 'servers'),
  ...entriesOf(find(root, 'provider')),
  ...entriesOf(find(root, 'model_providers')),
];

const KEY = /(?:api[_-]?key|token|secret|password)$/i;
const HEADERS = /^(?:headers|http_headers|env)$/;

/** Other keys of settings have such names too: `key` of a shortcut, `auth` of a mode. */
function withKeysOnly(config: Located | undefined): Located | undefined {
  if (config?.form !== 'map') return undefined;
  const entries = [...config.entries].filter(([name]) => KEY.test(name) || HEADERS.test(name));
  return { ...config, entries: new Map(entries) };
}

/** Codex gives the name of the variable that holds the key. */
function nameVariable(provider: Located, client: MappedClient, drafts: Drafts): void {
  const spot = find(provider, 'env_key');
  const name = textOf(spot) ?? '';
  if (spot === undefined || !/^[A-Za-z_]\w{0,199}$/.test(name) || looksSecret(name)) return;
  addCredential(drafts, { name, spot, holder: client.id });
}

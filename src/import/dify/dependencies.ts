import { addUnpinned } from '../add-unpinned.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { find, type Located, listOf } from '../located.ts';
import { nameIn } from './scalar-text.ts';

/** Components whose code comes from a plugin: `langgenius/duckduckgo` -> ids. */
export type PluginUsers = ReadonlyMap<string, readonly string[]>;

type Plugin = { readonly name: string; readonly isPinned: boolean; readonly source: string; readonly spot: Spot };

/** A plugin without version and hash is whatever its source hands out when the app is set up. */
export function mapDependencies(drafts: Drafts, dependencies: Located | undefined, users: PluginUsers): void {
  for (const { name, isPinned, source, spot } of listOf(dependencies).flatMap(readPlugin)) {
    if (isPinned) continue;
    const registry =
      source === 'github' ? { id: 'github.com', name: 'GitHub' } : { id: 'dify-marketplace', name: 'Dify Marketplace' };
    const detail = `the app takes plugin ${name} from ${registry.name} without a version`;
    const because = `plugin ${name} has no version: whoever sets the app up takes what is there`;
    addUnpinned(drafts, { registry, users: [...(users.get(name) ?? [])], because, detail, spot });
  }
}

/** `langgenius/openai:0.0.12@604c1a…`: marketplace, GitHub or an uploaded package. */
function readPlugin(dependency: Located): Plugin[] {
  const value = find(dependency, 'value');
  const keys = ['marketplace_plugin_unique_identifier', 'plugin_unique_identifier', 'github_plugin_unique_identifier'];
  const spot = keys.map((key) => find(value, key)).find((one) => nameIn(one) !== undefined) ?? find(value, 'repo');
  const text = nameIn(spot);
  if (spot === undefined || text === undefined) return [];
  const [name = text] = text.split(/[:@]/);
  const version = nameIn(find(value, 'version')) ?? '';
  const isPinned = /[:@][\w.]/.test(text) || (version !== '' && version !== 'latest');
  return [{ name, isPinned, source: nameIn(find(dependency, 'type')) ?? '', spot }];
}

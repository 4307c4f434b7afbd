import { describePlace } from '../../base/errors.ts';
import { type Drafts, inferred, type Spot } from '../drafts.ts';
import { find, type Located, listOf } from '../located.ts';
import { nameIn } from './scalar-text.ts';

/** Components whose code comes from a plugin: `langgenius/duckduckgo` -> ids. */
export type PluginUsers = ReadonlyMap<string, readonly string[]>;

type Plugin = { readonly name: string; readonly isPinned: boolean; readonly source: string; readonly spot: Spot };

/** A plugin without version and hash is whatever its source hands out when the app is set up. */
export function mapDependencies(drafts: Drafts, dependencies: Located | undefined, users: PluginUsers): void {
  for (const { name, isPinned, source, spot } of listOf(dependencies).flatMap(readPlugin)) {
    if (isPinned) continue;
    const [id, title] = source === 'github' ? ['github.com', 'GitHub'] : ['dify-marketplace', 'Dify Marketplace'];
    const detail = `the app takes plugin ${name} from ${title} without a version`;
    drafts.findings.push({ title: 'Unpinned package', detail, where: describePlace(spot.at) });
    for (const user of users.get(name) ?? []) {
      const to = drafts.idFor(`registry ${id}`, id);
      const provenance = inferred(spot, 'anybody can publish there');
      drafts.component({ id: to, kind: 'registry', name: title, exposed: true, provenance });
      drafts.identify(to, { by: 'service', key: id });
      const rule = `plugin ${name} has no version: whoever sets the app up takes what is there`;
      drafts.relation({ from: user, to, kind: 'registers', provenance: inferred(spot, rule) });
    }
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

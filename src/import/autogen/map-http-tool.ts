import { addTool } from '../add-tool.ts';
import { find, textOf } from '../located.ts';
import { withoutSecrets } from '../secrets.ts';
import { type ToolFacts, webPages } from '../tool-facts.ts';
import { type Component, nameOf } from './component.ts';
import { firstLike, type Mapping } from './mapping.ts';

/** One request to one address; what it answers goes to the agent. */
export function mapHttpTool(mapping: Mapping, caller: string, tool: Component): void {
  const { config, map } = tool;
  const host = textOf(find(config, 'host'))?.trim().toLowerCase() ?? '';
  const isDynamic = host === '' || /[{}$*\s]/.test(host);
  const method = textOf(find(config, 'method'))?.toUpperCase() ?? 'POST';
  const shown = withoutSecrets(host).slice(0, 150);
  const facts: ToolFacts = {
    title: 'web requests',
    can: [
      ...(isDynamic ? (['ingest-untrusted'] as const) : []),
      'egress',
      ...(method === 'GET' ? [] : (['write'] as const)),
    ],
    behind: isDynamic ? webPages : { form: 'external', id: shown, name: shown },
  };
  const added = addTool(mapping.drafts, {
    key: `tool ${firstLike(mapping, map).pointer}`,
    name: nameOf(tool),
    spot: map,
    knownAs: [],
    callers: [caller],
    tags: isDynamic ? ['dynamic'] : [],
    facts,
  });
  mapping.secrets.addAll(config, { of: nameOf(tool), holder: added.id, opens: added.opens });
  if (isDynamic) {
    const found = 'a host that is filled in later';
    const fix = 'Name the host, or keep in mind that this tool can reach any.';
    mapping.drafts.warnings.push({ at: map.at, expected: 'the host that the tool calls', found, fix });
  }
}

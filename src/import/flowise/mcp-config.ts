import type { Problem } from '../../base/errors.ts';
import { entriesOf, find, type Located, textOf } from '../located.ts';
import { clientFor } from '../mcp/map-client.ts';
import { readServer } from '../mcp/server.ts';
import { looksSecret, safeUrl } from '../secrets.ts';
import type { Caller, FlowiseContext } from './context.ts';
import { itemsOf, type Part, shortLabel, unpacked } from './part.ts';

/**
 * The servers of `mcpServerConfig`, which holds `{ command, args, env }`, `{ url, headers }` or `{ mcpServers }`.
 * @returns their ids; undefined if there is no such setting, nobody calls it, or it cannot be read: then it is a tool like others
 */
export function addMcpServers(
  { drafts, servers }: FlowiseContext,
  part: Part,
  callers: readonly Caller[],
): readonly string[] | undefined {
  const given = find(part.inputs, 'mcpServerConfig');
  const config = unpacked(given);
  if (given === undefined || (given.form === 'scalar' && given.value === '') || callers.length === 0) return undefined;
  const problems: Problem[] = [];
  const ids: string[] = [];
  for (const { name, value } of entriesIn(config, part)) {
    const server = readServer({ name, entry: { keyAt: value.at, value } }, problems);
    if (server === undefined) continue;
    const own = { ...server, key: `${part.key} mcp ${name}` };
    if (problems.length > 0 || own.off !== undefined) continue;
    for (const caller of callers) ids.push(servers.add(own, clientFor(drafts, caller)).id);
  }
  drafts.warnings.push(...problems);
  if (ids.length > 0) return [...new Set(ids)];
  if (problems.length === 0) {
    const fix = 'Check mcpServerConfig, or say in the ecosystem what the server can do.';
    drafts.warnings.push({ at: given.at, expected: 'an MCP server as JSON', found: 'none', fix });
  }
  return undefined;
}

type Named = { readonly name: string; readonly value: Located };

function entriesIn(config: Located | undefined, part: Part): readonly Named[] {
  if (config?.form !== 'map') return [];
  const many = find(config, 'mcpServers');
  if (many !== undefined) return entriesOf(many).map(([name, { value }]) => ({ name, value }));
  return [{ name: nameOf(config, part), value: config }];
}

/** Its label, unless that is what all are called: then its package or host. */
function nameOf(config: Located, { label, name }: Part): string {
  if (label !== name && !/^custom mcp$/i.test(label)) return shortLabel(label);
  const args = itemsOf(find(config, 'args')).flatMap((one) => textOf(one) ?? []);
  const [, program] = /^(@?[a-z][\w./-]*?)(?:@[\w.^~-]*)?$/i.exec(args.find((arg) => !arg.startsWith('-')) ?? '') ?? [];
  const known = program ?? safeUrl(textOf(find(config, 'url')) ?? '')?.host;
  return known === undefined || known === '' || looksSecret(known)
    ? shortLabel(label)
    : shortLabel(known.replace(/^.*\//, ''));
}

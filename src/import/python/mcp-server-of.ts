import type { Problem } from '../../base/errors.ts';
import type { Spot } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { type McpServer, readServer } from '../mcp/server.ts';
import { safeUrl, withoutSecrets } from '../secrets.ts';
import type { PyProgram } from './py-program.ts';
import type { PyValue } from './py-value.ts';
import { mapOf } from './to-located.ts';

export type McpSettings = {
  /** What the code calls it; undefined: by its package, script or host. */
  readonly name: string | undefined;
  readonly spot: Spot;
  readonly fields: readonly { readonly name: string; readonly value: PyValue }[];
};

/** Fields that say something about a server; anything else is for the library. */
const KNOWN: ReadonlySet<string> = new Set(['command', 'args', 'env', 'url', 'headers']);

/** An MCP server that code starts or connects to; what is wrong with it is added to `problems`. */
export function mcpServerOf(program: PyProgram, settings: McpSettings, problems: Problem[]): McpServer | undefined {
  const { name, spot, fields } = settings;
  const value = mapOf(
    program,
    spot,
    fields.filter((field) => KNOWN.has(field.name)),
  );
  const wanted = name ?? nameOf(value);
  return readServer({ name: wanted.slice(0, 200), entry: { keyAt: spot.at, value } }, problems);
}

/** The first word of a command that says what runs: `mcp-server-git`, `@acme/files`, `server.py` without its path. */
function nameOf(settings: Located): string {
  const url = textOf(find(settings, 'url'));
  if (url !== undefined) return withoutSecrets(safeUrl(url)?.host ?? 'mcp-server') || 'mcp-server';
  const words = [find(settings, 'command'), ...listOf(find(settings, 'args'))].flatMap((word) => textOf(word) ?? []);
  const telling = words.slice(1).find((word) => !/^(?:-|run$|exec$|dlx$|tool$)/.test(word)) ?? words[0] ?? '';
  const short = telling.replace(/^.*[\\/](?=[^\\/]+\.\w+$)/, '').replace(/\.(?:py|js|mjs|ts)$/, '');
  return (
    withoutSecrets(short)
      .replace(/[\p{Cc}${}]/gu, '')
      .trim() || 'mcp-server'
  );
}

/** The fields of a dict, or of a call with named arguments such as `Params(command=…)`. */
export function fieldsOf(program: PyProgram, value: PyValue | undefined): McpSettings['fields'] {
  if (value === undefined) return [];
  return program.resolve(value).flatMap((one) => {
    if (one.form === 'call') return one.keywords;
    if (one.form !== 'dict') return [];
    return one.entries.flatMap((entry) =>
      entry.key.form === 'string' ? [{ name: entry.key.text, value: entry.value }] : [],
    );
  });
}

import type { ConfigSecrets } from '../config-secrets.ts';
import type { Drafts } from '../drafts.ts';
import { entriesOf, type Located } from '../located.ts';
import type { McpServers } from '../mcp/attach.ts';
import type { Component } from './component.ts';

/** What the parts of a file are gathered in. */
export type Mapping = {
  readonly drafts: Drafts;
  readonly servers: McpServers;
  readonly secrets: ConfigSecrets;
  /** What was there before, by {@link contentOf}: AutoGen repeats components wherever they are used. */
  readonly first: Map<string, Located>;
  /** Hand-offs that leave the team. */
  readonly toUser: Handoff[];
  /** Adds a tool that is code of a program, with its caller; false if it is none. */
  readonly addCode?: (tool: Located, caller: string) => boolean;
};

/** An agent that has tools. */
export type ToolUser = { readonly id: string; readonly name: string; readonly component: Component };

export type Handoff = { readonly from: readonly string[]; readonly spot: Located; readonly name: string };

/** The component with this content that comes first in the file: two of the same content are one. */
export function firstLike(mapping: Mapping, located: Located): Located {
  const content = contentOf(located);
  const known = mapping.first.get(content);
  if (known === undefined) mapping.first.set(content, located);
  return known ?? located;
}

function contentOf(located: Located): string {
  if (located.form === 'scalar') return JSON.stringify(located.value);
  if (located.form === 'list') return `[${located.items.map(contentOf).join()}]`;
  return `{${entriesOf(located)
    .map(([key, { value }]) => `${JSON.stringify(key)}:${contentOf(value)}`)
    .join()}}`;
}

import type { Drafts } from '../drafts.ts';
import type { McpServers } from '../mcp/attach.ts';

/** What all parts of one import write to. */
export type Mapping = { readonly drafts: Drafts; readonly servers: McpServers };

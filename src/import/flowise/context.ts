import type { Drafts, Spot } from '../drafts.ts';
import type { McpServers } from '../mcp/attach.ts';
import type { Secrets } from './part-credentials.ts';
import type { StoredFlows } from './stored-flows.ts';

/** A flow that another one calls, by the id that Flowise gave it. */
export type FlowCall = {
  readonly from: string;
  readonly target: string;
  readonly spot: Spot;
  readonly isAsked?: boolean;
};

/** What all parts of a file need. */
export type FlowiseContext = {
  readonly drafts: Drafts;
  readonly servers: McpServers;
  readonly secrets: Secrets;
  readonly exported: StoredFlows;
  /** Resolved when all flows of the file are known. */
  readonly calls: FlowCall[];
  /** Who talks to the flows: users, and callers of webhooks. */
  readonly visitors: Set<string>;
};

/** An agent that calls tools. */
export type Caller = { readonly id: string; readonly name: string; readonly spot: Spot };

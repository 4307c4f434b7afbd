import type { Provenance } from '../graph/ecosystem.ts';
import type { Drafts } from './drafts.ts';

export type MemoryUse = { readonly user: string; readonly memory: string; readonly provenance: Provenance };

/** Who remembers brings back what is kept, and adds to it. */
export function addMemoryUse(drafts: Drafts, { user, memory, provenance }: MemoryUse): void {
  for (const kind of ['reads', 'writes'] as const) drafts.relation({ from: user, to: memory, kind, provenance });
}

import { addMemoryUse } from '../add-memory-use.ts';
import { declared, inferred, type Spot } from '../drafts.ts';
import type { FlowiseContext } from './context.ts';

export type MemoryUser = { readonly id: string; readonly spot: Spot; readonly because?: string | undefined };

/** What is kept of conversations, with who reads and writes it. */
export function addMemoryUsers({ drafts }: FlowiseContext, memory: string, users: readonly MemoryUser[]): void {
  for (const { id, spot, because } of users) {
    const provenance = because === undefined ? declared(spot) : inferred(spot, because);
    addMemoryUse(drafts, { user: id, memory, provenance });
  }
}

import { addService } from './add-service.ts';
import { type Drafts, inferred, type Spot } from './drafts.ts';

export type ExternalDraft = {
  /** The tool that reaches it. */
  readonly tool: string;
  /** Who has in the context what the tool brings back. */
  readonly readers: readonly string[];
  /** Well-known services have well-known ids: one component, whoever uses it. */
  readonly id: string;
  readonly name: string;
  /** Strangers can write there. */
  readonly isUntrusted: boolean;
  readonly spot: Spot;
  /** Why it is known to stand behind the tool. */
  readonly because: string;
};

/** The service or the content behind a tool. @returns its id */
export function addExternal(drafts: Drafts, draft: ExternalDraft): string {
  const { tool, readers, name, isUntrusted, spot, because } = draft;
  const provenance = inferred(spot, because);
  const id = addService(drafts, { id: draft.id, name, exposed: isUntrusted, provenance });
  drafts.relation({ from: tool, to: id, kind: 'accesses', provenance });
  if (!isUntrusted) return id;
  const rule = `${because}: what strangers write there enters the context`;
  for (const reader of readers)
    drafts.relation({ from: id, to: reader, kind: 'feeds', provenance: inferred(spot, rule) });
  return id;
}

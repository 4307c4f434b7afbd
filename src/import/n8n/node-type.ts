/** What the type of a node says by its writing: `@n8n/n8n-nodes-langchain.lmChatOpenAi`. */
export type NodeType = {
  readonly full: string;
  /** Where it comes from: `n8n-nodes-base`, or a package of the community. */
  readonly source: string;
  /** `lmChatOpenAi`, `gmailTool`. */
  readonly name: string;
  /** Without Tool, HitlTool or Trigger: `gmail`. */
  readonly base: string;
  /** Comes with n8n itself. */
  readonly isOwn: boolean;
};

const OWN: ReadonlySet<string> = new Set(['n8n-nodes-base', '@n8n/n8n-nodes-langchain', 'n8n-nodes-langchain']);

export function nodeType(full: string): NodeType {
  const dot = full.lastIndexOf('.');
  const source = dot === -1 ? '' : full.slice(0, dot);
  const name = full.slice(dot + 1);
  return { full, source, name, base: name.replace(/(?<=.)(?:HitlTool|Tool|Trigger)$/, ''), isOwn: OWN.has(source) };
}

/** Whether some program calls the types of its nodes like this. */
export const looksLikeNodeType = (text: string): boolean =>
  /^(?:@[\w-]+\/)?n8n-nodes-[\w-]+\.\w|^@n8n\/|^CUSTOM\.\w/.test(text);

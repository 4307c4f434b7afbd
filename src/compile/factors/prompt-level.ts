import type { Component } from '../../graph/ecosystem.ts';
import type { ComponentKind } from '../../graph/kinds.ts';
import type { ArcDraft } from '../arc-draft.ts';
import { bringsWords } from './words.ts';

/** Controls on prompts stop at most so much of a tuned attacker. */
export const MOST_ON_PROMPTS = 0.5;

const PROMPT_LEVEL = 'prompt-level';
const STRUCTURAL = 'structural';

/**
 * Whether a control works on what a prompt says, which an attacker can phrase anew until it passes, and not on what can
 * be done at all (a gate, isolation, a signature). Its tags say it; else it does where it stands before an agent's context.
 */
export function isPromptLevel(
  { tags }: Pick<Component, 'tags'>,
  { relation, direction }: ArcDraft,
  target: ComponentKind,
): boolean {
  if (tags.includes(STRUCTURAL)) return false;
  return tags.includes(PROMPT_LEVEL) || bringsWords(relation.kind, direction, target);
}

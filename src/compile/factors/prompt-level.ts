import type { Component } from '../../graph/ecosystem.ts';
import type { ComponentKind } from '../../graph/kinds.ts';
import type { ArcDraft } from '../arc-draft.ts';
import { bringsWords } from './words.ts';

/** Controls on prompts stop at most so much of a tuned attacker. */
export const MOST_ON_PROMPTS = 0.5;

const PROMPT_LEVEL = 'prompt-level';
const STRUCTURAL = 'structural';

/** Whether a file says it: by a tag, or since what was trained on attacks, or mended after them, meets them anew. */
export const isSaidPromptLevel = ({ tags, defence }: Pick<Component, 'tags' | 'defence'>): boolean =>
  !tags.includes(STRUCTURAL) &&
  (tags.includes(PROMPT_LEVEL) || defence === 'adversarial-training' || defence === 'red-teaming');

/**
 * Whether a control works on what a prompt says, which an attacker can phrase anew until it passes, and not on what can
 * be done at all (a gate, isolation, a signature). Its tags or its kind of defence say it; else it does where it stands before an agent's context.
 */
export function isPromptLevel(
  control: Pick<Component, 'tags' | 'defence'>,
  { relation, direction }: ArcDraft,
  target: ComponentKind,
): boolean {
  if (control.tags.includes(STRUCTURAL)) return false;
  return isSaidPromptLevel(control) || bringsWords(relation.kind, direction, target);
}
